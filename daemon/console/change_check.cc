// SPDX-License-Identifier: MPL-2.0

#include "console/change_check.h"

#include <algorithm>

#include "base/text.h"
#include "console/controls.h"
#include "console/pages.h"
#include "policy/differences.h"
#include "policy/faults.h"
#include "policy/rule_ids.h"

namespace candour::console {

namespace {

/// yaml-cpp counts bytes, an editor characters.
std::size_t characters_before(std::string_view text, std::size_t line, std::size_t column) {
  const auto lines = base::split(text, '\n');
  if (line == 0 || line > lines.size() || column == 0) return column;
  const auto before = lines[line - 1].substr(0, column - 1);
  const auto more = std::ranges::count_if(
      before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; });
  return column - static_cast<std::size_t>(more);
}

DraftFault told(const policy::PlacedFault& fault, std::string_view text, const std::string& file) {
  DraftFault told;
  told.words = fault.words;
  if (fault.line == 0) return told;
  const bool own = fault.file == file;
  const auto column = own ? characters_before(text, fault.line, fault.column) : fault.column;
  told.where = "Line " + std::to_string(fault.line) +
               (column > 0 ? ", column " + std::to_string(column) : "") +
               (own ? "" : " of " + fault.file);
  if (!own) return told;
  told.line = fault.line;
  told.column = std::max<std::size_t>(column, 1);
  return told;
}

/// A rule is called what the other pages call it.
std::string sentence_of(const policy::Difference& difference) {
  auto words = difference.words;
  const auto& rules = policy::rule_ids();
  if (std::ranges::find(rules, difference.about) != rules.end() &&
      words.starts_with(difference.about))
    words.replace(0, difference.about.size(), rule_title(difference.about));
  if (difference.turn == policy::Turn::other) return words;
  return words + " (" + std::string(policy::name_of(difference.turn)) + ")";
}

Markup fault_entry(const DraftFault& fault) {
  std::vector<Attribute> place;
  if (fault.line > 0)
    place = {{"data-line", std::to_string(fault.line)},
             {"data-column", std::to_string(fault.column)}};
  return element("li", std::move(place),
                 (fault.where.empty() ? Markup() : element("span", fault.where) + text(": ")) +
                     text(fault.words));
}

Answer as_json(const boost::json::object& object, unsigned status) {
  return {status, "application/json", boost::json::serialize(object)};
}

}  // namespace

Checked check(const Sources& sources, std::string_view text) {
  Checked checked;
  const auto read = sources.change.read(text);
  if (!read) {
    const auto file = sources.change.file_name();
    for (const auto& fault : policy::faults_of(read.error().detail))
      checked.faults.push_back(told(fault, text, file));
    return checked;
  }
  checked.policy = *read;
  for (const auto& difference : policy::differences(*sources.policies.current(), **read))
    checked.changes.push_back(sentence_of(difference));
  return checked;
}

std::string with_line_ends_of(const std::string& live, const std::string& sent) {
  if (live.find("\r\n") != live.npos) return sent;
  std::string plain;
  plain.reserve(sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i)
    if (sent[i] != '\r' || i + 1 == sent.size() || sent[i + 1] != '\n') plain += sent[i];
  return plain;
}

Markup check_section(const Checked& checked, bool differs) {
  if (!checked.policy) {
    Markup entries;
    for (const auto& fault : checked.faults) entries += fault_entry(fault);
    return element("section", {{"id", "checked"}, {"aria-labelledby", "check"}},
                   element("h2", {{"id", "check"}}, "Not good yet") +
                       element("p", {{"class", "notice"}},
                               "The draft has faults and cannot be put live. The policy in force "
                               "stays.") +
                       element("ul", {{"id", "faults"}}, entries));
  }
  Markup entries;
  for (const auto& change : checked.changes) entries += element("li", change);
  auto content = element("h2", {{"id", "check"}}, "What the draft changes");
  if (!differs)
    content += element("p", "Nothing: it is the policy in force.");
  else if (checked.changes.empty())
    content +=
        element("p", "It is without a fault, and judges every mail as the policy in force does.");
  else
    content += element("p", "It is without a fault.") + element("ul", entries);
  if (differs)
    content += element("p", text("Next: ") + link("#try", "try it on past mail") + text(", then ") +
                                link("#live", "put it live") + text("."));
  return element("section", {{"id", "checked"}, {"aria-labelledby", "check"}}, content);
}

Answer check_change(const Sources& sources, const Visit& visit) {
  const auto& sent = visit.form["text"];
  if (sent.size() > policy::largest_policy)
    return as_json({{"refused", "The text is larger than 1 MiB, and is not checked."}}, 400);
  const auto live = sources.change.live_text();
  const auto checked = check(sources, with_line_ends_of(live ? *live : "", sent));
  boost::json::array faults, changes;
  for (const auto& fault : checked.faults)
    faults.push_back({{"words", fault.words},
                      {"where", fault.where},
                      {"line", fault.line},
                      {"column", fault.column}});
  for (const auto& change : checked.changes) changes.emplace_back(change);
  return as_json({{"faults", std::move(faults)}, {"changes", std::move(changes)}}, 200);
}

}  // namespace candour::console
