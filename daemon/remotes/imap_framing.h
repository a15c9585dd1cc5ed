// SPDX-License-Identifier: MPL-2.0
//
// Where an IMAP response ends: bytes as they come from the network -> whole responses, their
// literals taken out (RFC 9051 sections 2.2.2 and 4.3). What a server may say is bounded here, so
// that all above this works on whole, small things.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::remotes {

/// All inclusive.
struct ImapLimits {
  std::size_t text_bytes = 8u << 20;      // of one response without literals; a SEARCH may be long
  std::size_t literal_bytes = 66u << 20;  // of all literals of one response: a message and a margin
  std::size_t literals = 16;              // in one response
};

/// One response. Between texts[i] and texts[i + 1] stood literals[i].
struct ImapFrame {
  std::vector<std::string> texts;
  std::vector<std::string> literals;
};

class ImapFramer {
 public:
  explicit ImapFramer(const ImapLimits& limits = {}) : limits_(limits) {}

  /// Errors   malformed, over_limit: nothing that comes after can be told apart; hang up
  base::Result<void> feed(std::string_view bytes);

  bool has_frame() const { return !frames_.empty(); }
  ImapFrame take();  // only where has_frame()
  /// Whether a response has begun and waits for its end.
  bool in_frame() const;

 private:
  base::Result<void> end_line();

  ImapLimits limits_;
  std::deque<ImapFrame> frames_;
  ImapFrame frame_;
  std::string line_;
  std::size_t text_bytes_ = 0, literal_bytes_ = 0;
  std::size_t literal_missing_ = 0;
  bool in_literal_ = false;
};

}  // namespace candour::remotes
