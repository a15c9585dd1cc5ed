// SPDX-License-Identifier: MPL-2.0

#include "app/result_text.h"

#include "base/text.h"

namespace candour::app {

namespace {

constexpr std::size_t columns = 80;

// One terminal line's worth of outside text: control characters would drive the terminal.
std::string printable(std::string_view text) {
  std::string result;
  for (const char c : text) result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return result;
}

std::size_t width_of(std::string_view utf8) {
  std::size_t width = 0;
  for (const char c : utf8)
    if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++width;
  return width;
}

// Words under a label, further lines below the first word.
std::string wrapped(std::string_view label, std::string_view text) {
  const std::string indent(width_of(label), ' ');
  std::string result(label);
  std::size_t column = width_of(label);
  bool first = true;
  const std::string clean = printable(text);
  for (const auto word : base::split(clean, ' ')) {
    if (word.empty()) continue;
    const auto width = width_of(word);
    if (!first && column + 1 + width > columns) {
      result += '\n' + indent;
      column = indent.size();
      first = true;
    }
    if (!first) {
      result += ' ';
      ++column;
    }
    result += word;
    column += width;
    first = false;
  }
  return result + '\n';
}

std::string_view meaning_of(std::string_view verdict) {
  if (verdict == "pass") return "nothing found";
  if (verdict == "note") return "may go; worth a thought";
  if (verdict == "warn") return "may go, with a warning";
  if (verdict == "confirm") return "asks before it goes";
  if (verdict == "hold") return "is held for a decision";
  return "does not go";
}

std::string_view colour_of(std::string_view verdict) {
  if (verdict == "pass") return "\033[32m";
  if (verdict == "note" || verdict == "warn") return "\033[33m";
  return "\033[31m";
}

std::string coloured(std::string_view text, std::string_view start, Colour colour) {
  if (colour == Colour::plain) return std::string(text);
  return std::string(start) + std::string(text) + "\033[0m";
}

std::string finding_text(const engine::Judged& judged, Colour colour) {
  const auto& finding = judged.finding;
  std::string text = "\n  " + coloured(printable(finding.title), "\033[1m", colour) + "\n";
  text += wrapped("    ", finding.explanation);
  if (judged.clause)
    text += wrapped("    Why:   ", judged.clause->document + ", " + judged.clause->section + ": " +
                                       judged.clause->summary);
  else
    text += wrapped("    Why:   ", "The council added this rule itself.");
  for (const auto& evidence : finding.evidence)
    text += wrapped("    Found: ", evidence.where + ": " + evidence.text);
  std::string_view label = "    Do:    ";
  for (const auto& fix : finding.fixes) {
    text += wrapped(label, rules::fix_sentence(fix));
    label = "    or:    ";
  }
  return text +
         wrapped("    Rule:  ", std::string(finding.rule) +
                                    (finding.grade.empty() ? "" : ", " + finding.grade) + " (" +
                                    std::string(policy::name_of(judged.action)) + ")");
}

}  // namespace

std::string result_text(std::string_view name, const engine::Assessment& assessment,
                        Colour colour) {
  const auto verdict = assessment.verdict_name();
  std::string text = printable(name) + ": " +
                     coloured(std::string(verdict) + ", " + std::string(meaning_of(verdict)),
                              colour_of(verdict), colour) +
                     "\n";
  for (const auto& judged : assessment.findings) text += finding_text(judged, colour);
  if (!assessment.unchecked.empty()) text += "\n  Not looked into:\n";
  for (const auto& unread : assessment.unchecked) {
    const bool asks = assessment.asks_for(unread);
    text +=
        wrapped("    ", unread.what + ": " + unread.why + (asks ? " (this is why it asks)" : ""));
  }
  return text;
}

}  // namespace candour::app
