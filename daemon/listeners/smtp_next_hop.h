// SPDX-License-Identifier: MPL-2.0
//
// The dialogue with a real mail server, from connect and TLS to the final dot.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "listeners/next_hop.h"
#include "listeners/next_hop_url.h"
#include "listeners/smtp_limits.h"
#include "listeners/smtp_stream.h"

namespace candour::listeners {

class SmtpNextHop : public NextHop {
 public:
  /// url, tls  must outlive it
  SmtpNextHop(const asio::any_io_executor& executor, const NextHopUrl& url, asio::ssl::context& tls,
              const SmtpTimeouts& timeouts);

  awaitable<Reply> greet() override;
  awaitable<std::vector<Reply>> exchange(const std::vector<std::string>& commands) override;
  awaitable<Delivery> deliver(const std::vector<std::string_view>& pieces) override;
  bool lost() const override { return farewell_.has_value(); }
  void close() override;

 private:
  awaitable<bool> connect();
  awaitable<Reply> start_tls_if_due(Reply greeting);
  awaitable<Reply> handshake(Reply after);
  awaitable<Reply> ask(std::string command, std::chrono::milliseconds time);
  awaitable<Reply> read_reply(std::chrono::milliseconds time);
  awaitable<bool> send_content(const std::vector<std::string_view>& pieces);
  awaitable<Delivery> read_verdict();
  Reply lose(Reply farewell);  // the connection is of no use from here on
  Reply lose();                // the server closed, took too long or spoke something else

  const NextHopUrl& url_;
  asio::ssl::context& tls_;
  SmtpTimeouts timeouts_;
  std::shared_ptr<SmtpStream> stream_;
  std::optional<Reply> farewell_;  // what every further command is answered with
  bool broken_ = false;            // lost without a word from the server
};

}  // namespace candour::listeners
