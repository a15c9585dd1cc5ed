// SPDX-License-Identifier: MPL-2.0
//
// The SMTP submission proxy: listens, and runs a session for each client.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <memory>

#include "base/result.h"
#include "listeners/sessions.h"
#include "listeners/smtp_service.h"
#include "listeners/smtp_session.h"

namespace candour::listeners {

/// Thread-safe; the io_context may be run by several threads. The pool must outlive the context's
/// run().
class SmtpProxy : public std::enable_shared_from_this<SmtpProxy> {
 public:
  /// Listens from here on; clients are served while `context` runs.
  ///
  /// Errors   malformed: no TLS on an address that is not loopback, or an unreadable address,
  ///          certificate or key
  ///          unavailable: the port is taken, or a folder cannot be made
  static base::Result<std::shared_ptr<SmtpProxy>> open(asio::io_context& context,
                                                       asio::thread_pool& workers,
                                                       SmtpProxyConfig config, Judge judge);

  /// The port listened on.
  std::uint16_t port() const { return port_; }
  /// "127.0.0.1:2587"
  std::string place() const;

  /// Takes no more clients and ends sessions at their next command, those with a message under way
  /// once that is answered; what is left after `grace` is broken off.
  void stop(std::chrono::milliseconds grace);

 private:
  SmtpProxy(asio::io_context& context, std::shared_ptr<SmtpService> service);

  base::Result<void> prepare_tls();
  base::Result<void> listen();
  void start();
  awaitable<void> turn_away(Tcp::socket socket);
  awaitable<void> serve(Tcp::socket socket);

  asio::io_context& context_;
  std::shared_ptr<SmtpService> service_;
  ListenerStrand strand_;  // of the acceptor
  Tcp::acceptor acceptor_;
  std::shared_ptr<Sessions<SmtpSession>> sessions_;
  std::uint16_t port_ = 0;
};

}  // namespace candour::listeners
