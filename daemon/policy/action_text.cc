// SPDX-License-Identifier: MPL-2.0

#include "policy/action_text.h"

#include "base/text.h"
#include "policy/rule_ids.h"
#include "policy/rule_settings.h"
#include "policy/yaml_text.h"

namespace candour::policy {

namespace {

base::Error by_hand(std::string_view rule) {
  return {base::Fault::malformed, "policy.action_text",
          "'" + std::string(rule) +
              "' is written in a way that is changed by hand only: edit the text, then check it"};
}

std::size_t line_start(std::string_view text, std::size_t line) {
  std::size_t at = 0;
  for (; line > 0; --line) {
    const auto end = text.find('\n', at);
    if (end == text.npos) return text.size();
    at = end + 1;
  }
  return at;
}

/// yaml-cpp counts lines and columns from 0, and no byte order mark.
std::size_t offset_of(std::string_view text, const YAML::Mark& mark) {
  const std::size_t bom = mark.line == 0 && text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  return line_start(text, static_cast<std::size_t>(mark.line)) + bom +
         static_cast<std::size_t>(mark.column);
}

std::string_view line_end(std::string_view text) {
  const auto end = text.find('\n');
  return end != text.npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

YAML::Node value_of(const YAML::Node& map, std::string_view key) {
  for (const auto& entry : map)
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.second;
  return YAML::Node(YAML::NodeType::Undefined);
}

bool is_flow(std::string_view text, const YAML::Node& node) {
  const auto at = offset_of(text, node.Mark());
  return at < text.size() && (text[at] == '{' || text[at] == '[');
}

/// The last line on which anything of a node begins.
int last_line(const YAML::Node& node) {
  int line = node.Mark().line;
  for (auto it = node.begin(); it != node.end(); ++it)
    line = std::max(line, node.IsMap() ? std::max(last_line(it->first), last_line(it->second))
                                       : last_line(*it));
  return line;
}

/// Puts another word in a scalar's place; false where it does not stand there as it reads.
bool replace_word(std::string& text, const YAML::Node& scalar, const std::string& with) {
  const auto at = offset_of(text, scalar.Mark());
  const auto& word = scalar.Scalar();
  if (at >= text.size()) return false;
  const bool in_quotes = text[at] == '"' || text[at] == '\'';
  const auto begin = at + (in_quotes ? 1 : 0);
  if (word.empty() || text.compare(begin, word.size(), word) != 0) return false;
  text.replace(at, word.size() + (in_quotes ? 2 : 0), with);
  return true;
}

class ActionText {
 public:
  ActionText(std::string text, std::string_view rule, std::string_view grade, Action action)
      : text_(std::move(text)), rule_(rule), grade_(grade), action_(name_of(action)) {}

  base::Result<std::string> changed(const YAML::Node& root) {
    const auto rules = value_of(root, "rules");
    const bool done = !rules.IsDefined()                   ? append_rules()
                      : rules.IsNull()                     ? add_first_rule(root)
                      : !rules.IsMap()                     ? false
                      : value_of(rules, rule_).IsDefined() ? change(value_of(rules, rule_))
                                                           : add_rule(rules);
    if (!done) return by_hand(rule_);
    return text_;
  }

 private:
  std::string written() const {
    if (grade_.empty()) return action_;
    return "{" + std::string(grade_) + ": " + action_ + "}";
  }

  bool replace_scalar(const YAML::Node& scalar, const std::string& with) {
    return replace_word(text_, scalar, with);
  }

  bool change(const YAML::Node& value) {
    if (value.IsScalar()) return change_scalar(value);
    if (!value.IsMap()) return false;
    for (const auto known : grades_of(rule_))
      if (value_of(value, known).IsDefined()) return change_grades(value);
    const auto action = value_of(value, "action");
    if (!action.IsDefined()) return insert(value, "action", written());
    if (action.IsScalar()) return change_scalar(action);
    return action.IsMap() && change_grades(action);
  }

  bool change_scalar(const YAML::Node& scalar) {
    if (grade_.empty()) return replace_scalar(scalar, action_);
    std::string grades;  // the others keep the action they had in common
    for (const auto known : grades_of(rule_))
      grades += (grades.empty() ? "" : ", ") + std::string(known) + ": " +
                (known == grade_ ? action_ : std::string(base::trim(scalar.Scalar())));
    return !grades.empty() && replace_scalar(scalar, "{" + grades + "}");
  }

  bool change_grades(const YAML::Node& map) {
    if (!grade_.empty()) return change_grade(map, grade_);
    return false;
  }

  bool change_grade(const YAML::Node& map, std::string_view grade) {
    const auto value = value_of(map, grade);
    if (value.IsDefined()) return value.IsScalar() && replace_scalar(value, action_);
    return insert(map, grade, action_);
  }

  /// A key more in a map that has some.
  bool insert(const YAML::Node& map, std::string_view key, const std::string& value) {
    const auto entry = std::string(key) + ": " + value;
    if (is_flow(text_, map)) {
      text_.insert(offset_of(text_, map.Mark()) + 1, entry + (map.size() == 0 ? "" : ", "));
      return true;
    }
    if (map.size() == 0) return false;
    const auto first = map.begin()->first.Mark();
    return insert_line(static_cast<std::size_t>(first.line), first.column, entry);
  }

  bool insert_line(std::size_t before_line, int indent, const std::string& entry) {
    auto at = line_start(text_, before_line);
    const std::string end(line_end(text_));
    if (at == text_.size() && !text_.empty() && !text_.ends_with('\n')) {
      text_ += end;
      at = text_.size();
    }
    text_.insert(at, std::string(static_cast<std::size_t>(indent), ' ') + entry + end);
    return true;
  }

  bool add_rule(const YAML::Node& rules) {
    const auto entry = rule_ + ": " + written();
    if (is_flow(text_, rules)) return insert(rules, rule_, written());
    if (rules.size() == 0) return false;
    return insert_line(static_cast<std::size_t>(last_line(rules)) + 1,
                       rules.begin()->first.Mark().column, entry);
  }

  bool add_first_rule(const YAML::Node& root) {
    for (const auto& entry : root)
      if (entry.first.Scalar() == "rules")
        return insert_line(static_cast<std::size_t>(entry.first.Mark().line) + 1,
                           entry.first.Mark().column + 2, rule_ + ": " + written());
    return false;
  }

  bool append_rules() {
    const std::string end(line_end(text_));
    if (!text_.empty() && !text_.ends_with('\n')) text_ += end;
    text_ += "rules:" + end + "  " + rule_ + ": " + written() + end;
    return true;
  }

  std::string text_;
  const std::string rule_;
  const std::string_view grade_;
  const std::string action_;
};

/// What the `rules:` of a text say of a rule; nothing where they name it not.
std::optional<RuleSetting> said_of(std::string_view text, std::string_view rule) {
  base::YamlFaults faults("policy");
  const auto root = parse_yaml(text, faults);
  if (!root || !faults.empty()) return {};
  Policy policy;
  if (const auto rules = (*root)["rules"]) read_rules(rules, Origin::council, {}, faults, policy);
  const auto found = policy.rules.find(rule);
  if (!faults.empty() || found == policy.rules.end()) return {};
  return found->second;
}

/// What a text extends; nothing where that cannot be told.
std::optional<std::string> pack_of(std::string_view text) {
  base::YamlFaults faults("policy");
  const auto root = parse_yaml(text, faults);
  if (!root || !faults.empty()) return {};
  const auto extends = value_of(*root, "extends");
  if (!extends.IsDefined() || !extends.IsScalar()) return {};
  return std::string(base::trim(extends.Scalar()));
}

bool says(const std::optional<RuleSetting>& setting, std::string_view grade, Action action) {
  if (!setting) return false;
  if (!grade.empty()) return setting->action_for(grade) == action;
  return setting->by_grade.empty() && setting->action == action;
}

}  // namespace

base::Result<std::string> with_action(std::string_view text, std::string_view rule,
                                      std::string_view grade, Action action) {
  if (says(said_of(text, rule), grade, action)) return std::string(text);
  base::YamlFaults faults("policy");
  const auto root = parse_yaml(text, faults);
  if (!root) return faults.error("policy.action_text");
  auto changed = ActionText(std::string(text), rule, grade, action).changed(*root);
  // Whatever oddity of YAML was met: a text that does not say what was asked for is given to
  // nobody.
  if (changed && !says(said_of(*changed, rule), grade, action)) return by_hand(rule);
  return changed;
}

base::Result<std::string> with_pack(std::string_view text, std::string_view pack) {
  if (pack_of(text) == pack) return std::string(text);
  base::YamlFaults faults("policy");
  const auto root = parse_yaml(text, faults);
  if (!root) return faults.error("policy.action_text");
  auto changed = std::string(text);
  const auto extends = value_of(*root, "extends");
  if (!extends.IsDefined() && !is_flow(text, *root)) {
    const auto first = root->begin()->first.Mark();
    changed.insert(line_start(changed, static_cast<std::size_t>(first.line)),
                   "extends: " + std::string(pack) + std::string(line_end(text)));
  } else if (!extends.IsDefined() || !extends.IsScalar() ||
             !replace_word(changed, extends, std::string(pack))) {
    return by_hand("extends");
  }
  if (pack_of(changed) != pack) return by_hand("extends");
  return changed;
}

}  // namespace candour::policy
