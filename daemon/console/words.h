// SPDX-License-Identifier: MPL-2.0
//
// What the ledger and the policy hold, in words for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/english.h"
#include "policy/policy.h"
#include "rules/kinds.h"
#include "stores/review.h"

namespace candour::console {

/// A row of something, for forms: what is sent, and how it reads.
struct Choice {
  std::string value, words;
};

using rules::rule_title;
/// A sentence: what the rule finds. Empty for one that this program does not know.
std::string rule_sentence(std::string_view rule);
/// All that a policy may name, late-reply included.
std::vector<std::string> all_rules();

std::string_view outcome_words(stores::OutcomeKind kind);
/// What became of a message; one that has long been on its way is unknown.
stores::OutcomeKind settled_outcome(const stores::ReviewEntry& entry, base::Instant now);
std::vector<Choice> outcome_choices();

std::string entrance_words(std::string_view entrance);
std::vector<Choice> entrance_choices();

/// What an action does to a mail.
std::string_view action_words(std::string_view action);
/// "asks first", by grade "correspondence: asks first; outgoing: goes, with a warning".
std::string setting_words(const policy::RuleSetting& setting);

/// A roster name; an outsider, whom the ledger has as a digest, by its beginning.
std::string person_words(std::string_view person);
std::string sender_words(std::string_view name);

/// With the time by the clock in Britain: "23 November 2026, 14:05".
std::string moment_words(base::Instant instant);

using base::counted;
using base::day_words;
using base::with_commas;

}  // namespace candour::console
