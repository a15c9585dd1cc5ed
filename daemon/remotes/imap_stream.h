// SPDX-License-Identifier: MPL-2.0
//
// The bytes between us and an IMAP server that has let us in. libcurl makes the connection: TCP,
// TLS or STARTTLS, the greeting, the login; what is said afterwards is imap_session's.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "remotes/imap_server.h"
#include "remotes/wake_up.h"

namespace candour::remotes {

using Deadline = std::chrono::steady_clock::time_point;

/// The border to the network; tests put a script in its place.
class ImapStream {
 public:
  virtual ~ImapStream() = default;

  /// Errors   unavailable: the connection is lost, or the deadline passed
  virtual base::Result<void> send(std::string_view bytes, Deadline deadline) = 0;
  /// What there is, at least one byte; waits until the deadline.
  ///
  /// Errors   unavailable: the connection is lost, the deadline passed, or WakeUp was called
  virtual base::Result<std::string> receive(Deadline deadline) = 0;
  /// What there is already; empty for nothing. To be called until it is empty before anybody waits
  /// for descriptor(): TLS may hold bytes that poll() does not show.
  virtual base::Result<std::string> receive_now() = 0;
  virtual int descriptor() const = 0;
};

/// Connects and logs in; takes up to 40 seconds, or until `wake_up` is called, which must outlive
/// the stream. The certificate is always verified.
///
/// Errors   refused: the server does not let this user in, or its certificate is none we trust
///          unavailable: it is not reached, or does not speak IMAP; trying later may help
base::Result<std::unique_ptr<ImapStream>> open_imap_stream(const ImapServer& server,
                                                           const ImapLogin& login,
                                                           const WakeUp& wake_up);

}  // namespace candour::remotes
