// SPDX-License-Identifier: MPL-2.0

#include "policy/rule_settings.h"

#include <algorithm>

#include "base/text.h"
#include "policy/rule_ids.h"
#include "policy/yaml_text.h"

namespace candour::policy {

namespace {

constexpr std::string_view exceptions_rule = "official-in-councillor-name";

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const std::vector<std::string_view>& action_names() {
  static const std::vector<std::string_view> names{"off",     "note", "warn",
                                                   "confirm", "hold", "block"};
  return names;
}

class RuleReader {
 public:
  RuleReader(std::string rule, Origin origin, base::YamlFaults& faults, Policy& policy)
      : rule_(std::move(rule)),
        origin_(origin),
        faults_(faults),
        policy_(policy),
        setting_(policy.rules[rule_]) {}

  void read(const YAML::Node& key, const YAML::Node& value, const std::string& document) {
    // yaml-cpp places what is not there on the next line.
    if (value.IsNull()) return missing_action(key);
    setting_.origin = origin_;
    setting_.line = static_cast<std::size_t>(key.Mark().line) + 1;
    if (!value.IsMap()) return read_action(value);
    if (is_by_grade(value)) return read_grades(value);
    faults_.check_keys(value, allowed_keys());
    if (const auto action = value["action"]) {
      if (action.IsMap())
        read_grades(action);
      else
        read_action(action);
    }
    if (value["exceptions"] && rule_ == exceptions_rule) read_exceptions(value["exceptions"]);
    if (origin_ == Origin::pack) read_clause(value, document);
  }

 private:
  bool is_by_grade(const YAML::Node& map) const {
    const auto& grades = grades_of(rule_);
    return std::any_of(map.begin(), map.end(), [&](const auto& entry) {
      return entry.first.IsScalar() && contains(grades, entry.first.Scalar());
    });
  }

  void read_exceptions(const YAML::Node& list) {
    auto& exceptions = policy_.parameters.official_exceptions;
    exceptions.clear();
    for (auto& [pattern, mark] : texts_of(list, faults_)) {
      const auto at = pattern.find('@');
      if (at == pattern.npos || at == 0 || at + 1 == pattern.size() ||
          pattern.find_first_of(" \t,;<>") != pattern.npos)
        faults_.add(mark, "'" + pattern +
                              "' is no address; write name@domain, or \"*@domain\" "
                              "for a whole domain");
      else
        exceptions.push_back(std::move(pattern));
    }
  }

  std::vector<std::string_view> allowed_keys() const {
    std::vector<std::string_view> keys{"action"};
    if (rule_ == exceptions_rule) keys.push_back("exceptions");
    if (origin_ == Origin::pack) keys.insert(keys.end(), {"section", "summary"});
    return keys;
  }

  void missing_action(const YAML::Node& place) {
    faults_.add(place.Mark(), "an action is missing here, one of " +
                                  base::join({action_names().begin(), action_names().end()}, ", "));
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
      if (entry.first.IsScalar() && contains(grades, entry.first.Scalar()))
        setting_.by_grade[entry.first.Scalar()] = action_of(entry.second);
    // What a grade without a word of its own gets: the strongest that was named.
    setting_.action = Action::off;
    for (const auto& [grade, action] : setting_.by_grade)
      setting_.action = std::max(setting_.action, action);
  }

  Action action_of(const YAML::Node& value) {
    if (!value.IsScalar() || value.Scalar().empty()) {
      missing_action(value);
      return Action::off;
    }
    const auto name = text_of(value, faults_);
    if (const auto action = action_named(name)) return *action;
    faults_.add_unknown(value.Mark(), "action", name, action_names());
    return Action::off;
  }

  void read_clause(const YAML::Node& value, const std::string& document) {
    // A rule that the protocol says nothing of may still name its exceptions.
    const bool off = setting_.action == Action::off;
    if (off && !value["section"] && !value["summary"]) return;
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
    RuleReader(rule, origin, faults, policy).read(entry.first, entry.second, document);
  }
}

}  // namespace candour::policy
