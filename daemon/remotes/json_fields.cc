// SPDX-License-Identifier: MPL-2.0

#include "remotes/json_fields.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

namespace candour::remotes {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_token = 16'384;

}  // namespace

std::optional<json::object> json_fields(std::string_view text) {
  json::error_code error;
  json::parse_options bounds;
  bounds.max_depth = 16;
  auto value = json::parse(text, error, {}, bounds);
  if (error || !value.is_object()) return {};
  return std::move(value.get_object());
}

std::string text_field(const json::object& fields, std::string_view name) {
  const auto* value = fields.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<std::chrono::seconds> seconds_field(const json::object& fields,
                                                  std::string_view name) {
  const auto* value = fields.if_contains(name);
  if (value == nullptr) return {};
  if (value->is_int64()) return std::chrono::seconds(value->get_int64());
  if (!value->is_string()) return {};
  const std::string_view digits = value->get_string();
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {};
  return std::chrono::seconds(number);
}

bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= longest_token &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace candour::remotes
