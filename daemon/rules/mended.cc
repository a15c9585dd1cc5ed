// SPDX-License-Identifier: MPL-2.0

#include "rules/mended.h"

#include <algorithm>

namespace candour::rules {

namespace {

bool is_at(const Recipient& recipient, const std::string& address) {
  return people::normalised(recipient.address) == people::normalised(address);
}

void remove(std::vector<Recipient>& recipients, const std::string& address) {
  std::erase_if(recipients, [&](const Recipient& recipient) { return is_at(recipient, address); });
}

// Who stands in Cc is blind at none of his addresses.
void show(std::vector<Recipient>& recipients, const std::string& address) {
  std::vector<const people::Person*> shown;
  for (auto& recipient : recipients) {
    if (!is_at(recipient, address)) continue;
    recipient.visibility = Visibility::visible;
    if (recipient.standing.person != nullptr) shown.push_back(recipient.standing.person);
  }
  for (auto& recipient : recipients)
    if (std::find(shown.begin(), shown.end(), recipient.standing.person) != shown.end())
      recipient.visibility = Visibility::visible;
}

}  // namespace

bool changes_recipients(FixKind kind) {
  return kind == FixKind::move_to_cc || kind == FixKind::remove_recipient ||
         kind == FixKind::add_recipient;
}

Correspondence mended(const Correspondence& correspondence, FixKind kind,
                      const std::vector<std::string>& addresses) {
  auto result = correspondence;
  auto& recipients = result.recipients;
  for (const auto& address : addresses) {
    if (kind == FixKind::remove_recipient) {
      remove(recipients, address);
      continue;
    }
    if (kind == FixKind::add_recipient) {
      const auto standing = result.roster.identify(address, result.day);
      recipients.push_back({address, {}, Visibility::visible, true, standing, nullptr});
    }
    show(recipients, address);
  }
  return result;
}

}  // namespace candour::rules
