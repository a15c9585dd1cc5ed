// SPDX-License-Identifier: MPL-2.0
//
// Who takes the checked mail, as a session sees it: somebody who answers SMTP commands. Losing it
// is an answer too, so the client always has one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "listeners/asio.h"
#include "listeners/smtp_syntax.h"

namespace candour::listeners {

/// What became of a message handed to the next hop.
struct Delivery {
  enum class Outcome { accepted, rejected, unknown };
  Outcome outcome = Outcome::rejected;
  Reply reply;
};

/// For one session. Where the next hop closes, breaks the protocol or takes too long, the reply is
/// a 421 of ours and lost() becomes true; from then on every call answers so at once.
class NextHop {
 public:
  virtual ~NextHop() = default;

  /// Connects, with TLS as configured; the greeting, or why there is none.
  virtual awaitable<Reply> greet() = 0;

  /// Sends command lines, given without line ends, in one go; their replies, one each.
  virtual awaitable<std::vector<Reply>> exchange(const std::vector<std::string>& commands) = 0;

  /// DATA, the message, the final dot.
  ///
  /// pieces   the message, whole lines ending in CRLF; they must outlive the call
  /// Returns  unknown where the connection broke between final dot and answer; the reply is then
  ///          temporary
  virtual awaitable<Delivery> deliver(const std::vector<std::string_view>& pieces) = 0;

  virtual bool lost() const = 0;
  /// Breaks off whatever it waits for.
  virtual void close() = 0;
};

}  // namespace candour::listeners
