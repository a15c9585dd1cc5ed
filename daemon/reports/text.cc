// SPDX-License-Identifier: MPL-2.0

#include <algorithm>

#include "base/british_time.h"
#include "base/english.h"
#include "base/text.h"
#include "reports/formats.h"
#include "reports/standing_out.h"

namespace candour::reports {

namespace {

using base::with_commas;

constexpr std::size_t columns = 78;

// One for each character, which for names is near enough.
std::size_t width_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string wrapped(std::string_view words, std::string_view first, std::string_view next) {
  std::string text, line(first);
  bool empty = true;
  for (const auto word : base::split(words, ' ')) {
    if (word.empty()) continue;
    if (!empty && width_of(line) + 1 + width_of(word) > columns) {
      text += line + '\n';
      line = next;
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  return text + line + '\n';
}

std::string heading(std::string_view words) {
  return "\n" + std::string(words) + "\n" + std::string(width_of(words), '-') + "\n";
}

std::string figure(std::string_view words, std::string_view value) {
  constexpr std::size_t place = 60;
  std::string line = "  " + std::string(words) + " ";
  const auto used = width_of(line) + width_of(value);
  if (used < place) line += std::string(place - used, '.');
  return line + " " + std::string(value) + "\n";
}

std::string figures(const std::vector<Line>& lines) {
  std::string text;
  for (const auto& line : lines) text += figure(line.words, with_commas(line.messages));
  return text;
}

std::string rules_text(const Summary& summary) {
  std::string text;
  for (const auto& line : summary.rules) {
    text += figure(line.title, with_commas(line.messages));
    std::vector<std::string> more;
    const auto say = [&](std::uint64_t number, const char* words) {
      if (number > 0) more.push_back(with_commas(number) + " " + words);
    };
    say(line.stopped, "stopped or held");
    say(line.with_reason, "with a reason");
    say(line.after_sending, "found after sending");
    say(line.false_alarms, line.false_alarms == 1 ? "false alarm" : "false alarms");
    if (!more.empty()) text += wrapped(base::join(more, "; "), "    ", "    ");
    if (!line.clause.empty()) text += wrapped(line.clause, "    ", "    ");
  }
  return text;
}

std::string away_text(const Summary& summary) {
  std::string text;
  for (const auto& sentence : away_sentences(summary.away, summary.period))
    text += wrapped(sentence, "  ", "  ");
  if (!summary.away) return text;
  for (const auto& stretch : summary.away->longest)
    text += wrapped(words_of(stretch) + ": " + duration_words(stretch.to - stretch.from), "  - ",
                    "    ");
  return text;
}

std::string days_words(std::optional<int> days) {
  if (!days) return "–";
  return base::counted(static_cast<std::uint64_t>(*days), "working day", "working days");
}

std::string replies_text(const std::vector<ReplyLine>& lines) {
  std::string text;
  for (const auto& line : lines) {
    if (line.letters == 0) {
      text += figure("letters of " + line.words, "0");
      continue;
    }
    text += figure("letters of " + line.words, with_commas(line.letters)) +
            figure("  answered", with_commas(line.answered)) +
            figure("  half of them within", days_words(line.median_days)) +
            figure("  nine in ten within", days_words(line.ninetieth_days)) +
            figure("  late", with_commas(line.late)) +
            figure("  without an answer yet", with_commas(line.waiting));
  }
  return text;
}

std::string policy_text(const Summary& summary) {
  std::string text;
  for (const auto& change : summary.policy_changes) {
    text +=
        wrapped(base::british_moment(change.time) + ": version " + std::to_string(change.number) +
                    ", " + change.what + ", by " + change.author,
                "  ", "    ");
    if (!change.note.empty())
      text += wrapped("Why: " + base::quoted(change.note, 400), "    ", "    ");
  }
  return text.empty() ? "  There were none.\n" : text;
}

std::string trend_text(const std::vector<MonthLine>& trend) {
  std::string text = "  month            checked     found   after sending   unchecked\n";
  const auto right = [](std::uint64_t number, std::size_t width) {
    const auto digits = with_commas(number);
    return std::string(width - std::min(width, digits.size()), ' ') + digits;
  };
  for (const auto& line : trend) {
    auto month = base::month_words(line.month);
    month.resize(std::max<std::size_t>(month.size(), 14), ' ');
    text += "  " + month + right(line.checked, 10) + right(line.with_findings, 10) +
            right(line.after_sending, 16) + right(line.unchecked, 12) + "\n";
  }
  return text;
}

std::string case_text(const Case& one) {
  auto words =
      base::british_moment(one.time) + ": " + one.sender + ": " + base::join(one.rules, ", ");
  if (!one.people.empty()) words += " (" + base::join_as_prose(one.people) + ")";
  words += "; " + one.outcome_words;
  auto text = wrapped(words, "  ", "    ");
  if (!one.reason.empty())
    text += wrapped("Reason given: " + base::quoted(one.reason, 400), "    ", "    ");
  return text;
}

}  // namespace

std::string title_of(const Summary& summary) {
  return "Correspondence in " + summary.period.words();
}

std::string as_text(const Summary& summary) {
  const auto title = title_of(summary);
  std::string text =
      summary.council + "\n" + title + "\n" + std::string(width_of(title), '=') + "\n\n";
  text +=
      wrapped("How the council's protocol on correspondence was kept (" + summary.protocol + "). " +
                  (summary.reading == Reading::open
                       ? "This reading names nobody."
                       : "This reading names councillors and officers; it is not for publication."),
              "", "") +
      "\n";
  for (const auto& sentence : standing_out(summary)) text += wrapped(sentence, "* ", "  ");
  text += heading("What was seen") + figures(summary.entrances);
  text += figure("sent without being checked", with_commas(summary.unchecked));
  for (const auto& line : summary.why_unchecked)
    text += figure("  " + line.words, with_commas(line.messages));
  text += figure("read in part only", with_commas(summary.partly_unread));
  text += heading("When Candour did not run") + away_text(summary);
  text += heading("What became of messages with something found") + figures(summary.outcomes);
  if (summary.outcomes.empty()) text += "  There were none.\n";
  text += heading("By rule") + rules_text(summary);
  if (summary.rules.empty()) text += "  Nothing to list.\n";
  if (summary.reading == Reading::open)
    text += wrapped(
        "A message may stand under several rules. What concerns how people wrote about each other "
        "counts in the totals above and has no line here.",
        "  ", "  ");
  if (summary.replies) text += heading("Letters and answers") + replies_text(*summary.replies);
  text += heading("Changes of the policy") + policy_text(summary);
  text += heading("Thirteen months") + trend_text(summary.trend);
  if (summary.reading == Reading::internal) {
    text += heading("Each message with something found");
    for (const auto& one : summary.cases) text += case_text(one);
    if (summary.cases.empty()) text += "  There were none.\n";
    if (summary.more_cases)
      text += "  There are more than " + with_commas(most_cases) + "; ask for a shorter time.\n";
  }
  text += "\n" + wrapped("Made by Candour on " + base::british_moment(summary.made) +
                             ". Not known here: mail that Candour never saw.",
                         "", "");
  if (!summary.chain_head.empty()) text += "The ledger's head then: " + summary.chain_head + "\n";
  return text;
}

}  // namespace candour::reports
