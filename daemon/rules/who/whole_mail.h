// SPDX-License-Identifier: MPL-2.0
//
// What is said anywhere in what the sender wrote: subject, display name, authored text, signature.
#pragma once

#include <string_view>

#include "rules/correspondence.h"

namespace candour::rules {

/// Whether a set of phrases matches anywhere.
bool says_anywhere(const Correspondence& correspondence, SetName set);

/// Whether the mail comes from a council's world. What was learned from councils' mail is asked of
/// such mail alone: newsletters and other firms' letters promise, order and judge too.
bool speaks_of_council(const Correspondence& correspondence);

}  // namespace candour::rules
