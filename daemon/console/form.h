// SPDX-License-Identifier: MPL-2.0
//
// What a browser sends of a form: a query, a body as application/x-www-form-urlencoded (WHATWG URL
// standard, section 5.1) or as multipart/form-data (RFC 7578); and its cookies (RFC 6265). Pure,
// fuzzed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace candour::console {

/// Names and values in their order; a file field's value is the file.
class Form {
 public:
  void add(std::string name, std::string value);

  /// The first of that name, or empty.
  const std::string& operator[](std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  void reserve(std::size_t fields) { fields_.reserve(fields); }
  /// Wipes all values from memory.
  void wipe();

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

inline constexpr std::size_t most_fields = 100;

/// Reads "a=b&c=d+e%21". Errors   malformed: a bad escape; over_limit: more than `most_fields`
base::Result<Form> read_url_encoded(std::string_view text);

/// content_type   the whole field: its boundary is needed
/// Errors         malformed: no boundary, or not what it says; over_limit
base::Result<Form> read_multipart(std::string_view content_type, std::string_view body);

/// "a=b; c=d": the value of that name, once; nothing where it is missing or stands there twice,
/// since somebody who may set cookies beside ours wants his to be taken for it.
std::optional<std::string> cookie_named(std::string_view name, std::string_view header);

/// As a value in a query.
std::string url_encoded(std::string_view text);

}  // namespace candour::console
