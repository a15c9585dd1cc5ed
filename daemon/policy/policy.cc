// SPDX-License-Identifier: MPL-2.0

#include "policy/policy.h"

#include <array>

namespace candour::policy {

namespace {

constexpr std::array<std::string_view, 6> action_names{"off",     "note", "warn",
                                                       "confirm", "hold", "block"};

}  // namespace

std::string_view name_of(Action action) {
  return action_names[static_cast<std::size_t>(action)];
}

std::optional<Action> action_named(std::string_view name) {
  for (std::size_t i = 0; i < action_names.size(); ++i)
    if (action_names[i] == name) return static_cast<Action>(i);
  return {};
}

Action RuleSetting::action_for(std::string_view grade) const {
  const auto found = by_grade.find(grade);
  return found == by_grade.end() ? action : found->second;
}

const RuleSetting& Policy::setting(std::string_view rule) const {
  static const RuleSetting off;
  const auto found = rules.find(rule);
  return found == rules.end() ? off : found->second;
}

}  // namespace candour::policy
