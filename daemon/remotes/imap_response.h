// SPDX-License-Identifier: MPL-2.0
//
// What an IMAP server says, as values (RFC 9051 section 7; RFC 3501's differences are taken too).
// Pure text, fuzzed. Whatever a server adds to a response that we do not know is kept as values and
// harms nothing; what breaks the grammar is an error, for then the rest cannot be trusted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "remotes/imap_framing.h"

namespace candour::remotes {

/// An atom or number, a string (quoted or literal), NIL, or a list.
struct ImapValue {
  enum class Kind { atom, string, nil, list };
  Kind kind = Kind::nil;
  std::string text{};
  std::vector<ImapValue> list{};

  bool is_list() const { return kind == Kind::list; }
  /// An atom of that name, in whatever case.
  bool is_atom(std::string_view name) const;
};

/// "[UIDVALIDITY 3857529045]" in a status response.
struct ImapCode {
  std::string name;  // upper case; empty for none
  std::vector<ImapValue> values;
};

struct ImapResponse {
  enum class Kind { untagged, tagged, continuation };
  Kind kind = Kind::untagged;
  std::string tag{};
  std::string name{};                     // upper case: "OK", "FETCH", "EXISTS"; continuation: ""
  std::optional<std::uint32_t> number{};  // before the name: the 23 of "* 23 EXISTS"
  ImapCode code{};                        // of a status response
  std::string text{};                     // of a status response or continuation, for people
  std::vector<std::uint32_t> found{};     // of a SEARCH
  std::vector<ImapValue> values{};        // of any other response

  bool is_status() const;
};

/// Errors   malformed; over_limit: deeper than 32 lists, or more than 100,000 values
base::Result<ImapResponse> parse_imap_response(ImapFrame frame);

/// A decimal number without sign, as IMAP writes all of its own.
std::optional<std::uint32_t> imap_number(std::string_view text);
std::optional<std::uint64_t> imap_number64(std::string_view text);

/// The value that follows an atom of that name: of a FETCH's or STATUS's list of pairs.
const ImapValue* value_named(const std::vector<ImapValue>& pairs, std::string_view name);

}  // namespace candour::remotes
