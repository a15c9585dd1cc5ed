// SPDX-License-Identifier: MPL-2.0

#include "console/words.h"

#include <array>
#include <cstdio>

#include "base/british_time.h"
#include "policy/differences.h"
#include "rules/kinds.h"

namespace candour::console {

namespace {

using stores::OutcomeKind;

// A message without an outcome is on its way; after the proxy's longest time-outs it is no more,
// and the daemon ended before it could say what became of it.
constexpr std::chrono::minutes longest_way{30};

constexpr std::array outcomes{
    OutcomeKind::delivered,    OutcomeKind::refused,  OutcomeKind::resent,
    OutcomeKind::acknowledged, OutcomeKind::held,     OutcomeKind::released,
    OutcomeKind::discarded,    OutcomeKind::rejected, OutcomeKind::pending,
    OutcomeKind::unknown,
};

constexpr std::string_view late_reply = "late-reply";

}  // namespace

std::string rule_sentence(std::string_view rule) {
  if (rule == late_reply)
    return "A letter of a councillor or resident has had no answer within the council's time.";
  const auto* kind = rules::rule_named(rule);
  if (kind == nullptr) return "";
  std::string sentence(kind->summary);
  if (sentence[0] >= 'a' && sentence[0] <= 'z')
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence + ".";
}

std::vector<std::string> all_rules() {
  std::vector<std::string> ids;
  for (const auto& kind : rules::rule_kinds()) ids.emplace_back(kind.id);
  ids.emplace_back(late_reply);
  return ids;
}

std::string_view outcome_words(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::pending:
      return "on its way";
    case OutcomeKind::delivered:
      return "sent";
    case OutcomeKind::resent:
      return "sent after being asked";
    case OutcomeKind::acknowledged:
      return "sent with a reason";
    case OutcomeKind::refused:
      return "asked, not sent";
    case OutcomeKind::rejected:
      return "not taken by the mail server";
    case OutcomeKind::held:
      return "held";
    case OutcomeKind::released:
      return "released";
    case OutcomeKind::discarded:
      return "held, and not sent";
    case OutcomeKind::unknown:
      break;
  }
  return "not known";
}

OutcomeKind settled_outcome(const stores::ReviewEntry& entry, base::Instant now) {
  const bool lost =
      entry.outcome.kind == OutcomeKind::pending && now - entry.decision.time > longest_way;
  return lost ? OutcomeKind::unknown : entry.outcome.kind;
}

std::vector<Choice> outcome_choices() {
  std::vector<Choice> choices;
  for (const auto kind : outcomes)
    choices.push_back({std::string(stores::name_of(kind)), std::string(outcome_words(kind))});
  return choices;
}

std::string entrance_words(std::string_view entrance) {
  for (const auto& choice : entrance_choices())
    if (choice.value == entrance) return choice.words;
  return std::string(entrance);
}

std::vector<Choice> entrance_choices() {
  return {{"smtp", "through the proxy"},
          {"milter", "through the mail server"},
          {"mailbox", "found in a mailbox"},
          {"api", "from a plugin"},
          {"summary", "the monthly summary"}};
}

std::string_view action_words(std::string_view action) {
  const auto named = policy::action_named(action);
  return named ? policy::effect_of(*named) : "goes";
}

std::string setting_words(const policy::RuleSetting& setting) {
  return policy::effect_of(setting);
}

std::string person_words(std::string_view person) {
  const bool digest =
      person.size() == 64 && person.find_first_not_of("0123456789abcdef") == person.npos;
  return digest ? "an outsider (" + std::string(person.substr(0, 8)) + ")" : std::string(person);
}

std::string sender_words(std::string_view name) {
  return name.empty() ? "a shared mailbox" : std::string(name);
}

std::string moment_words(base::Instant instant) {
  using namespace std::chrono;
  const auto utc = floor<minutes>(instant);
  const auto local = utc + base::british_offset(utc);
  const hh_mm_ss clock(local - floor<days>(local));
  std::array<char, 8> time{};
  std::snprintf(time.data(), time.size(), "%02d:%02d", static_cast<int>(clock.hours().count()) % 24,
                static_cast<int>(clock.minutes().count()) % 60);
  return day_words(base::Day(floor<days>(local))) + ", " + time.data();
}

}  // namespace candour::console
