// SPDX-License-Identifier: MPL-2.0
//
// English verbs in the forms a sentence needs, so that a phrase file names a verb once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace candour::rules {

/// As a phrase file writes them: `{pay}`, `{pay+s}`, `{pay+ing}`, `{pay+ed}`.
enum class VerbForm {
  base,
  third_person,  // pays
  continuous,    // paying
  past,          // paid; where past and participle differ both, as alternatives: "took|taken"
};

/// "s", "ing" or "ed".
std::optional<VerbForm> verb_form_named(std::string_view ending);
std::string_view name_of(VerbForm form);  // empty for the base

/// A verb in lower case; of several words the first changes ("pick up" -> "picking up").
std::string inflected(std::string_view verb, VerbForm form);

}  // namespace candour::rules
