// SPDX-License-Identifier: MPL-2.0
//
// The ledger as people read it: sent messages with what was found and what became of them, counts
// of them, and which findings somebody judged to be none. Apart from ledger.h, which mail waits
// for: a review has a connection of its own, so that a long list keeps no mail waiting.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stores/ledger.h"

namespace candour::stores {

/// That a finding was none, in somebody's judgement.
struct FalseAlarm {
  std::string reason;
  std::string marked_by;  // who signed in to say so: "helen"
  base::Instant time;
};

/// A finding of a message: the decision's id, and where it stands among its findings, from 0.
struct FindingPlace {
  std::string decision;
  std::size_t position = 0;
};

struct ReviewEntry {
  DecisionRow decision;
  OutcomeRow outcome;
  std::vector<std::optional<FalseAlarm>> false_alarms;  // one for each of decision.findings
};

struct ReviewFilter {
  std::optional<base::Instant> from{}, to{};  // from inclusive, to exclusive
  std::optional<std::string> rule{};
  std::optional<std::string> person{};  // who sent it, or whom a finding names
  std::optional<OutcomeKind> outcome{};
  std::optional<std::string> entrance{};
  bool each_coming = true;  // also the refusals of what came again, as Tallies leaves them out
  std::size_t limit = 1'000;
  std::size_t offset = 0;  // so many of the newest are left out
};

/// How many sent messages of an hour had the same fate.
struct HourCount {
  base::Instant hour;  // its beginning
  OutcomeKind outcome = OutcomeKind::pending;
  bool found = false;   // with findings
  bool unread = false;  // something of it could not be looked into
  std::size_t messages = 0;
};

/// Every call answers or fails within a few seconds, as the ledger's. Thread-safe.
class Review {
 public:
  virtual ~Review() = default;

  /// Sent mail with findings, newest first; each mail once, as Ledger::list() has it.
  virtual base::Result<std::vector<ReviewEntry>> list(const ReviewFilter& filter) const = 0;
  /// One message, by its decision's id; nothing where there is none.
  virtual base::Result<std::optional<ReviewEntry>> find(std::string_view decision) const = 0;
  /// Sent mail with findings and without, counted; oldest hour first.
  virtual base::Result<std::vector<HourCount>> tally(base::Instant from,
                                                     base::Instant to) const = 0;
  /// Mail that nobody looked at, newest first.
  virtual base::Result<std::vector<UncheckedRow>> unchecked(base::Instant from,
                                                            base::Instant to) const = 0;

  /// The last word about a finding counts.
  /// Errors   refused: there is no such finding
  virtual base::Result<void> mark_false_alarm(const FindingPlace& finding,
                                              const FalseAlarm& alarm) = 0;
  /// It is a finding again, where it was marked.
  virtual base::Result<void> unmark_false_alarm(const FindingPlace& finding) = 0;
};

}  // namespace candour::stores
