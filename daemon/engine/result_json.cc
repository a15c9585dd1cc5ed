// SPDX-License-Identifier: MPL-2.0

#include "engine/result_json.h"

#include "base/unicode.h"

namespace candour::engine {

namespace json = boost::json;

namespace {

// Words from a mail may have been cut inside a character.
json::string utf8(std::string_view text) {
  return json::string(base::valid_utf8(text));
}

json::value clause_value(const std::optional<policy::Clause>& clause) {
  if (!clause) return nullptr;
  return {
      {"document", clause->document}, {"section", clause->section}, {"summary", clause->summary}};
}

json::object finding_object(const Judged& judged) {
  const auto& finding = judged.finding;
  json::object object;
  object["rule"] = finding.rule;
  object["action"] = policy::name_of(judged.action);
  object["grade"] = finding.grade.empty() ? json::value(nullptr) : json::value(finding.grade);
  json::array people;
  for (const auto& person : finding.people) people.push_back(utf8(person));
  object["people"] = std::move(people);
  object["title"] = utf8(finding.title);
  object["explanation"] = utf8(finding.explanation);
  object["clause"] = clause_value(judged.clause);
  json::array evidence;
  for (const auto& each : finding.evidence)
    evidence.push_back({{"where", utf8(each.where)}, {"text", utf8(each.text)}});
  object["evidence"] = std::move(evidence);
  json::array fixes;
  for (const auto& fix : finding.fixes)
    fixes.push_back({{"kind", rules::name_of(fix.kind)}, {"text", utf8(fix.text)}});
  object["fixes"] = std::move(fixes);
  return object;
}

}  // namespace

json::object result_object(std::string_view id, const Assessment& assessment) {
  json::object object;
  object["id"] = utf8(id);
  object["verdict"] = assessment.verdict_name();
  json::array findings;
  for (const auto& judged : assessment.findings) findings.push_back(finding_object(judged));
  object["findings"] = std::move(findings);
  json::array unchecked;
  for (const auto& unread : assessment.unchecked)
    unchecked.push_back({{"what", utf8(unread.what)}, {"why", utf8(unread.why)}});
  object["unchecked"] = std::move(unchecked);
  return object;
}

json::object error_object(std::string_view id, std::string_view error) {
  return {{"id", utf8(id)}, {"error", utf8(error)}};
}

}  // namespace candour::engine
