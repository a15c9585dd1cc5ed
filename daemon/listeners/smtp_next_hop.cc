// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_next_hop.h"

#include <algorithm>

#include "listeners/dot_stuffing.h"
#include "listeners/smtp_log.h"
#include "listeners/smtp_replies.h"

namespace candour::listeners {

namespace {

constexpr std::size_t block_octets = 64u << 10;
constexpr std::size_t reply_line_octets = 4'096;  // RFC 5321 allows 512; some servers take more
constexpr std::size_t reply_lines = 500;

SmtpTimeouts capped(SmtpTimeouts timeouts, std::optional<std::chrono::seconds> cap) {
  if (!cap) return timeouts;
  for (auto* time : {&timeouts.tls_handshake, &timeouts.connect, &timeouts.greeting,
                     &timeouts.command, &timeouts.data, &timeouts.block, &timeouts.final_dot})
    *time = std::min<std::chrono::milliseconds>(*time, *cap);
  return timeouts;
}

/// Who says EHLO before the client does: the address the connection comes from (RFC 5321 section
/// 4.1.3), since this machine may have no name that means anything to the server.
std::string own_name(const Tcp::socket& socket) {
  error_code error;
  const auto address = socket.local_endpoint(error).address();
  if (error) return "[127.0.0.1]";
  return (address.is_v6() ? "[IPv6:" : "[") + address.to_string() + "]";
}

}  // namespace

SmtpNextHop::SmtpNextHop(const asio::any_io_executor& executor, const NextHopUrl& url,
                         asio::ssl::context& tls, const SmtpTimeouts& timeouts)
    : url_(url),
      tls_(tls),
      timeouts_(capped(timeouts, url.timeout)),
      stream_(std::make_shared<SmtpStream>(Tcp::socket(executor))) {}

awaitable<Reply> SmtpNextHop::greet() {
  const bool connected = co_await connect();
  if (!connected) co_return lose(replies::next_hop_unreachable());
  if (url_.tls == NextHopTls::implicit) {
    const Reply secured = co_await handshake(Reply());
    if (lost()) co_return secured;
  }
  const Reply greeting = co_await read_reply(timeouts_.greeting);
  if (greeting.code < 400 && !greeting.accepted()) co_return lose();
  if (!greeting.accepted()) co_return greeting;
  co_return co_await start_tls_if_due(greeting);
}

awaitable<bool> SmtpNextHop::connect() {
  Tcp::resolver resolver(stream_->executor());
  const std::string port = std::to_string(url_.port);
  const auto [error, endpoints] = co_await resolver.async_resolve(url_.host, port, as_result);
  if (error) {
    log_next_hop_lost("resolve", error.message());
    co_return false;
  }
  stream_->expires_after(timeouts_.connect);
  const auto connected = co_await stream_->connect(endpoints);
  if (!connected) log_next_hop_lost("connect", connected.error().detail);
  co_return connected.has_value();
}

awaitable<Reply> SmtpNextHop::start_tls_if_due(Reply greeting) {
  if (url_.tls != NextHopTls::starttls && url_.tls != NextHopTls::if_offered) co_return greeting;
  const std::string hello = "EHLO " + own_name(stream_->socket());
  const Reply ehlo = co_await ask(hello, timeouts_.command);
  if (lost()) co_return ehlo;
  if (!extensions_of(ehlo).starttls) {
    if (url_.tls == NextHopTls::if_offered) co_return greeting;
    log_next_hop_lost("starttls", "not offered");
    co_return lose(replies::next_hop_insecure());
  }
  const Reply ready = co_await ask("STARTTLS", timeouts_.command);
  if (lost()) co_return ready;
  if (!ready.accepted()) {
    log_next_hop_lost("starttls", "refused");
    co_return lose(replies::next_hop_insecure());
  }
  co_return co_await handshake(std::move(greeting));
}

/// after  what to answer when all went well
awaitable<Reply> SmtpNextHop::handshake(Reply after) {
  stream_->expires_after(timeouts_.tls_handshake);
  CertificateCheck check = url_.certificate;
  if (url_.tls == NextHopTls::if_offered) check = CertificateCheck::left_out;
  const auto secured = co_await stream_->start_tls(tls_, url_.host, check);
  if (secured) co_return after;
  log_next_hop_lost("tls", secured.error().detail);
  co_return lose(replies::next_hop_insecure());
}

awaitable<Reply> SmtpNextHop::ask(std::string command, std::chrono::milliseconds time) {
  if (farewell_) co_return *farewell_;
  command += "\r\n";
  stream_->expires_after(time);
  const auto written = co_await stream_->write(command);
  // Where the write fails the server may have said why before it closed: read in any case.
  if (!written) log_next_hop_lost("write", written.error().detail);
  co_return co_await read_reply(time);
}

awaitable<std::vector<Reply>> SmtpNextHop::exchange(const std::vector<std::string>& commands) {
  std::vector<Reply> answers;
  std::string group;
  for (const auto& command : commands) group += command + "\r\n";
  if (!farewell_) {
    stream_->expires_after(timeouts_.command);
    const auto written = co_await stream_->write(group);
    if (!written) log_next_hop_lost("write", written.error().detail);
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    Reply answer = co_await read_reply(timeouts_.command);
    answers.push_back(std::move(answer));
  }
  co_return answers;
}

awaitable<Reply> SmtpNextHop::read_reply(std::chrono::milliseconds time) {
  if (farewell_) co_return *farewell_;
  stream_->expires_after(time);
  Reply reply;
  while (reply.lines.size() < reply_lines) {
    const auto line = co_await stream_->read_line(reply_line_octets);
    if (!line) co_return lose();
    const auto text = std::string_view(*line);
    const auto parsed = parse_reply_line(text.substr(0, text.find_last_not_of("\r\n") + 1));
    if (!parsed) break;
    reply.code = parsed->code;
    reply.lines.push_back(parsed->text);
    if (!parsed->last) continue;
    // 421 is always goodbye (RFC 5321 section 3.8); it is relayed as it is, now and hereafter.
    if (reply.code == 421) co_return lose(std::move(reply));
    co_return reply;
  }
  co_return lose();
}

awaitable<Delivery> SmtpNextHop::deliver(const std::vector<std::string_view>& pieces) {
  Reply ready = co_await ask("DATA", timeouts_.data);
  if (ready.code != 354) {
    // A 2xx here would let the client believe that its message went out.
    if (ready.code < 400) ready = lose(replies::next_hop_closed());
    co_return Delivery{Delivery::Outcome::rejected, std::move(ready)};
  }
  const bool sent = co_await send_content(pieces);
  if (sent) co_return co_await read_verdict();
  // Without the final dot nothing was accepted; what the server said before it closed is the
  // reason.
  Reply reason = co_await read_reply(timeouts_.block);
  if (!lost()) lose(replies::next_hop_closed());
  if (reason.code < 400) reason = replies::next_hop_closed();
  co_return Delivery{Delivery::Outcome::rejected, std::move(reason)};
}

awaitable<bool> SmtpNextHop::send_content(const std::vector<std::string_view>& pieces) {
  DotStuffer stuffer;
  std::string block;
  for (const auto piece : pieces) {
    for (std::size_t at = 0; at < piece.size(); at += block_octets) {
      stuffer.feed(piece.substr(at, block_octets), block);
      if (block.size() < block_octets) continue;
      stream_->expires_after(timeouts_.block);
      const auto written = co_await stream_->write(block);
      if (!written) co_return false;
      block.clear();
    }
  }
  stuffer.finish(block);
  stream_->expires_after(timeouts_.block);
  const auto written = co_await stream_->write(block);
  co_return written.has_value();
}

awaitable<Delivery> SmtpNextHop::read_verdict() {
  Delivery delivery;
  delivery.reply = co_await read_reply(timeouts_.final_dot);
  if (delivery.reply.accepted()) {
    delivery.outcome = Delivery::Outcome::accepted;
  } else if (broken_ || delivery.reply.code < 400) {
    lose(replies::next_hop_closed());
    delivery.outcome = Delivery::Outcome::unknown;
    delivery.reply = replies::next_hop_did_not_confirm();
  }
  co_return delivery;
}

void SmtpNextHop::close() {
  stream_->close();
}

Reply SmtpNextHop::lose(Reply farewell) {
  stream_->close();
  farewell_ = std::move(farewell);
  return *farewell_;
}

Reply SmtpNextHop::lose() {
  broken_ = true;
  const bool slow = stream_->timed_out();
  log_next_hop_lost("reply", slow ? "timed out" : "closed, or no SMTP");
  return lose(slow ? replies::next_hop_too_slow() : replies::next_hop_closed());
}

}  // namespace candour::listeners
