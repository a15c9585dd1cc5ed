// SPDX-License-Identifier: MPL-2.0

#include <boost/json.hpp>

#include "reports/formats.h"
#include "reports/standing_out.h"

namespace candour::reports {

namespace {

namespace json = boost::json;

json::array strings(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.end());
}

json::array lines(const std::vector<Line>& all) {
  json::array array;
  for (const auto& line : all)
    array.push_back({{"name", line.name}, {"words", line.words}, {"messages", line.messages}});
  return array;
}

json::value or_null(std::optional<int> number) {
  return number ? json::value(*number) : json::value(nullptr);
}

json::value or_null(const std::string& words) {
  return words.empty() ? json::value(nullptr) : json::value(words);
}

json::array rules(const Summary& summary) {
  json::array array;
  for (const auto& line : summary.rules)
    array.push_back({{"rule", line.rule},
                     {"title", line.title},
                     {"clause", or_null(line.clause)},
                     {"messages", line.messages},
                     {"stopped", line.stopped},
                     {"with_reason", line.with_reason},
                     {"after_sending", line.after_sending},
                     {"false_alarms", line.false_alarms}});
  return array;
}

json::array trend(const Summary& summary) {
  json::array array;
  for (const auto& line : summary.trend)
    array.push_back({{"month", base::to_string(line.month)},
                     {"checked", line.checked},
                     {"with_findings", line.with_findings},
                     {"after_sending", line.after_sending},
                     {"unchecked", line.unchecked}});
  return array;
}

json::value replies(const Summary& summary) {
  if (!summary.replies) return nullptr;
  json::array array;
  for (const auto& line : *summary.replies)
    array.push_back({{"from", line.words},
                     {"letters", line.letters},
                     {"answered", line.answered},
                     {"late", line.late},
                     {"waiting", line.waiting},
                     {"median_days", or_null(line.median_days)},
                     {"ninetieth_days", or_null(line.ninetieth_days)}});
  return array;
}

json::value away(const Summary& summary) {
  if (!summary.away) return nullptr;
  json::array longest;
  for (const auto& stretch : summary.away->longest)
    longest.push_back({{"from", base::to_string(stretch.from)},
                       {"to", base::to_string(stretch.to)},
                       {"minutes", minutes_of(stretch.to - stretch.from)}});
  return json::object{{"known_from", base::to_string(summary.away->known_from)},
                      {"minutes", minutes_of(summary.away->total)},
                      {"stretches", summary.away->stretches},
                      {"longest", std::move(longest)}};
}

json::array policy_changes(const Summary& summary) {
  json::array array;
  for (const auto& change : summary.policy_changes)
    array.push_back({{"time", base::to_string(change.time)},
                     {"number", change.number},
                     {"what", change.what},
                     {"author", change.author},
                     {"note", or_null(change.note)}});
  return array;
}

json::array cases(const Summary& summary) {
  json::array array;
  for (const auto& one : summary.cases)
    array.push_back({{"time", base::to_string(one.time)},
                     {"sender", one.sender},
                     {"rules", strings(one.rules)},
                     {"people", strings(one.people)},
                     {"outcome", one.outcome},
                     {"reason", or_null(one.reason)}});
  return array;
}

// One value a line, so that two months can be held against each other by eye.
void write(const json::value& value, std::string& out, const std::string& indent) {
  const auto inner = indent + "  ";
  if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
    const char* before = "{\n";
    for (const auto& [key, member] : *object) {
      out += before + inner + json::serialize(json::value(key)) + ": ";
      write(member, out, inner);
      before = ",\n";
    }
    out += "\n" + indent + "}";
  } else if (const auto* array = value.if_array(); array != nullptr && !array->empty()) {
    const char* before = "[\n";
    for (const auto& member : *array) {
      out += before + inner;
      write(member, out, inner);
      before = ",\n";
    }
    out += "\n" + indent + "]";
  } else {
    out += json::serialize(value);
  }
}

}  // namespace

std::string as_json(const Summary& summary) {
  const json::object object{
      {"version", json_version},
      {"council", summary.council},
      {"protocol", summary.protocol},
      {"from", base::to_string(summary.period.first)},
      {"to", base::to_string(summary.period.last)},
      {"complete", summary.complete},
      {"reading", name_of(summary.reading)},
      {"made", base::to_string(summary.made)},
      {"standing_out", strings(standing_out(summary))},
      {"checked", summary.checked},
      {"with_findings", summary.with_findings},
      {"partly_unread", summary.partly_unread},
      {"unchecked", summary.unchecked},
      {"reasons", summary.reasons},
      {"findings", summary.findings_judged},
      {"false_alarms", summary.false_alarms},
      {"entrances", lines(summary.entrances)},
      {"outcomes", lines(summary.outcomes)},
      {"why_unchecked", lines(summary.why_unchecked)},
      {"away", away(summary)},
      {"rules", rules(summary)},
      {"replies", replies(summary)},
      {"policy_changes", policy_changes(summary)},
      {"trend", trend(summary)},
      {"cases",
       summary.reading == Reading::internal ? json::value(cases(summary)) : json::value(nullptr)},
      {"more_cases", summary.more_cases},
      {"ledger_head", or_null(summary.chain_head)}};
  std::string out;
  write(object, out, "");
  return out + "\n";
}

}  // namespace candour::reports
