// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_session.h"

#include <algorithm>
#include <array>

#include "listeners/sandbox_next_hop.h"
#include "listeners/smtp_log.h"
#include "listeners/smtp_next_hop.h"
#include "listeners/smtp_replies.h"

namespace candour::listeners {

namespace {

// Commands go to a pipelining next hop in groups; its replies to one must fit the socket's buffers,
// or both sides would wait for the other to read (RFC 2920 section 3.1).
constexpr std::size_t group_commands = 100;

bool contains(const auto& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_path_command(std::string_view line) {
  const auto verb = parse_command(line).verb;
  return verb == "MAIL" || verb == "RCPT";
}

std::unique_ptr<NextHop> make_next_hop(const asio::any_io_executor& executor,
                                       SmtpService& service) {
  const auto& config = service.config;
  if (!config.next_hop.sandbox.empty())
    return std::make_unique<SandboxNextHop>(config.next_hop.sandbox, config.limits.message_octets,
                                            service.workers);
  return std::make_unique<SmtpNextHop>(executor, config.next_hop, service.next_hop_tls,
                                       config.limits.timeouts);
}

}  // namespace

SmtpSession::SmtpSession(Tcp::socket socket, std::shared_ptr<SmtpService> service)
    : service_(std::move(service)),
      client_(std::make_shared<SmtpStream>(std::move(socket))),
      next_hop_(make_next_hop(client_->executor(), *service_)) {}

awaitable<void> SmtpSession::run() {
  co_await begin();
  while (state_ == State::open) {
    auto line = co_await next_line();
    if (!line) break;
    co_await obey(std::move(*line));
  }
  next_hop_->close();
  co_await client_->shut_down();
}

awaitable<void> SmtpSession::begin() {
  if (service_->config.tls == ClientTls::implicit) {
    co_await secure_client();
    if (state_ == State::ended) co_return;
  }
  const Reply greeting = co_await next_hop_->greet();
  co_await send(greeting);
  if (!greeting.accepted()) state_ = State::ended;
}

awaitable<void> SmtpSession::secure_client() {
  client_->expires_after(limits().timeouts.tls_handshake);
  const auto secured = co_await client_->accept_tls(service_->client_tls);
  if (secured) co_return;
  log_client_tls_failed(secured.error().detail);
  state_ = State::ended;
}

/// The next command, without its line end; nothing where the session is over.
awaitable<std::optional<std::string>> SmtpSession::next_line() {
  while (state_ == State::open) {
    if (stopping_) co_return co_await end_with(replies::stopping());
    if (bad_commands_ > limits().bad_commands)
      co_return co_await end_with(replies::too_many_errors());
    waiting_for_command_ = true;
    client_->expires_after(limits().timeouts.client);
    const auto line = co_await client_->read_line(limits().line_octets);
    waiting_for_command_ = false;
    if (line) {
      const auto text = command_text(*line);
      if (text) co_return std::string(*text);
      co_await object(replies::syntax_error());
    } else if (line.error().fault == base::Fault::over_limit) {
      co_await object(replies::line_too_long());
    } else if (client_->timed_out()) {
      co_return co_await end_with(replies::client_too_slow());
    } else if (!stopping_) {
      state_ = State::ended;
    }
  }
  co_return std::nullopt;
}

awaitable<std::optional<std::string>> SmtpSession::end_with(Reply reply) {
  co_await send(reply);
  state_ = State::ended;
  co_return std::nullopt;
}

awaitable<void> SmtpSession::obey(std::string line) {
  const Command command = parse_command(line);
  const auto objection = objection_to(command);
  if (objection)
    co_await object(*objection);
  else if (command.verb == "EHLO" || command.verb == "HELO")
    co_await greet(command);
  else if (command.verb == "STARTTLS")
    co_await start_tls();
  else if (command.verb == "AUTH")
    co_await authenticate(command);
  else if (command.verb == "MAIL" || command.verb == "RCPT")
    co_await address(std::move(line));
  else if (command.verb == "DATA")
    co_await data();
  else if (command.verb == "QUIT")
    co_await quit();
  else
    co_await pass_on(command);
}

/// Why a command is not passed on, whatever the next hop would say.
std::optional<Reply> SmtpSession::objection_to(const Command& command) const {
  static constexpr std::array<std::string_view, 13> known{
      "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA",
      "RSET", "NOOP", "VRFY",     "EXPN", "HELP", "QUIT"};
  static constexpr std::array<std::string_view, 7> before_tls{"EHLO", "HELO", "STARTTLS", "RSET",
                                                              "NOOP", "HELP", "QUIT"};
  if (command.verb == "BDAT") return replies::not_offered(command.verb);
  if (!contains(known, command.verb)) return replies::unknown_command();
  if (tls_due() && !contains(before_tls, command.verb)) return replies::starttls_first();
  if (command.verb == "STARTTLS" && !tls_due()) return replies::not_offered(command.verb);
  const bool alone = command.verb == "STARTTLS" || command.verb == "DATA" || command.verb == "RSET";
  if (alone && !command.argument.empty()) return replies::bad_argument();
  if (command.verb != "AUTH") return {};
  const auto mechanism = command.argument.substr(0, command.argument.find(' '));
  if (!mechanism_can_pass(mechanism)) return replies::mechanism_not_offered();
  return {};
}

std::optional<Reply> SmtpSession::objection_to_path(const Command& command) const {
  const bool mail = command.verb == "MAIL";
  const auto path = parse_path(command.argument, mail ? "FROM:" : "TO:");
  if (!path || (!mail && path->mailbox.empty())) return replies::bad_path();
  if (declared_size(*path).value_or(0) > limits().message_octets)
    return replies::message_too_large();
  if (!mail && recipients_.size() >= limits().recipients) return replies::too_many_recipients();
  return {};
}

bool SmtpSession::tls_due() const {
  return service_->config.tls == ClientTls::starttls && !client_->has_tls();
}

awaitable<void> SmtpSession::greet(const Command& command) {
  Reply reply = co_await ask(command.line);
  if (reply.accepted()) forget_message();
  if (reply.accepted() && command.verb == "EHLO") {
    extensions_ = extensions_of(reply);
    const auto starttls = tls_due() ? StartTls::offered : StartTls::not_offered;
    reply = offer_to_client(reply, limits().message_octets, starttls);
  }
  co_await send(reply);
}

awaitable<void> SmtpSession::start_tls() {
  co_await send(replies::starttls_ready());
  if (state_ == State::ended) co_return;
  forget_message();
  co_await secure_client();
}

/// The dialogue of RFC 4954 line by line, not looked into: success is what the next hop calls so.
awaitable<void> SmtpSession::authenticate(const Command& command) {
  std::string line(command.line);
  while (state_ == State::open) {
    const Reply reply = co_await ask(line);
    co_await send(reply);
    if (reply.code != 334 || state_ == State::ended) co_return;
    client_->expires_after(limits().timeouts.client);
    const auto response = co_await client_->read_line(limits().line_octets);
    if (!response && response.error().fault != base::Fault::over_limit) {
      state_ = State::ended;
      co_return;
    }
    // "*" calls the dialogue off; the next hop then answers for a line that we cannot pass on.
    line = "*";
    if (response) line = command_text(*response).value_or("*");
  }
}

/// MAIL or RCPT, with those that the client has already sent after it.
awaitable<void> SmtpSession::address(std::string first) {
  std::vector<std::string> lines;
  lines.push_back(std::move(first));
  while (extensions_.pipelining && lines.size() < group_commands) {
    const auto next = command_text(client_->buffered_line());
    if (!next || !is_path_command(*next)) break;
    lines.emplace_back(*next);
    client_->consume(next->size() + 2);
  }
  std::vector<std::string> passed;
  std::vector<std::optional<Reply>> objections;
  for (const auto& line : lines) {
    objections.push_back(objection_to_path(parse_command(line)));
    if (!objections.back()) passed.push_back(line);
  }
  const auto answers = co_await next_hop_->exchange(passed);
  last_asked_ = std::chrono::steady_clock::now();
  std::string replies;
  auto answer = answers.begin();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!objections[i]) note(parse_command(lines[i]), *answer);
    replies += wire(objections[i] ? *objections[i] : *answer++);
  }
  co_await send_bytes(replies);
}

