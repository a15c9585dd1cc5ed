// SPDX-License-Identifier: MPL-2.0
//
// What passes between the daemon and candour-extract over a stream socket:
//
//   at start    "candour-extract CONFINEMENT\n", at most 200 bytes
//   ready       '.' each time it waits for a file
//   request     RequestHead, then type, name and content
//   answer      '!', AnswerHead, then what was found, as encode() writes it
//   a fault     the process ends, with an ExitStatus
//
// Numbers are in the machine's own order. The daemon takes the process for an enemy: an answer must
// repeat the request's random token, so that no file can answer for the one after it, and whatever
// decode() reads is bounded and cleaned.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "mail/document_reader.h"

namespace candour::extract {

inline constexpr std::string_view greeting = "candour-extract ";
inline constexpr std::size_t longest_greeting = 200;
inline constexpr char ready_mark = '.';
inline constexpr char answer_mark = '!';

/// How candour-extract ends, besides 0 when the daemon has gone.
enum ExitStatus : int {
  exit_unconfined = 70,  // this system can confine nothing
  exit_crashed = 71,     // the file's reader crashed or was stopped by the sandbox
  exit_too_slow = 72,    // it took more time than any file may
};

inline constexpr std::size_t largest_file = 48u << 20;  // all that base64 leaves of 64 MiB
inline constexpr std::size_t longest_name = 4u << 10;   // of type and file name
inline constexpr std::size_t largest_answer = 16u << 20;

using Token = std::array<char, 16>;

struct RequestHead {
  Token token;
  std::uint32_t type_bytes;
  std::uint32_t name_bytes;
  std::uint64_t content_bytes;
};

struct AnswerHead {
  Token token;
  std::uint32_t body_bytes;
};

std::string encode(const mail::Opened& opened);

/// Errors   malformed: not what encode() writes
///          over_limit: more items than any file may hold
/// Text comes back as valid UTF-8 with LF, whatever was sent; reasons as one short line.
base::Result<mail::Opened> decode(std::string_view body);

}  // namespace candour::extract
