// SPDX-License-Identifier: MPL-2.0
//
// Parts that several pages are made of: labelled fields, choices, tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "console/markup.h"
#include "console/words.h"

namespace candour::console {

/// A label and its list of choices. `any` is the words of the first one, which stands for no
/// choice.
Markup choice_field(std::string_view name, std::string_view label, std::string_view any,
                    const std::vector<Choice>& choices, std::string_view chosen);

/// type   "date", "text"
Markup input_field(std::string_view name, std::string_view label, std::string_view type,
                   std::string_view value);

/// A field of a name or password, which the browser's own keeper of passwords may fill in.
struct Credential {
  std::string_view name, label;
  std::string_view type;          // "text", "password"
  std::string_view autocomplete;  // HTML standard, section 4.10.18.7: "current-password"
  std::string_view value;
};

/// fault   the id of what says what is wrong with it; empty: nothing
Markup credential_field(const Credential& field, std::string_view fault);

/// A new password, twice: "new" and "again".
Markup new_password_fields(std::string_view fault);

/// A table in a region of its own, which scrolls by itself where the window is narrow.
///
/// label   what the table is, for who cannot see it
Markup table(std::string_view label, const std::vector<std::string_view>& columns,
             const std::vector<std::vector<Markup>>& rows);

Markup link(std::string path, std::string_view words);

/// A name and its words, of a list of facts.
Markup fact(std::string_view name, const Markup& words);

/// What a form carries and nobody sees.
Markup hidden_field(std::string_view name, std::string value);

/// A labelled box for a few lines. Names the fault to who cannot see it, where there is one.
///
/// fault   empty: none
Markup reason_field(std::string_view label, std::size_t most_characters, std::string_view fault);

/// A box that says what happened or what is missing.
Markup notice(std::string_view words);

}  // namespace candour::console
