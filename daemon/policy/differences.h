// SPDX-License-Identifier: MPL-2.0
//
// What a changed policy means, rule by rule in plain words: two policies, not two texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace candour::policy {

/// What an action does to a mail: "goes, with a warning".
std::string_view effect_of(Action action);
/// By grade where there are some: "correspondence: asks first; outgoing: off".
std::string effect_of(const RuleSetting& setting);

/// Whether less mail goes unasked than before.
enum class Turn { stricter, looser, other };

std::string_view name_of(Turn turn);

struct Difference {
  std::string about;  // a rule, or a key of the policy file: "when-unchecked"
  std::string grade;  // of a rule's grade alone; else empty
  Turn turn = Turn::other;
  std::string words;  // a sentence
};

/// Settings first, then rules in the order of rule_ids(), then people. Empty where both judge every
/// mail alike.
std::vector<Difference> differences(const Policy& before, const Policy& after);

}  // namespace candour::policy
