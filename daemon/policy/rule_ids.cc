// SPDX-License-Identifier: MPL-2.0

#include "policy/rule_ids.h"

namespace candour::policy {

const std::vector<std::string_view>& rule_ids() {
  static const std::vector<std::string_view> ids{
      "silent-copy",
      "copied-correspondence",
      "confidential-disclosure",
      "confidential-without-reason",
      "obligation-in-councillor-name",
      "official-in-councillor-name",
      "unequal-circulation",
      "one-group-advice",
      "need-to-know",
      "conduct-remark",
      "over-familiar",
      "political-opinion",
      "press-release-unapproved",
      "late-reply",
  };
  return ids;
}

const std::vector<std::string_view>& grades_of(std::string_view rule) {
  static const std::vector<std::string_view> none;
  static const std::vector<std::string_view> confidential{"correspondence", "outgoing"};
  return rule == "confidential-disclosure" ? confidential : none;
}

}  // namespace candour::policy
