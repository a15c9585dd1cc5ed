// SPDX-License-Identifier: MPL-2.0
//
// A policy tried on past mail, beside the policy in force: what would have been found that was not,
// and the other way round. Nothing is recorded, and of the mail the subjects alone are given back.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "mail/document_reader.h"
#include "mail/stored_mail.h"
#include "policy/policy.h"

namespace candour::pipeline {

/// A finding under two policies; one of them may make none of it.
struct ReplayedFinding {
  std::string rule;  // or "when-unchecked", for mail that could not be wholly read
  std::string grade;
  std::vector<std::string> people;
  std::string title;
  policy::Action before = policy::Action::off, after = policy::Action::off;

  bool is_new() const { return before == policy::Action::off; }
  bool is_gone() const { return after == policy::Action::off; }
};

/// A mail that the policies judge differently.
struct ReplayedMail {
  std::string place;  // "sent.mbox, message 12"
  base::Instant time;
  std::string sender;                     // roster name, or address
  std::string subject;                    // for whoever asked; never to be kept
  std::vector<ReplayedFinding> findings;  // those that differ
};

struct RuleCount {
  std::size_t fresh = 0, gone = 0, altered = 0;  // findings
};

struct Replay {
  std::size_t mails = 0;  // that were gone through
  std::size_t judged =
      0;  // sent by somebody whose mail either policy judges, in the days asked for
  std::size_t unread = 0;     // that could not be had from where they lie
  std::size_t differing = 0;  // mails
  RuleCount all;
  std::map<std::string, RuleCount> by_rule;
  std::map<std::string, std::size_t> verdicts_before, verdicts_after;  // "confirm": mails
  std::vector<ReplayedMail> differences;  // oldest first, `most_differences` of them
};

inline constexpr std::size_t most_differences = 1'000;

struct ReplaySettings {
  std::shared_ptr<const policy::Policy> before, after;
  std::optional<base::Instant> from{};  // older mail is history, and is not judged
  std::size_t threads = 2;
  /// Told now and then; false: stop. Called by one thread at a time.
  std::function<bool(std::size_t done, std::size_t of)> progress{};
};

/// documents   opens attached files
/// Errors      refused: `progress` said stop
base::Result<Replay> replay(const mail::StoredMail& mail, mail::DocumentReader& documents,
                            const ReplaySettings& settings);

}  // namespace candour::pipeline
