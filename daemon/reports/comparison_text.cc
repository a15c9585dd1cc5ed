// SPDX-License-Identifier: MPL-2.0

#include <algorithm>

#include "base/text.h"
#include "reports/cell.h"
#include "reports/comparison.h"

namespace candour::reports {

namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t widest_name = 26;
constexpr std::size_t narrowest = 8;

// One for each character, which for names is near enough.
std::size_t width_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> wrapped(std::string_view words, std::size_t width) {
  std::vector<std::string> lines{std::string()};
  for (const auto word : base::split(words, ' ')) {
    auto& line = lines.back();
    if (line.empty())
      line = word;
    else if (width_of(line) + 1 + width_of(word) <= width)
      line += " " + std::string(word);
    else
      lines.emplace_back(word);
  }
  return lines;
}

// A column is as wide as its widest figure, and its head is wrapped into that; names get what they
// need up to a limit.
std::vector<std::size_t> widths_of(const ComparedTable& table) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < table.heads.size(); ++i) {
    std::size_t width = narrowest;
    for (const auto word : base::split(table.heads[i], ' '))
      width = std::max(width, width_of(word));
    for (const auto& row : table.rows) width = std::max(width, width_of(row[i]));
    widths.push_back(i == 0 ? std::min(width, widest_name) : width);
  }
  return widths;
}

// Words begin at the left, figures end at the right.
std::string in_columns(const std::vector<std::string>& cells,
                       const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    lines.push_back(wrapped(cells[i], widths[i]));
    height = std::max(height, lines.back().size());
  }
  std::string text;
  for (std::size_t at = 0; at < height; ++at) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto cell = at < lines[i].size() ? lines[i][at] : std::string();
      const auto used = width_of(cell);
      const std::string blanks(widths[i] > used ? widths[i] - used : 0, ' ');
      line += (i == 0 ? "" : "  ") + (i == 0 ? cell + blanks : blanks + cell);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string table_text(const ComparedTable& table) {
  const auto widths = widths_of(table);
  std::string text = "\n" + table.title + "\n\n" + in_columns(table.heads, widths);
  std::size_t total = 2 * (widths.size() - 1);
  for (const auto width : widths) total += width;
  text += std::string(total, '-') + "\n";
  for (const auto& row : table.rows) text += in_columns(row, widths);
  return text;
}

}  // namespace

std::string comparison_text(const Comparison& comparison) {
  std::string text = comparison.title + "\n" + std::string(width_of(comparison.title), '=') + "\n";
  for (const auto& note : comparison.notes) {
    text += "\n";
    for (const auto& line : wrapped(note, columns)) text += line + "\n";
  }
  for (const auto& table : comparison.tables) text += table_text(table);
  return text;
}

std::string comparison_csv(const Comparison& comparison) {
  std::vector<std::string> rules;
  for (const auto& council : comparison.councils)
    for (const auto& rule : council.rules)
      if (std::ranges::find(rules, rule.rule) == rules.end()) rules.push_back(rule.rule);
  std::string text =
      "council,protocol,period,complete,checked,unchecked,with-findings,after-sending,reasons,"
      "findings,false-alarms,residents-letters,residents-answered,residents-late,"
      "residents-median-days,residents-ninetieth-days,councillors-letters,councillors-answered,"
      "councillors-late,councillors-median-days,councillors-ninetieth-days";
  for (const auto& rule : rules) text += "," + csv_cell("rule " + rule);
  text += "\r\n";
  for (const auto& council : comparison.councils) {
    text += csv_cell(council.council) + "," + csv_cell(council.protocol) + "," +
            csv_cell(council.period) + "," + (council.complete ? "yes" : "no");
    for (const auto number :
         {council.checked, council.unchecked, council.with_findings, council.after_sending,
          council.reasons, council.findings, council.false_alarms})
      text += "," + std::to_string(number);
    for (const auto& replies : {council.residents, council.councillors}) {
      if (!replies) {
        text += ",,,,,";
        continue;
      }
      for (const auto number : {replies->letters, replies->answered, replies->late})
        text += "," + std::to_string(number);
      for (const auto& days : {replies->median_days, replies->ninetieth_days})
        text += "," + (days ? std::to_string(*days) : std::string());
    }
    for (const auto& rule : rules) {
      const auto found = std::ranges::find(council.rules, rule, &RuleCompared::rule);
      text += "," + std::to_string(found == council.rules.end() ? 0 : found->messages);
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace candour::reports
