// SPDX-License-Identifier: MPL-2.0

#include "policy/differences.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "policy/rule_ids.h"

namespace candour::policy {

namespace {

constexpr std::size_t most_names = 20;

std::string listed(const std::vector<std::string>& words) {
  if (words.size() <= most_names) return base::join(words, ", ");
  return base::join({words.begin(), words.begin() + most_names}, ", ") + " and " +
         std::to_string(words.size() - most_names) + " more";
}

std::vector<std::string> missing_from(std::vector<std::string> some, std::vector<std::string> all) {
  std::vector<std::string> missing;
  std::sort(some.begin(), some.end());
  std::sort(all.begin(), all.end());
  std::set_difference(some.begin(), some.end(), all.begin(), all.end(),
                      std::back_inserter(missing));
  return missing;
}

std::string_view words_for(WhenUnchecked when) {
  switch (when) {
    case WhenUnchecked::deliver:
      return "goes";
    case WhenUnchecked::confirm:
      break;
    case WhenUnchecked::hold:
      return "is held for a decision";
  }
  return "asks first";
}

int strength(WhenUnchecked when) {
  return when == WhenUnchecked::deliver ? 0 : when == WhenUnchecked::confirm ? 1 : 2;
}

template <class Strength>
Turn turn_between(Strength before, Strength after) {
  return before == after ? Turn::other : before < after ? Turn::stricter : Turn::looser;
}

// "name|role|group|…": a person whose rows read otherwise has changed.
std::string as_one(const people::Person& person) {
  std::string whole;
  const auto day = [](const std::optional<base::Day>& given) {
    return given ? std::to_string(given->time_since_epoch().count()) : std::string();
  };
  for (const auto& position : person.positions) {
    whole += people::name_of(position.role);
    for (const auto& part :
         {base::join(position.emails, ","), position.group, base::join(position.committees, ","),
          day(position.term.start), day(position.term.end)})
      whole += '|' + part;
    whole += '\n';
  }
  return whole;
}

class Comparison {
 public:
  Comparison(const Policy& before, const Policy& after) : before_(before), after_(after) {}

  std::vector<Difference> all() {
    compare_council();
    compare_times();
    compare_whose_mail();
    for (const auto rule : rule_ids()) compare_rule(std::string(rule));
    compare_exceptions();
    compare_people();
    if (before_.phrases_digest != after_.phrases_digest)
      add("phrases", "The phrases that rules look for are others.");
    return std::move(found_);
  }

 private:
  void add(std::string about, std::string words, Turn turn = Turn::other, std::string grade = {}) {
    found_.push_back({std::move(about), std::move(grade), turn, std::move(words)});
  }

  void compare_lists(const std::string& about, const std::vector<std::string>& before,
                     const std::vector<std::string>& after, const std::string& come,
                     const std::string& gone) {
    if (const auto more = missing_from(after, before); !more.empty())
      add(about, come + listed(more) + ".");
    if (const auto less = missing_from(before, after); !less.empty())
      add(about, gone + listed(less) + ".");
  }

  void compare_council() {
    if (before_.council != after_.council)
      add("council",
          "The council is called " + after_.council + "; it was " + before_.council + ".");
    compare_lists(
        "council", before_.roster.domains(), after_.roster.domains(),
        "Of the council's own domains from now on: ", "No domains of the council's own any more: ");
    if (before_.pack != after_.pack)
      add("extends", "The protocol is " + after_.protocol + " (" + after_.pack + "); it was " +
                         before_.protocol + " (" + before_.pack + ").");
  }

  void compare_times() {
    if (before_.response_days != after_.response_days)
      add("response-days",
          "A letter is late after " + std::to_string(after_.response_days) +
              " working days; it was after " + std::to_string(before_.response_days) + ".",
          turn_between(after_.response_days, before_.response_days));
    if (before_.nation != after_.nation)
      add("nation", "Working days are counted by another nation's bank holidays.");
    if (before_.closed_days != after_.closed_days)
      add("holidays",
          "The council's own holidays are others: " + std::to_string(after_.closed_days.size()) +
              " days; it was " + std::to_string(before_.closed_days.size()) + ".");
  }

