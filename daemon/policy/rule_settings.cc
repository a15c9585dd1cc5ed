// SPDX-License-Identifier: MPL-2.0

#include "policy/rule_settings.h"

#include <algorithm>

#include "base/text.h"
#include "policy/rule_ids.h"

namespace candour::policy {

namespace {

constexpr std::string_view exceptions_rule = "official-in-councillor-name";

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class RuleReader {
 public:
  RuleReader(std::string rule, Origin origin, base::YamlFaults& faults, Policy& policy)
      : rule_(std::move(rule)),
        origin_(origin),
        faults_(faults),
        policy_(policy),
        setting_(policy.rules[rule_]) {}

  void read(const YAML::Node& value, const std::string& document) {
    if (value.IsScalar()) return read_action(value);
    if (!value.IsMap())
      return faults_.add(value.Mark(), "an action is expected, as `" + rule_ + ": warn`");
    const bool by_grade = !grades_of(rule_).empty() && !value["action"];
    if (by_grade && origin_ == Origin::council) return read_grades(value);
    faults_.check_keys(value, allowed_keys());
    if (const auto action = value["action"]) {
      if (action.IsMap())
        read_grades(action);
      else
        read_action(action);
    }
    if (const auto exceptions = value["exceptions"])
      policy_.parameters.official_exceptions = texts_of(exceptions, faults_);
    if (origin_ == Origin::pack) read_clause(value, document);
  }

 private:
  std::vector<std::string_view> allowed_keys() const {
    std::vector<std::string_view> keys{"action"};
    if (rule_ == exceptions_rule) keys.push_back("exceptions");
    if (origin_ == Origin::pack) keys.insert(keys.end(), {"section", "summary"});
    return keys;
  }

  void read_action(const YAML::Node& value) {
    setting_.action = action_of(value);
    setting_.by_grade.clear();
  }

  void read_grades(const YAML::Node& map) {
    const auto& grades = grades_of(rule_);
    if (grades.empty())
      return faults_.add(map.Mark(), "'" + rule_ + "' has no grades; write one action");
    faults_.check_keys(map, grades);
    for (const auto& entry : map)
      if (contains(grades, entry.first.Scalar()))
        setting_.by_grade[entry.first.Scalar()] = action_of(entry.second);
    // What a grade without a word of its own gets: the strongest that was named.
    for (const auto& [grade, action] : setting_.by_grade)
      setting_.action = std::max(setting_.action, action);
  }

  Action action_of(const YAML::Node& value) {
    static const std::vector<std::string_view> names{"off",     "note", "warn",
                                                     "confirm", "hold", "block"};
    const auto name = text_of(value, faults_);
    if (const auto action = action_named(name)) return *action;
    if (!name.empty()) faults_.add_unknown(value.Mark(), "action", name, names);
    return Action::off;
  }

  void read_clause(const YAML::Node& value, const std::string& document) {
    if (!value["section"] || !value["summary"])
      return faults_.add(value.Mark(), "`section:` and `summary:` are expected: the clause that '" +
                                           rule_ + "' stands on");
    setting_.clause =
        Clause{document, text_of(value["section"], faults_), text_of(value["summary"], faults_)};
  }

  std::string rule_;
  Origin origin_;
  base::YamlFaults& faults_;
  Policy& policy_;
  RuleSetting& setting_;
};

}  // namespace

std::string text_of(const YAML::Node& value, base::YamlFaults& faults) {
  if (value.IsScalar()) return value.Scalar();
  faults.add(value.Mark(), "a single value is expected");
  return {};
}

std::vector<std::string> texts_of(const YAML::Node& value, base::YamlFaults& faults) {
  if (value.IsScalar()) return {value.Scalar()};
  std::vector<std::string> texts;
  if (!value.IsSequence()) {
    faults.add(value.Mark(), "a list is expected, as [one, two]");
    return texts;
  }
  for (const auto& item : value) texts.push_back(text_of(item, faults));
  return texts;
}

void read_rules(const YAML::Node& rules, Origin origin, const std::string& document,
                base::YamlFaults& faults, Policy& policy) {
  if (rules.IsNull()) return;  // `rules:` with nothing but comments below it
  if (!rules.IsMap())
    return faults.add(rules.Mark(), "rules and their actions are expected, as `silent-copy: warn`");
  std::vector<std::string> seen;
  for (const auto& entry : rules) {
    const auto rule = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
    if (!contains(rule_ids(), rule)) {
      faults.add_unknown(entry.first.Mark(), "rule", rule, rule_ids());
      continue;
    }
    if (std::find(seen.begin(), seen.end(), rule) != seen.end()) {
      faults.add(entry.first.Mark(), "the rule '" + rule + "' stands twice; keep one of them");
      continue;
    }
    seen.push_back(rule);
    RuleReader(rule, origin, faults, policy).read(entry.second, document);
  }
}

}  // namespace candour::policy
