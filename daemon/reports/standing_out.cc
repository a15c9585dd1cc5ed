// SPDX-License-Identifier: MPL-2.0

#include "reports/standing_out.h"

#include <algorithm>

#include "base/english.h"

namespace candour::reports {

namespace {

using base::counted;
using base::with_commas;

std::uint64_t outcome(const Summary& summary, std::string_view name) {
  for (const auto& line : summary.outcomes)
    if (line.name == name) return line.messages;
  return 0;
}

std::string was(std::uint64_t number) {
  return number == 1 ? " was " : " were ";
}

std::string what_was_checked(const Summary& summary) {
  const auto all = summary.checked + summary.unchecked;
  if (all == 0) return "Candour saw no message in " + summary.period.words() + ".";
  if (summary.unchecked == 0)
    return "Candour checked every message that it knows of: " +
           (all == 1 ? std::string("one") : counted(all, "message", "messages")) + ".";
  return "Candour checked " + with_commas(summary.checked) + " of the " +
         counted(all, "message", "messages") + " that it knows of; " +
         with_commas(summary.unchecked) + was(summary.unchecked) + "sent without being checked.";
}

std::string what_was_found(const Summary& summary) {
  if (summary.checked == 0) return {};
  if (summary.with_findings == 0)
    return summary.checked == 1 ? "Nothing was found in it."
                                : "In none of them was anything found.";
  if (summary.checked == 1) return "Something was found in it.";
  return "Something was found in " + with_commas(summary.with_findings) + " of them (" +
         share_words(summary.with_findings, summary.checked) + ").";
}

std::string what_got_away(const Summary& summary) {
  const auto after = outcome(summary, "after-sending");
  if (after == 0) return {};
  return counted(after, "message", "messages") + was(after) + "found to be amiss only after " +
         (after == 1 ? "it" : "they") + " had gone.";
}

std::string what_was_mended(const Summary& summary) {
  const auto stopped = outcome(summary, "stopped") + outcome(summary, "discarded");
  if (stopped == 0) return {};
  return counted(stopped, "message", "messages") + was(stopped) + "stopped before " +
         (stopped == 1 ? "it" : "they") + " left, and did not go as " +
         (stopped == 1 ? "it was." : "they were.");
}

std::string what_had_reasons(const Summary& summary) {
  if (summary.reasons == 0) return {};
  return counted(summary.reasons, "message", "messages") + was(summary.reasons) +
         "sent all the same, with a reason that is on record.";
}

std::string what_waits(const Summary& summary) {
  const auto held = outcome(summary, "held");
  if (held == 0) return {};
  return counted(held, "message is", "messages are") + " held and wait" + (held == 1 ? "s" : "") +
         " for a decision.";
}

std::string what_was_not_known(const Summary& summary) {
  const auto unclear = outcome(summary, "unclear");
  if (unclear == 0) return {};
  return "What became of " + counted(unclear, "message", "messages") +
         " with something found is not known: Candour ended while " +
         (unclear == 1 ? "it was" : "they were") + " on the way.";
}

std::string what_was_read_in_part(const Summary& summary) {
  if (summary.partly_unread == 0) return {};
  return counted(summary.partly_unread, "message", "messages") +
         " held something that could not be looked into, such as a file with a password.";
}

std::string which_rule_leads(const Summary& summary) {
  const auto most = std::max_element(
      summary.rules.begin(), summary.rules.end(),
      [](const RuleLine& a, const RuleLine& b) { return a.messages < b.messages; });
  // Of a few one is soon the most.
  constexpr std::uint64_t enough = 5;
  if (most == summary.rules.end() || most->messages < enough ||
      2 * most->messages <= summary.with_findings)
    return {};
  return "Most of it is one rule: " + most->title + ", in " +
         counted(most->messages, "message", "messages") + ".";
}

std::string what_changed(const Summary& summary) {
  if (summary.trend.size() < 2 || summary.period.first != summary.period.last) return {};
  const auto& now = summary.trend.back();
  const auto& before = summary.trend[summary.trend.size() - 2];
  if (before.checked == 0 || now.checked == 0) return {};
  // In a hundred messages; less than doubled or halved is no news in so few.
  const auto rate = [](const MonthLine& line) { return line.with_findings * 1000 / line.checked; };
  if (now.with_findings + before.with_findings < 10) return {};
  const auto words = base::month_words(before.month) + " (" +
                     share_words(before.with_findings, before.checked) + ").";
  if (rate(now) >= 2 * rate(before)) return "That is at least twice the share of " + words;
  if (2 * rate(now) <= rate(before)) return "That is at most half the share of " + words;
  return {};
}

std::string how_soon_answered(const Summary& summary) {
  if (!summary.replies) return {};
  std::uint64_t letters = 0, late = 0;
  for (const auto& line : *summary.replies) {
    letters += line.letters;
    late += line.late;
  }
  if (letters == 0) return {};
  const auto all =
      counted(letters, "letter that wanted an answer", "letters that wanted an answer");
  if (late == 0) return "Of " + all + " none is or was late.";
  return "Of " + all + " " + with_commas(late) +
         (late == 1 ? " is or was late." : " are or were late.");
}

std::string what_was_judged_false(const Summary& summary) {
  if (summary.false_alarms == 0) return {};
  return with_commas(summary.false_alarms) + " of the " +
         counted(summary.findings_judged, "finding", "findings") + was(summary.false_alarms) +
         "later judged to be " + (summary.false_alarms == 1 ? "a false alarm" : "false alarms") +
         " (" + share_words(summary.false_alarms, summary.findings_judged) + ").";
}

std::string what_was_decided(const Summary& summary) {
  const auto changes = static_cast<std::uint64_t>(
      std::count_if(summary.policy_changes.begin(), summary.policy_changes.end(),
                    [](const PolicyChange& change) { return change.number > 1; }));
  if (changes == 0) return {};
  const auto how_often = changes == 1   ? std::string("once")
                         : changes == 2 ? std::string("twice")
                                        : counted(changes, "time", "times");
  return "The policy by which messages are checked changed " + how_often + ".";
}

std::string how_long_away(const Summary& summary) {
  constexpr std::chrono::hours enough{1};
  if (!summary.away || summary.away->total < enough) return {};
  return "Candour did not run for " + duration_words(summary.away->total) +
         " in all; the longest stretch was " + words_of(summary.away->longest.front()) + ".";
}

}  // namespace

std::vector<std::string> standing_out(const Summary& summary) {
  std::vector<std::string> sentences;
  if (!summary.complete)
    sentences.push_back(summary.period.words() +
                        " was not over when this was made; the figures are those so far.");
  for (auto* const say :
       {what_was_checked, what_was_found, what_changed, how_long_away, what_got_away,
        what_was_mended, what_had_reasons, what_waits, what_was_not_known, which_rule_leads,
        what_was_read_in_part, how_soon_answered, what_was_judged_false, what_was_decided})
    if (auto sentence = say(summary); !sentence.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

std::string share_words(std::uint64_t part, std::uint64_t whole) {
  if (part == 0 || whole == 0) return "0 %";
  const auto percent = (200 * part + whole) / (2 * whole);
  if (percent == 0) return "under 1 %";
  if (percent == 100 && part < whole) return "over 99 %";
  return std::to_string(percent) + " %";
}

}  // namespace candour::reports
