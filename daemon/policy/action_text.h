// SPDX-License-Identifier: MPL-2.0
//
// A rule's action, or the pack, changed in the text of a policy file: the one word, where it
// stands. Comments, order and every other line stay as somebody wrote them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "policy/policy.h"

namespace candour::policy {

/// text     a policy file that load_text() takes
/// grade    of the rule; empty: the rule as a whole, which then has one action for all grades
/// Returns  the text with that action; the same text where it says so already
/// Errors   malformed: the text is not YAML, or written in a way (anchors, a rule over several
///          lines) in which one word cannot be changed by itself; it is to be edited by hand
base::Result<std::string> with_action(std::string_view text, std::string_view rule,
                                      std::string_view grade, Action action);

/// pack     as packs/ has it: "model-2026"
/// Returns  the text that extends that pack; the same text where it does already
/// Errors   as with_action()
base::Result<std::string> with_pack(std::string_view text, std::string_view pack);

}  // namespace candour::policy
