// SPDX-License-Identifier: MPL-2.0
//
// What the ledger and the policy hold, in words for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "stores/review.h"

namespace candour::console {

/// A row of something, for forms: what is sent, and how it reads.
struct Choice {
  std::string value, words;
};

/// "silent-copy" as "Silent copy".
std::string rule_title(std::string_view rule);
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

/// "23 November 2026", and with the time by the clock in Britain "23 November 2026, 14:05".
std::string day_words(base::Day day);
std::string moment_words(base::Instant instant);

std::string with_commas(std::size_t number);
/// "1 message", "2 messages"
std::string counted(std::size_t number, std::string_view one, std::string_view several);

}  // namespace candour::console
