// SPDX-License-Identifier: MPL-2.0
//
// Earlier mail that a test states itself. Keys are the addresses, so that a failure can be read.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/history.h"

namespace candour::support {

class FakeHistory final : public rules::History {
 public:
  FakeHistory() = default;
  FakeHistory(std::initializer_list<rules::EarlierMail> mails) : mails_(mails) {}

  std::string key_of(std::string_view text) const override { return std::string(text); }

  std::vector<rules::EarlierMail> thread(
      const std::vector<std::string>& message_ids) const override {
    std::set<std::string> known(message_ids.begin(), message_ids.end());
    std::vector<rules::EarlierMail> found;
    for (bool grew = true; grew;) {
      grew = false;
      found.clear();
      for (const auto& mail : mails_) {
        if (std::none_of(mail.thread_keys.begin(), mail.thread_keys.end(),
                         [&](const auto& key) { return known.contains(key); }))
          continue;
        found.push_back(mail);
        for (const auto& key : mail.thread_keys) grew |= known.insert(key).second;
      }
    }
    return found;
  }

  std::vector<rules::EarlierMail> marked_with(
      const std::vector<std::string>& fingerprints) const override {
    std::vector<rules::EarlierMail> found;
    for (const auto& mail : mails_)
      if (std::any_of(fingerprints.begin(), fingerprints.end(), [&](const auto& fingerprint) {
            return std::count(mail.fingerprints.begin(), mail.fingerprints.end(), fingerprint) > 0;
          }))
        found.push_back(mail);
    return found;
  }

 private:
  std::vector<rules::EarlierMail> mails_;  // oldest first
};

}  // namespace candour::support
