// SPDX-License-Identifier: MPL-2.0
//
// A mail as a test writes it down, with all that rules want to know beside it: judged at Eastmere.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "rules/kinds.h"
#include "support/council.h"
#include "support/fake_history.h"

namespace candour::support {

/// A day on which all of Eastmere's councillors but George Taylor are in office.
inline constexpr base::Instant received{std::chrono::sys_days{std::chrono::year{2026} / 7 / 20}};

class Letter {
 public:
  /// raw        header, blank line, body; LF line ends will do
  /// documents  opens attachments; needed only while the letter is made
  explicit Letter(std::string_view raw, rules::Envelope envelope = {}, FakeHistory history = {},
                  const people::Roster& roster = eastmere(),
                  mail::DocumentReader* documents = nullptr)
      : mail_(std::make_unique<mail::Mail>(mail::read(raw, {}, documents))),
        history_(std::make_unique<FakeHistory>(std::move(history))),
        correspondence_(rules::correspondence(*mail_, envelope, roster, *history_, phrases(),
                                              parameters(), "Eastmere Town Council", received)) {}

  const mail::Mail& mail() const { return *mail_; }
  const rules::Correspondence& correspondence() const { return correspondence_; }

  rules::Outcome judged_by(std::string_view rule) const {
    const auto* kind = rules::rule_named(rule);
    if (kind == nullptr) throw std::invalid_argument("no rule " + std::string(rule));
    return kind->judge(correspondence_);
  }

  /// Whom the findings of a rule are about.
  std::vector<std::string> people(std::string_view rule) const {
    std::vector<std::string> people;
    for (const auto& finding : judged_by(rule).findings)
      people.insert(people.end(), finding.people.begin(), finding.people.end());
    return people;
  }

 private:
  static const rules::Parameters& parameters() {
    static const rules::Parameters parameters{{"*@parliament.uk"}};
    return parameters;
  }

  std::unique_ptr<mail::Mail> mail_;  // on the heap: correspondence_ refers to it
  std::unique_ptr<FakeHistory> history_;
  rules::Correspondence correspondence_;
};

/// The envelope that carries a mail to these addresses.
inline rules::Envelope envelope_to(std::vector<std::string> recipients) {
  return {"clerk@eastmere-tc.gov.uk", std::move(recipients)};
}

}  // namespace candour::support
