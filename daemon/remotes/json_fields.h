// SPDX-License-Identifier: MPL-2.0
//
// The flat JSON objects that OAuth2 servers answer with, and that we keep tokens in. Strangers'
// bytes: what is not as expected is not there.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace candour::remotes {

std::optional<boost::json::object> json_fields(std::string_view text);

/// Empty where there is no such string.
std::string text_field(const boost::json::object& fields, std::string_view name);

/// A whole number, also written as a string (as Microsoft once did).
std::optional<std::chrono::seconds> seconds_field(const boost::json::object& fields,
                                                  std::string_view name);

/// A token or code: 1 to 16,384 printable ASCII characters without blanks (RFC 6749, appendix A).
bool is_token(std::string_view text);

}  // namespace candour::remotes
