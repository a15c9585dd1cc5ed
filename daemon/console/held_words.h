// SPDX-License-Identifier: MPL-2.0
//
// How a held mail stands, in words for whoever decides on it.
#pragma once

#include <string>

#include "stores/held_mail.h"

namespace candour::console {

/// In a few words, for a list: "waits for a decision".
std::string stage_words(const stores::HeldMark& mark);

/// In sentences: what it means, and what is to be done.
///
/// goes_back   when it goes back to its sender if nobody decides
std::string stage_explained(const stores::HeldMark& mark, base::Instant goes_back);

/// Whether a person has to do something about it.
bool wants_decision(stores::HeldStage stage);

}  // namespace candour::console
