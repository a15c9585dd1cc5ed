// SPDX-License-Identifier: MPL-2.0
//
// Several councils' summaries side by side, for a county association: the JSON of their public
// reading in, tables out. There are no names in it, and no order but the one they were given in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::reports {

/// What is compared of a council's replies to one kind of writer.
struct RepliesCompared {
  std::uint64_t letters = 0, answered = 0, late = 0;
  std::optional<std::uint64_t> median_days, ninetieth_days;  // working days
};

struct RuleCompared {
  std::string rule, title;
  std::uint64_t messages = 0;
};

/// What is compared of a council.
struct CouncilFigures {
  std::string council, protocol;
  std::string period;  // "October 2026"
  bool complete = true;
  std::uint64_t checked = 0, unchecked = 0, with_findings = 0, after_sending = 0;
  std::uint64_t reasons = 0, false_alarms = 0, findings = 0;
  std::vector<RuleCompared> rules;
  std::optional<RepliesCompared> residents, councillors;  // nothing: no mailbox is followed
};

inline constexpr std::size_t most_summary_bytes = 1'000'000;
inline constexpr std::size_t most_councils = 100;

/// Reads the JSON of `candour summary --format json`. What it does not know it passes over.
///
/// json     at most most_summary_bytes
/// Errors   malformed: no summary, of another schema version, of the internal reading, or figures
///          that contradict each other; the detail says which
///          over_limit: larger than a summary is
base::Result<CouncilFigures> read_council_figures(std::string_view json);

/// A table of words: each row as long as `heads`, its first cell what the row is about.
struct ComparedTable {
  std::string title;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
};

struct Comparison {
  std::string title;
  std::vector<std::string> notes;  // what to know before reading it, a sentence each
  std::vector<ComparedTable> tables;
  std::vector<CouncilFigures> councils;
};

Comparison compare(std::vector<CouncilFigures> councils);

/// Each ends with a line end; lines of text are at most 100 characters long where words allow it.
std::string comparison_text(const Comparison& comparison);
/// One row a council, a column for each rule that found something somewhere. RFC 4180.
std::string comparison_csv(const Comparison& comparison);
/// One page that needs nothing from outside.
std::string comparison_html(const Comparison& comparison);

}  // namespace candour::reports
