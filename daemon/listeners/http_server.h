// SPDX-License-Identifier: MPL-2.0
//
// The HTTP server: listens in one place, and runs a session for each client.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "listeners/http_service.h"
#include "listeners/http_session.h"
#include "listeners/sessions.h"

namespace candour::listeners {

struct HttpServerConfig {
  std::filesystem::path socket;       // of a Unix socket; empty: TCP, as the next four say
  std::string address = "127.0.0.1";  // an IP address or localhost
  std::uint16_t port = 0;             // 0: any free one
  std::filesystem::path certificate;  // PEM, the whole chain; empty: no TLS, on loopback alone
  std::filesystem::path key;          // PEM
  HouseRules rules;
  HttpLimits limits;
  console::Console* console = nullptr;  // for paths outside /v1; must outlive the server
  /// Where passwords are hashed: as many at a time as it has threads, 64 MB each. Null: on the
  /// server's other workers. Must outlive the context's run().
  asio::thread_pool* password_workers = nullptr;
};

/// Thread-safe; the io_context may be run by several threads. The pool must outlive the context's
/// run().
class HttpServer : public std::enable_shared_from_this<HttpServer> {
 public:
  /// Listens from here on; clients are served while `context` runs.
  ///
  /// Errors   malformed: no TLS on an address that is not loopback, or an unreadable address,
  ///          certificate or key
  ///          unavailable: the place is taken
  static base::Result<std::shared_ptr<HttpServer>> open(asio::io_context& context,
                                                        asio::thread_pool& workers,
                                                        const HttpServerConfig& config,
                                                        std::vector<HttpRoute> routes);

  /// "127.0.0.1:8425", or the socket's path.
  const std::string& place() const { return place_; }
  std::string_view protocol() const { return service_->tls ? "https" : "http"; }

  /// Takes no more clients and ends sessions after the request under way; what is left after
  /// `grace` is broken off.
  void stop(std::chrono::milliseconds grace);

 private:
  HttpServer(asio::io_context& context, std::shared_ptr<HttpService> service);

  base::Result<void> prepare_tls(const HttpServerConfig& config);
  base::Result<void> listen(const HttpServerConfig& config);
  void start();
  awaitable<void> serve(HttpSocket socket);

  asio::io_context& context_;
  std::shared_ptr<HttpService> service_;
  ListenerStrand strand_;  // of the acceptor
  HttpAcceptor acceptor_;
  std::shared_ptr<Sessions<HttpSession>> sessions_;
  std::string place_;
  std::filesystem::path socket_;  // to be taken away at the end; empty for TCP
};

}  // namespace candour::listeners
