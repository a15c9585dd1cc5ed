// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <system_error>

#include "listeners/accepting.h"
#include "listeners/http_log.h"
#include "listeners/http_places.h"
#include "listeners/next_hop_url.h"

namespace candour::listeners {

namespace {

base::Error wrong(std::string detail) {
  return {base::Fault::malformed, "listeners.http_server", std::move(detail)};
}

}  // namespace

HttpServer::HttpServer(asio::io_context& context, std::shared_ptr<HttpService> service)
    : context_(context),
      service_(std::move(service)),
      strand_(asio::make_strand(context)),
      acceptor_(strand_),
      sessions_(std::make_shared<Sessions<HttpSession>>(strand_, service_->limits.sessions)) {}

base::Result<std::shared_ptr<HttpServer>> HttpServer::open(asio::io_context& context,
                                                           asio::thread_pool& workers,
                                                           const HttpServerConfig& config,
                                                           std::vector<HttpRoute> routes) {
  const auto service = std::make_shared<HttpService>(config.rules, std::move(routes), config.limits,
                                                     workers, config.console);
  service->password_workers = config.password_workers;
  const std::shared_ptr<HttpServer> server(new HttpServer(context, service));
  if (auto prepared = server->prepare_tls(config); !prepared) return prepared.error();
  if (auto listening = server->listen(config); !listening) return listening.error();
  server->start();
  return server;
}

base::Result<void> HttpServer::prepare_tls(const HttpServerConfig& config) {
  if (config.certificate.empty()) return {};
  service_->tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  auto& tls = *service_->tls;
  error_code code;
  tls.set_options(
      asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_sslv3,
      code);
  // Passwords come through it.
  ::SSL_CTX_set_options(tls.native_handle(), SSL_OP_CLEANSE_PLAINTEXT);
  tls.use_certificate_chain_file(config.certificate.string(), code);
  if (code) return wrong("http: cannot read certificate " + config.certificate.string());
  tls.use_private_key_file(config.key.string(), asio::ssl::context::pem, code);
  if (code) return wrong("http: cannot read key " + config.key.string() + ", or it fits not");
  return {};
}

base::Result<void> HttpServer::listen(const HttpServerConfig& config) {
  if (!config.socket.empty()) {
    if (auto listening = listen_on_unix(acceptor_, config.socket, config.rules.group); !listening)
      return listening;
    socket_ = config.socket;
    place_ = config.socket.string();
  } else {
    if (!service_->tls && !is_loopback(config.address))
      return wrong("http: without a certificate only on loopback, not on " + config.address);
    auto port = config.port;
    if (auto listening = listen_on_tcp(acceptor_, config.address, port); !listening)
      return listening;
    place_ = written({config.address, port});
  }
  log_http_listening(place_, protocol());
  return {};
}

void HttpServer::start() {
  // Holds the server until the acceptor is closed.
  const auto serve = [self = shared_from_this()](HttpSocket socket) {
    return self->serve(std::move(socket));
  };
  auto accepting = accept_all(context_, acceptor_, serve, log_http_accept_failed);
  asio::co_spawn(strand_, std::move(accepting), asio::detached);
}

awaitable<void> HttpServer::serve(HttpSocket socket) {
  const auto self = shared_from_this();  // as long as the session runs
  std::optional<Peer> peer;
  if (!socket_.empty()) {
    peer = peer_of(socket);
    if (!peer) co_return;
  }
  const auto session = sessions_->admit(
      [&] { return std::make_shared<HttpSession>(std::move(socket), std::move(peer), service_); });
  if (!session) {
    log_http_full(service_->limits.sessions);
    HttpSession refused(std::move(socket), std::move(peer), service_);
    co_return co_await refused.refuse();
  }
  co_await run_to_its_end(*sessions_, session, log_http_session_failed);
}

void HttpServer::stop(std::chrono::milliseconds grace) {
  asio::post(strand_, [self = shared_from_this(), grace] {
    error_code ignored;
    std::error_code absent;
    if (!self->socket_.empty()) std::filesystem::remove(self->socket_, absent);
    self->acceptor_.close(ignored);
    self->sessions_->wind_down(grace);
  });
}

}  // namespace candour::listeners
