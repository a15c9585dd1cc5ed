// SPDX-License-Identifier: MPL-2.0
//
// What a user of the console may do: a reader looks, a clerk decides on mail too, an admin changes
// what the council's mail is judged by. Each may all that the one before may.
#pragma once

#include <optional>
#include <string_view>

namespace candour::console {

enum class Role { reader, clerk, admin };

std::string_view name_of(Role role);
/// With its article: "a clerk".
std::string_view role_words(Role role);
std::optional<Role> role_named(std::string_view name);

}  // namespace candour::console
