// SPDX-License-Identifier: MPL-2.0
//
// Names and values in URLs and forms (application/x-www-form-urlencoded), written and read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candour::remotes {

using Form = std::vector<std::pair<std::string, std::string>>;

/// Everything but RFC 3986's unreserved characters as %XX.
std::string percent_encoded(std::string_view text);

/// "name=value&name=value"
std::string form_encoded(const Form& form);

/// The same read back, "+" as a blank; a broken %-sequence stands for itself.
Form parse_form(std::string_view text);

/// The first value of that name; empty where there is none.
std::string_view value_of(const Form& form, std::string_view name);

/// "https://HOST…" in printable ASCII without blanks: what may be asked, and shown at a terminal.
bool is_https_url(std::string_view url);

/// Of "https://HOST[:PORT]/…"; empty where there is none.
std::string_view host_in(std::string_view url);

}  // namespace candour::remotes
