// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_proxy.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>

#include "listeners/accepting.h"
#include "listeners/sandbox_next_hop.h"
#include "listeners/smtp_log.h"
#include "listeners/smtp_replies.h"

namespace candour::listeners {

namespace {

base::Error wrong(std::string detail) {
  return {base::Fault::malformed, "listeners.smtp_proxy", std::move(detail)};
}

base::Error failed(const std::string& what, const error_code& code) {
  return {base::Fault::unavailable, "listeners.smtp_proxy", what + ": " + code.message()};
}

}  // namespace

SmtpProxy::SmtpProxy(asio::io_context& context, std::shared_ptr<SmtpService> service)
    : context_(context),
      service_(std::move(service)),
      strand_(asio::make_strand(context)),
      acceptor_(strand_),
      sessions_(
          std::make_shared<Sessions<SmtpSession>>(strand_, service_->config.limits.sessions)) {}

base::Result<std::shared_ptr<SmtpProxy>> SmtpProxy::open(asio::io_context& context,
                                                         asio::thread_pool& workers,
                                                         SmtpProxyConfig config, Judge judge) {
  const auto service = std::make_shared<SmtpService>(std::move(config), std::move(judge), workers);
  const std::shared_ptr<SmtpProxy> proxy(new SmtpProxy(context, service));
  if (auto prepared = proxy->prepare_tls(); !prepared) return prepared.error();
  if (const auto& sandbox = service->config.next_hop.sandbox; !sandbox.empty())
    if (auto made = make_maildir(sandbox); !made) return made.error();
  if (auto listening = proxy->listen(); !listening) return listening.error();
  proxy->start();
  return proxy;
}

base::Result<void> SmtpProxy::prepare_tls() {
  const auto& config = service_->config;
  error_code code;
  if (config.tls != ClientTls::none) {
    auto& tls = service_->client_tls;
    tls.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 |
                        asio::ssl::context::no_sslv3,
                    code);
    tls.use_certificate_chain_file(config.certificate.string(), code);
    if (code) return wrong("cannot read certificate " + config.certificate.string());
    tls.use_private_key_file(config.key.string(), asio::ssl::context::pem, code);
    if (code) return wrong("cannot read key " + config.key.string() + ", or it fits not");
  }
  auto& tls = service_->next_hop_tls;
  tls.set_options(
      asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_sslv3,
      code);
  if (config.next_hop.ca.empty()) {
    tls.set_default_verify_paths(code);
  } else {
    tls.load_verify_file(config.next_hop.ca.string(), code);
    if (code) return wrong("cannot read CA file " + config.next_hop.ca.string());
  }
  return {};
}

base::Result<void> SmtpProxy::listen() {
  const auto& config = service_->config;
  error_code code;
  const std::string host = config.address == "localhost" ? "127.0.0.1" : config.address;
  const auto address = asio::ip::make_address(host, code);
  if (code) return wrong("not an IP address to listen on: " + config.address);
  if (config.tls == ClientTls::none && !address.is_loopback())
    return wrong("without TLS only on loopback, not on " + config.address);
  const Tcp::endpoint endpoint(address, config.port);
  const std::string what = "cannot listen on " + config.address + ":" + std::to_string(config.port);
  acceptor_.open(endpoint.protocol(), code);
  if (code) return failed(what, code);
  acceptor_.set_option(asio::socket_base::reuse_address(true), code);
  acceptor_.bind(endpoint, code);
  if (code) return failed(what, code);
  acceptor_.listen(asio::socket_base::max_listen_connections, code);
  if (code) return failed(what, code);
  port_ = acceptor_.local_endpoint(code).port();
  log_listening(config.address, port_);
  return {};
}

std::string SmtpProxy::place() const {
  return written({service_->config.address, port_});
}

void SmtpProxy::start() {
  // Holds the proxy until the acceptor is closed.
  const auto serve = [self = shared_from_this()](Tcp::socket socket) {
    return self->serve(std::move(socket));
  };
  auto accepting = accept_all(context_, acceptor_, serve, log_accept_failed);
  asio::co_spawn(strand_, std::move(accepting), asio::detached);
}

awaitable<void> SmtpProxy::serve(Tcp::socket socket) {
  const auto self = shared_from_this();  // as long as the session runs
  const auto session =
      sessions_->admit([&] { return std::make_shared<SmtpSession>(std::move(socket), service_); });
  if (!session) {
    log_session_refused(service_->config.limits.sessions);
    co_return co_await turn_away(std::move(socket));
  }
  co_await run_to_its_end(*sessions_, session, log_session_failed);
}

awaitable<void> SmtpProxy::turn_away(Tcp::socket socket) {
  const auto client = std::make_shared<SmtpStream>(std::move(socket));
  client->expires_after(accept_pause);
  // With implicit TLS the client would not understand plain words.
  if (service_->config.tls != ClientTls::implicit) {
    const std::string reply = wire(replies::too_many_sessions());
    co_await client->write(reply);
  }
  co_await client->shut_down();
}

void SmtpProxy::stop(std::chrono::milliseconds grace) {
  asio::post(strand_, [self = shared_from_this(), grace] {
    error_code ignored;
    self->acceptor_.close(ignored);
    self->sessions_->wind_down(grace);
  });
}

}  // namespace candour::listeners
