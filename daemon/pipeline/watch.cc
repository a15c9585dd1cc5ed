// SPDX-License-Identifier: MPL-2.0

#include "pipeline/watch.h"

#include <algorithm>

#include "base/text.h"

namespace candour::pipeline {

namespace {

bool lists(const std::vector<std::string>& patterns, std::string_view address) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return rules::matches_pattern(pattern, address);
  });
}

bool is_report(const mail::Mail& mail) {
  const auto type = base::lower_ascii(mail.headers.field("Content-Type"));
  if (type.starts_with("multipart/report")) return true;
  return std::any_of(mail.parts.begin(), mail.parts.end(), [](const mail::Part& part) {
    return part.type == "message/disposition-notification" ||
           part.type == "message/delivery-status";
  });
}

bool is_calendar_reply(const mail::Mail& mail) {
  return std::any_of(
      mail.invitations.begin(), mail.invitations.end(),
      [](const mail::Invitation& invitation) { return invitation.method == "REPLY"; });
}

}  // namespace

bool is_watched(const policy::Policy& policy, const rules::Correspondence& correspondence) {
  return is_watched(policy, correspondence.sender_address, correspondence.sender);
}

bool is_watched(const policy::Policy& policy, std::string_view sender_address,
                const people::Standing& sender) {
  if (sender.person == nullptr && sender.kind == people::Standing::Kind::third_party) return false;
  return policy.watch.empty() || lists(policy.watch, people::normalised(sender_address));
}

bool is_automatic(const policy::Policy& policy, const rules::Correspondence& correspondence,
                  const rules::Envelope& envelope) {
  if (envelope.mail_from && envelope.mail_from->empty()) return true;
  const auto& mail = correspondence.mail;
  const auto submitted = base::lower_ascii(base::trim(mail.headers.field("Auto-Submitted")));
  if (!submitted.empty() && !submitted.starts_with("no")) return true;
  if (lists(policy.automatic, people::normalised(correspondence.sender_address))) return true;
  return is_report(mail) || is_calendar_reply(mail);
}

}  // namespace candour::pipeline
