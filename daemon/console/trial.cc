// SPDX-License-Identifier: MPL-2.0

#include "console/trial.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "mail/mail.h"
#include "pipeline/earlier_mail.h"

namespace candour::console {

std::string_view fault_of_mail(std::string_view raw) {
  if (base::trim(raw).empty()) return "Paste a mail, or choose a file.";
  const auto first = raw.substr(0, raw.find('\n'));
  const auto colon = first.find(':');
  const bool names_a_field =
      colon != first.npos && colon > 0 &&
      std::all_of(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(colon),
                  [](char c) { return c > ' ' && c < 0x7f; });
  if (!names_a_field && !first.starts_with("From "))
    return "This is not a whole mail: it begins with header lines, such as From: and To:. In "
           "Thunderbird, save the mail as a file (.eml) and choose that.";
  return "";
}

engine::Assessment try_mail(const policy::Policy& policy, mail::DocumentReader& documents,
                            std::string_view raw, base::Instant now) {
  const pipeline::GivenHistory no_history(base::random_hex(16));
  const auto mail = mail::read(raw, {}, &documents);
  return engine::assess(policy,
                        rules::correspondence(mail, {}, policy.roster, no_history, *policy.phrases,
                                              policy.parameters, policy.council, now));
}

}  // namespace candour::console