  void compare_whose_mail() {
    if (before_.when_unchecked != after_.when_unchecked)
      add("when-unchecked",
          "Mail that cannot be wholly read " + std::string(words_for(after_.when_unchecked)) +
              "; it was: " + std::string(words_for(before_.when_unchecked)) + ".",
          turn_between(strength(before_.when_unchecked), strength(after_.when_unchecked)));
    compare_watch();
    compare_lists(
        "automatic", before_.automatic, after_.automatic,
        "Counted as a program, which is never stopped: ", "No longer counted as a program: ");
  }

  void compare_watch() {
    if (before_.watch == after_.watch) return;
    if (after_.watch.empty())
      return add("watch",
                 "Everybody's mail is judged; it was that of " + listed(before_.watch) + ".",
                 Turn::stricter);
    if (before_.watch.empty())
      return add("watch",
                 "Only the mail of " + listed(after_.watch) + " is judged; it was everybody's.",
                 Turn::looser);
    compare_lists("watch", before_.watch, after_.watch,
                  "Whose mail is judged as well: ", "Whose mail is judged no longer: ");
  }

  void compare_rule(const std::string& rule) {
    const auto& before = before_.setting(rule);
    const auto& after = after_.setting(rule);
    const auto& grades = grades_of(rule);
    if (grades.empty() ||
        (before.by_grade.empty() && after.by_grade.empty() && before.action != after.action))
      return compare_action(rule, {}, before.action, after.action);
    for (const auto grade : grades)
      compare_action(rule, std::string(grade), before.action_for(grade), after.action_for(grade));
  }

  void compare_action(const std::string& rule, const std::string& grade, Action before,
                      Action after) {
    if (before == after) return;
    const auto what = rule + (grade.empty() ? "" : " (" + grade + ")");
    const auto turn = turn_between(before, after);
    if (after == Action::off)
      return add(rule,
                 what + " is switched off; until now mail that it finds: " +
                     std::string(effect_of(before)) + ".",
                 turn, grade);
    if (before == Action::off)
      return add(
          rule,
          what + " is switched on; mail that it finds: " + std::string(effect_of(after)) + ".",
          turn, grade);
    add(rule,
        what + ": mail that it finds: " + std::string(effect_of(after)) +
            "; until now: " + std::string(effect_of(before)) + ".",
        turn, grade);
  }

  void compare_exceptions() {
    const std::string about = "official-in-councillor-name";
    compare_lists(about, before_.parameters.official_exceptions,
                  after_.parameters.official_exceptions,
                  about + " no longer looks at mail to: ", about + " looks at mail again to: ");
  }

  void compare_people() {
    std::set<std::string> names_before, names_after, rows_before;
    std::vector<std::string> changed;
    for (const auto& person : before_.roster.people()) {
      names_before.insert(person.name);
      rows_before.insert(person.name + '\n' + as_one(person));
    }
    for (const auto& person : after_.roster.people()) {
      names_after.insert(person.name);
      if (names_before.contains(person.name) &&
          !rows_before.contains(person.name + '\n' + as_one(person)))
        changed.push_back(person.name);
    }
    compare_lists("roster", {names_before.begin(), names_before.end()},
                  {names_after.begin(), names_after.end()},
                  "New in the roster: ", "No longer in the roster: ");
    if (!changed.empty())
      add("roster", "Other addresses, roles or terms in the roster: " + listed(changed) + ".");
  }

  const Policy& before_;
  const Policy& after_;
  std::vector<Difference> found_;
};

}  // namespace

std::string_view effect_of(Action action) {
  switch (action) {
    case Action::off:
      return "off";
    case Action::note:
      return "goes; noted";
    case Action::warn:
      return "goes, with a warning";
    case Action::confirm:
      return "asks first";
    case Action::hold:
      return "is held for a decision";
    case Action::block:
      break;
  }
  return "does not go";
}

std::string effect_of(const RuleSetting& setting) {
  if (setting.by_grade.empty()) return std::string(effect_of(setting.action));
  std::vector<std::string> grades;
  for (const auto& [grade, action] : setting.by_grade)
    grades.push_back(grade + ": " + std::string(effect_of(action)));
  return base::join(grades, "; ");
}

std::string_view name_of(Turn turn) {
  switch (turn) {
    case Turn::stricter:
      return "stricter";
    case Turn::looser:
      return "looser";
    case Turn::other:
      break;
  }
  return "other";
}

std::vector<Difference> differences(const Policy& before, const Policy& after) {
  return Comparison(before, after).all();
}

}  // namespace candour::policy
