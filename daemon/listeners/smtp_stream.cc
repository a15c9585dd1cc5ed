// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_stream.h"

#include <openssl/ssl.h>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>

namespace candour::listeners {

namespace {

constexpr std::size_t read_octets = 64u << 10;
constexpr std::chrono::seconds goodbye_time{2};

base::Error lost(std::string_view where, const error_code& code) {
  return {base::Fault::unavailable, where, code.message()};
}

}  // namespace

SmtpStream::SmtpStream(Tcp::socket socket)
    : socket_(std::move(socket)), watchdog_(socket_.get_executor()) {
  // SMTP is question and answer: with Nagle's algorithm each round may wait 40 ms for an ACK.
  error_code ignored;
  if (socket_.is_open()) socket_.set_option(Tcp::no_delay(true), ignored);
}

awaitable<base::Result<void>> SmtpStream::connect(const Tcp::resolver::results_type& endpoints) {
  error_code error = asio::error::host_not_found;
  for (const auto& entry : endpoints) {
    if (timed_out_) break;
    const Tcp::endpoint endpoint = entry.endpoint();
    std::tie(error) = co_await socket_.async_connect(endpoint, as_result);
    if (!error) break;
    error_code ignored;
    socket_.close(ignored);
  }
  if (error) co_return lost("listeners.connect", error);
  error_code ignored;
  socket_.set_option(Tcp::no_delay(true), ignored);
  co_return base::Result<void>();
}

awaitable<base::Result<void>> SmtpStream::accept_tls(asio::ssl::context& context) {
  tls_ = std::make_unique<asio::ssl::stream<Tcp::socket&>>(socket_, context);
  co_return co_await handshake(asio::ssl::stream_base::server);
}

awaitable<base::Result<void>> SmtpStream::start_tls(asio::ssl::context& context,
                                                    const std::string& host,
                                                    CertificateCheck check) {
  tls_ = std::make_unique<asio::ssl::stream<Tcp::socket&>>(socket_, context);
  error_code is_name;
  asio::ip::make_address(host, is_name);
  // Server names are names only, never addresses (RFC 6066 section 3).
  if (is_name) SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str());
  if (check == CertificateCheck::required) {
    tls_->set_verify_mode(asio::ssl::verify_peer);
    tls_->set_verify_callback(asio::ssl::host_name_verification(host));
  } else {
    tls_->set_verify_mode(asio::ssl::verify_none);
  }
  co_return co_await handshake(asio::ssl::stream_base::client);
}

awaitable<base::Result<void>> SmtpStream::handshake(asio::ssl::stream_base::handshake_type role) {
  input_.clear();
  consumed_ = 0;
  const auto [error] = co_await tls_->async_handshake(role, as_result);
  if (error) co_return lost("listeners.handshake", error);
  co_return base::Result<void>();
}

void SmtpStream::expires_after(std::chrono::milliseconds time) {
  timed_out_ = false;
  watchdog_.expires_after(time);
  // Weak: the handler of a timer that has just run out may be queued when the session ends.
  watchdog_.async_wait([weak = weak_from_this()](const error_code& error) {
    const auto self = weak.lock();
    if (!self || error) return;
    self->timed_out_ = true;
    self->cancel();
  });
}

awaitable<base::Result<std::string>> SmtpStream::read_line(std::size_t limit) {
  bool too_long = false;
  for (std::size_t searched = 0;;) {
    const auto end = unread().find('\n', searched);
    const auto length = end == std::string_view::npos ? unread().size() : end + 1;
    if (length > limit) too_long = true;
    if (end != std::string_view::npos) {
      std::string line(unread().substr(0, length));
      consume(length);
      if (too_long)
        co_return base::Error{base::Fault::over_limit, "listeners.read_line", "line too long"};
      co_return line;
    }
    if (too_long) consume(length);
    searched = unread().size();
    const auto filled = co_await fill();
    if (!filled) co_return filled.error();
  }
}

std::string_view SmtpStream::buffered_line() const {
  const auto end = unread().find('\n');
  return end == std::string_view::npos ? std::string_view() : unread().substr(0, end + 1);
}

awaitable<base::Result<std::string_view>> SmtpStream::read_some() {
  if (unread().empty()) {
    const auto filled = co_await fill();
    if (!filled) co_return filled.error();
  }
  co_return unread();
}

void SmtpStream::consume(std::size_t octets) {
  consumed_ += octets;
  if (consumed_ < input_.size()) return;
  input_.clear();
  consumed_ = 0;
}

awaitable<base::Result<void>> SmtpStream::fill() {
  // The time may have run out between two operations, when there was nothing to cancel.
  if (timed_out_) co_return lost("listeners.read", asio::error::timed_out);
  input_.erase(0, consumed_);
  consumed_ = 0;
  const auto kept = input_.size();
  input_.resize(kept + read_octets);
  const auto space = asio::buffer(input_.data() + kept, read_octets);
  error_code error;
  std::size_t octets = 0;
  if (tls_)
    std::tie(error, octets) = co_await tls_->async_read_some(space, as_result);
  else
    std::tie(error, octets) = co_await socket_.async_read_some(space, as_result);
  input_.resize(kept + octets);
  if (error) co_return lost("listeners.read", error);
  co_return base::Result<void>();
}

awaitable<base::Result<void>> SmtpStream::write(std::string_view bytes) {
  if (timed_out_) co_return lost("listeners.write", asio::error::timed_out);
  const auto buffer = asio::buffer(bytes);
  error_code error;
  std::size_t octets = 0;
  if (tls_)
    std::tie(error, octets) = co_await asio::async_write(*tls_, buffer, as_result);
  else
    std::tie(error, octets) = co_await asio::async_write(socket_, buffer, as_result);
  if (error) co_return lost("listeners.write", error);
  co_return base::Result<void>();
}

void SmtpStream::cancel() {
  error_code ignored;
  socket_.cancel(ignored);
}

awaitable<void> SmtpStream::shut_down() {
  if (!socket_.is_open()) co_return;
  expires_after(goodbye_time);
  if (tls_) co_await tls_->async_shutdown(as_result);
  error_code error;
  socket_.shutdown(Tcp::socket::shutdown_send, error);
  // Closing with bytes unread resets the connection, and the peer may lose our last reply to that.
  input_.resize(read_octets);
  const auto space = asio::buffer(input_);
  while (!error && !timed_out_) {
    std::size_t octets = 0;
    std::tie(error, octets) = co_await socket_.async_read_some(space, as_result);
  }
  close();
}

void SmtpStream::close() {
  error_code ignored;
  watchdog_.cancel();
  socket_.close(ignored);
}

}  // namespace candour::listeners
