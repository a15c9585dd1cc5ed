// SPDX-License-Identifier: MPL-2.0
//
// The message between DATA's 354 and the final dot: where it ends, and the dots that the
// protocol adds and takes off (RFC 5321 sections 4.5.2 and 2.3.8). Only CRLF ends a line: who also
// lets a bare LF or CR end one can be made to see a second message in the first (CVE-2023-51764).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candour::listeners {

/// Takes a message off the wire, in whatever pieces it comes.
class DotUnstuffer {
 public:
  /// Appends the content of `bytes` to `content`, up to the final dot.
  /// Returns  how many of `bytes` belonged to the message; all of them while not finished()
  std::size_t feed(std::string_view bytes, std::string& content);

  bool finished() const { return state_ == State::finished; }
  /// A CR without LF or an LF without CR stood in the message.
  bool bare_line_end() const { return bare_line_end_; }

 private:
  enum class State { line_start, text, text_cr, dot, dot_cr, finished };

  State state_ = State::line_start;
  bool bare_line_end_ = false;
};

/// Puts a message on the wire, piece by piece.
class DotStuffer {
 public:
  /// content  all line ends CRLF
  void feed(std::string_view content, std::string& bytes);
  /// The final dot, on a line of its own.
  void finish(std::string& bytes) const;

 private:
  bool line_start_ = true;
};

}  // namespace candour::listeners