/// Keeps the envelope as the next hop has accepted it.
void SmtpSession::note(const Command& command, const Reply& reply) {
  if (!reply.accepted()) return;
  const bool mail = command.verb == "MAIL";
  auto path = parse_path(command.argument, mail ? "FROM:" : "TO:");
  if (!path) return;  // cannot be: objection_to_path() has read it
  if (mail) {
    forget_message();
    mail_from_ = std::move(path->mailbox);
  } else {
    recipients_.push_back(std::move(path->mailbox));
  }
}

void SmtpSession::forget_message() {
  mail_from_.reset();
  recipients_.clear();
}

awaitable<void> SmtpSession::quit() {
  Reply reply = co_await ask("QUIT");
  if (!reply.accepted()) reply = replies::goodbye();
  co_await send(reply);
  state_ = State::ended;
}

awaitable<void> SmtpSession::pass_on(const Command& command) {
  const Reply reply = co_await ask(command.line);
  if (command.verb == "RSET" && reply.accepted()) forget_message();
  co_await send(reply);
}

/// One command to the next hop and its reply.
awaitable<Reply> SmtpSession::ask(std::string_view line) {
  std::vector<std::string> commands;
  commands.emplace_back(line);
  const auto answers = co_await next_hop_->exchange(commands);
  last_asked_ = std::chrono::steady_clock::now();
  co_return answers.front();
}

/// An answer to a command that we do not pass on.
awaitable<void> SmtpSession::object(Reply reply) {
  ++bad_commands_;
  co_await send(reply);
}

awaitable<void> SmtpSession::send(const Reply& reply) {
  const std::string bytes = wire(reply);
  co_await send_bytes(bytes);
}

awaitable<void> SmtpSession::send_bytes(const std::string& bytes) {
  client_->expires_after(limits().timeouts.client);
  const auto written = co_await client_->write(bytes);
  // A next hop that is lost has had its last word with this reply.
  if (!written || next_hop_->lost()) state_ = State::ended;
}

void SmtpSession::wind_down() {
  stopping_ = true;
  if (waiting_for_command_) client_->cancel();
}

void SmtpSession::abort() {
  state_ = State::ended;
  next_hop_->close();
  client_->close();
}

}  // namespace candour::listeners
