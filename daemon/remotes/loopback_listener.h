// SPDX-License-Identifier: MPL-2.0
//
// The port of this machine to which a provider sends the browser back (RFC 8252 section 7.3). It
// serves one sign-in, then closes; what does not belong to that is turned away.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "remotes/browser_flow.h"

namespace candour::remotes {

class LoopbackListener {
 public:
  /// port   0: one that is free
  /// Errors   unavailable: the port is taken
  static base::Result<LoopbackListener> open(std::uint16_t port = 0);
  LoopbackListener(LoopbackListener&& other) noexcept;
  LoopbackListener& operator=(LoopbackListener&&) = delete;
  ~LoopbackListener();

  std::string redirect_uri() const;  // "http://127.0.0.1:PORT/"

  /// The provider's code. A request with another state is answered, counted and otherwise ignored:
  /// any page of any browser here can send one.
  ///
  /// Errors   refused: the provider sent a refusal, or nobody came in time
  base::Result<std::string> wait_for_code(const BrowserAttempt& attempt,
                                          std::chrono::seconds patience);

 private:
  LoopbackListener(int socket, std::uint16_t port) : socket_(socket), port_(port) {}

  int socket_;
  std::uint16_t port_;
};

}  // namespace candour::remotes
