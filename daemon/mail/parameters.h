// SPDX-License-Identifier: MPL-2.0
//
// Content-Type and Content-Disposition values with their parameters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::mail {

struct Parameter {
  std::string name;  // lower case, without the marks of RFC 2231
  // Continuations joined, charset and encoded words decoded to UTF-8. A boundary stays bytes.
  std::string value;
};

struct Parameterized {
  std::string value;  // lower case, without blanks and comments: "multipart/mixed", "attachment"
  std::vector<Parameter> parameters;
  bool malformed = false;  // something had to be skipped or guessed
  bool duplicate = false;  // a parameter stands twice; the first counts

  /// The value of a parameter (name in lower case), or an empty view.
  std::string_view parameter(std::string_view name) const;
};

/// Reads quotes, quoted pairs, comments, RFC 2231 continuations and charsets, and the encoded words
/// that mail clients wrongly put there. At most 1,000 parameters; the rest is `malformed`. Linear.
/// Source: RFC 2045 section 5.1, RFC 2183, RFC 2231
Parameterized parse_parameters(std::string_view field_value);

}  // namespace candour::mail
