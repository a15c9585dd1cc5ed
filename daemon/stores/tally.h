// SPDX-License-Identifier: MPL-2.0
//
// The ledger in figures: what the monthly summary counts, added up where the rows are. Nobody is
// named here, no address, no digest, none of the reasons' words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stores/ledger.h"

namespace candour::stores {

/// Sent messages of one entrance that came to the same end.
struct MailCount {
  std::string entrance;  // as in DecisionRow
  OutcomeKind outcome = OutcomeKind::pending;
  std::uint64_t messages = 0;
  std::uint64_t with_findings = 0;
  std::uint64_t partly_unread = 0;  // something in them could not be looked into
  std::uint64_t with_reason = 0;    // their sender gave one
};

/// Messages in which a rule found something; one in which it found twice counts once, under the
/// action of each finding.
struct RuleCount {
  std::string rule;
  std::string action;    // "confirm"
  std::string entrance;  // "mailbox": found only after sending
  OutcomeKind outcome = OutcomeKind::pending;
  std::uint64_t messages = 0;
};

/// Mail that went out without Candour having looked at it.
struct UncheckedCount {
  std::string why;  // as in UncheckedRow
  std::uint64_t messages = 0;
};

/// Findings that somebody judged to be none (review.h).
struct AlarmCount {
  std::string rule;
  std::uint64_t findings = 0;
};

/// Each list is sorted by its words, left to right; what did not happen has no row.
struct Tally {
  std::vector<MailCount> mail;
  std::vector<RuleCount> rules;
  std::vector<UncheckedCount> unchecked;
  std::vector<AlarmCount> false_alarms;
  std::uint64_t findings = 0;  // of all rules, each counted
};

/// Reads beside the ledger, on a connection of its own: mail is judged meanwhile. For one thread.
class Tallies {
 public:
  virtual ~Tallies() = default;

  /// One state of the ledger, whatever is recorded meanwhile. What the mailbox shows is left out
  /// where another entrance had it too, as in Ledger::list(). A message that was refused and came
  /// again within latest_resend is one, at the time and with the outcome of its last coming; its
  /// comings are told to be one by content_digest.
  ///
  /// from, to  inclusive, exclusive; by the time of the decision, or of the unchecked sending
  /// Errors    unavailable: the ledger is locked or damaged
  virtual base::Result<Tally> tally(base::Instant from, base::Instant to) const = 0;
  /// The same with `mail` and `unchecked` alone, in a third of the time.
  virtual base::Result<Tally> tally_of_mail(base::Instant from, base::Instant to) const = 0;
};

}  // namespace candour::stores
