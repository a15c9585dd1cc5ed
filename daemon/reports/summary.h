// SPDX-License-Identifier: MPL-2.0
//
// The correspondence-compliance summary as plain values: what is counted, and what each reading may
// know. Text, HTML, CSV and JSON are written from it alone, so none says more than another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "reports/away.h"
#include "reports/period.h"
#include "stores/policy_versions.h"
#include "stores/review.h"
#include "stores/tally.h"

namespace candour::reports {

enum class Reading {
  open,      // "public": fit for a published agenda pack, no names
  internal,  // for the staffing committee and the auditor: names of councillors and officers
};

std::string_view name_of(Reading reading);

/// A letter that wanted an answer.
struct LetterAnswered {
  bool from_councillor = false;  // else from a resident
  std::optional<int> days;       // working days to the first answer; nothing: none yet
  bool late = false;
};

/// What a summary is made of. `trend` has a tally for each month of year_and_month_to().
struct Figures {
  stores::Tally whole;
  std::vector<stores::Tally> trend;
  std::vector<stores::ReviewEntry> cases;                // for the internal reading
  std::optional<std::vector<LetterAnswered>> letters{};  // nothing: no mailbox is followed
  std::string chain_head{};  // of the ledger as it is now; empty: it has none
  std::vector<stores::Run> runs{};
  std::vector<stores::PolicyVersion> policies{};  // newest first; of any time
};

struct Line {
  std::string name;   // "smtp"; stays the same from version to version
  std::string words;  // "through the proxy"
  std::uint64_t messages = 0;
};

struct RuleLine {
  std::string rule, title;
  std::string clause;  // "Model protocol 2026, Correspondence"; empty: the council's own rule
  std::uint64_t messages = 0;
  std::uint64_t stopped = 0;      // refused or held before they left
  std::uint64_t with_reason = 0;  // sent all the same, with a reason
  std::uint64_t after_sending = 0;
  std::uint64_t false_alarms = 0;  // findings that somebody judged to be none
};

struct MonthLine {
  Month month;
  std::uint64_t checked = 0, with_findings = 0, after_sending = 0, unchecked = 0;
};

struct ReplyLine {
  std::string words;  // "councillors", "residents"
  std::uint64_t letters = 0, answered = 0, late = 0, waiting = 0;
  std::optional<int> median_days, ninetieth_days;  // of those answered; working days
};

/// A message in which something was found, in the internal reading alone.
struct Case {
  base::Instant time;
  std::string sender;  // a roster name, or "a shared mailbox"
  std::vector<std::string> rules;
  std::vector<std::string> people;  // of the roster; never an outsider
  std::string outcome;              // "with-reason"
  std::string outcome_words;        // "sent with a reason"
  std::string reason;               // the sender's words; empty: none was given
};

/// A policy that came into force. The public reading has neither who nor why: the note is its
/// writer's words, and a name may be among them.
struct PolicyChange {
  base::Instant time;
  std::int64_t number = 0;  // as `candour policy history` has it
  std::string what;         // "put live"
  std::string author;       // a login; "an officer" in the public reading
  std::string note;         // empty: none
};

struct Summary {
  std::string council, protocol;
  Period period;
  Reading reading = Reading::open;
  base::Instant made;
  bool complete = true;  // false: the period was not over yet

  std::uint64_t checked = 0;  // before they left, and those found in a mailbox
  std::uint64_t with_findings = 0;
  std::uint64_t partly_unread = 0;
  std::uint64_t reasons = 0;
  std::uint64_t false_alarms = 0, findings_judged = 0;
  std::uint64_t unchecked = 0;

  std::vector<Line> entrances;
  std::vector<Line> outcomes;  // of messages in which something was found
  std::vector<Line> why_unchecked;
  std::vector<RuleLine> rules;  // by the order of the rules
  std::vector<MonthLine> trend;
  std::optional<std::vector<ReplyLine>> replies;
  std::vector<PolicyChange> policy_changes;  // oldest first
  std::vector<Case> cases;                   // oldest first; empty in the public reading
  bool more_cases = false;                   // than `most_cases`
  std::string chain_head;
  std::optional<Away> away;  // nothing: not known for any moment of the period
};

inline constexpr std::size_t most_cases = 1'000;

/// The rules of which the public reading has no line: how somebody wrote about somebody is known
/// from the number alone in a council of nine.
bool is_in_total_only(std::string_view rule);

Summary summarise(const Period& period, Reading reading, const policy::Policy& policy,
                  const Figures& figures, base::Instant now);

}  // namespace candour::reports
