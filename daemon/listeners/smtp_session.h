// SPDX-License-Identifier: MPL-2.0
//
// One client's SMTP session: its commands passed on, its messages taken in, judged, and then either
// handed to the next hop or refused. Spooling first keeps client and next hop in step: a refusal
// costs the next hop no more than an RSET.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "listeners/dot_stuffing.h"
#include "listeners/next_hop.h"
#include "listeners/smtp_service.h"
#include "listeners/smtp_stream.h"
#include "listeners/smtp_syntax.h"
#include "listeners/spool.h"

namespace candour::listeners {

/// All calls on the executor of its socket.
class SmtpSession {
 public:
  SmtpSession(Tcp::socket socket, std::shared_ptr<SmtpService> service);

  awaitable<void> run();

  asio::any_io_executor executor() const { return client_->executor(); }

  /// Ends the session at the next command; a message under way is finished first.
  void wind_down();
  /// Ends the session now.
  void abort();

 private:
  enum class State { open, ended };

  // Commands: smtp_session.cc
  awaitable<void> begin();
  awaitable<void> secure_client();
  awaitable<std::optional<std::string>> next_line();
  awaitable<std::optional<std::string>> end_with(Reply reply);
  awaitable<void> obey(std::string line);
  awaitable<void> greet(const Command& command);
  awaitable<void> start_tls();
  awaitable<void> authenticate(const Command& command);
  awaitable<void> address(std::string first);
  awaitable<void> pass_on(const Command& command);
  awaitable<void> quit();
  awaitable<Reply> ask(std::string_view line);
  awaitable<void> object(Reply reply);
  awaitable<void> send(const Reply& reply);
  awaitable<void> send_bytes(const std::string& bytes);
  std::optional<Reply> objection_to(const Command& command) const;
  std::optional<Reply> objection_to_path(const Command& command) const;
  bool tls_due() const;
  void note(const Command& command, const Reply& reply);
  void forget_message();
  const SmtpLimits& limits() const { return service_->config.limits; }

  // Messages: smtp_transaction.cc
  awaitable<void> data();
  awaitable<void> probe_without_recipients();
  awaitable<std::optional<Reply>> take_in(Spool& spool);
  std::optional<Reply> append(Spool& spool, std::string_view content);
  awaitable<void> keep_next_hop_awake();
  std::size_t message_limit() const;
  awaitable<void> judge_and_relay(std::string_view message);
  awaitable<std::optional<pipeline::Decision>> judge(const pipeline::Submission& submission);
  awaitable<void> record(const pipeline::Submission& submission, const pipeline::Decision& decision,
                         stores::OutcomeKind outcome, int code);
  awaitable<void> hold(const pipeline::Submission& submission, const pipeline::Decision& decision,
                       std::string_view message);
  awaitable<base::Result<void>> keep(const pipeline::Submission& submission,
                                     const pipeline::Decision& decision, std::string_view message);
  awaitable<void> answer_ourselves(Reply reply);

  std::shared_ptr<SmtpService> service_;
  std::shared_ptr<SmtpStream> client_;
  std::unique_ptr<NextHop> next_hop_;
  Extensions extensions_;
  std::optional<std::string> mail_from_;  // accepted by the next hop
  std::vector<std::string> recipients_;   // likewise
  std::chrono::steady_clock::time_point last_asked_;
  std::size_t bad_commands_ = 0;
  bool waiting_for_command_ = false;
  bool stopping_ = false;
  State state_ = State::open;
};

}  // namespace candour::listeners
