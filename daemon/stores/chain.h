// SPDX-License-Identifier: MPL-2.0
//
// The chain of the ledger's journal: each event with the digest of the one before it.
//
//   link   SHA-256(link before, "candour-link 1" LF, number, time, kind, subject, told, content)
//
// where each field is `bytes:value` and a line end, and the link before the first is 32 zero bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"

namespace candour::stores {

struct JournalEvent {
  std::int64_t number = 0;  // from 1, without gaps
  base::Instant time;       // when it was written
  /// A record was written: its kind (columns.h), `subject` names it, `content` is its digest.
  /// "withdrawn", "erased": of the record "KIND NAME" that is the subject. "begun", "erasure",
  /// "retention": of none; `told` says more, in JSON.
  std::string kind, subject, told;
  std::string content;  // 32 bytes, or empty
  std::string link;     // 32 bytes
};

/// What to write down elsewhere: with it, everything before is fixed.
struct ChainHead {
  std::int64_t number = 0;
  std::string link;  // 32 bytes
};

/// "2041-9f86d081…": the number and 64 hexadecimal digits.
std::string to_string(const ChainHead& head);
std::optional<ChainHead> parse_head(std::string_view text);

std::string first_link();
std::string link_of(std::string_view before, const JournalEvent& event);

}  // namespace candour::stores
