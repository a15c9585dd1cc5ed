// SPDX-License-Identifier: MPL-2.0
//
// The part of a session from DATA to the answer: take the message in, have it judged, then hand it
// on or refuse it.

#include <exception>

#include "base/digest.h"
#include "base/text.h"
#include "listeners/refusal.h"
#include "listeners/relayed_bytes.h"
#include "listeners/smtp_log.h"
#include "listeners/smtp_replies.h"
#include "listeners/smtp_session.h"
#include "listeners/workers.h"

namespace candour::listeners {

namespace {

// A message over the limit is read to its end, so that the client hears the refusal; but not for
// ever.
constexpr std::size_t drained_messages = 16;

// A next hop gives up on a client that says nothing for five minutes; a big message on a slow line
// takes longer.
constexpr std::chrono::seconds next_hop_patience{60};

stores::OutcomeKind outcome_of(const Delivery& delivery, const pipeline::Decision& decision) {
  switch (delivery.outcome) {
    case Delivery::Outcome::accepted:
      return decision.if_accepted;
    case Delivery::Outcome::rejected:
      return stores::OutcomeKind::rejected;
    case Delivery::Outcome::unknown:
      break;
  }
  return stores::OutcomeKind::unknown;
}

Reply held_reply(const pipeline::Submission& submission, const pipeline::Decision& decision) {
  std::vector<std::string> rules;
  for (const auto& judged : decision.assessment.findings)
    if (judged.action == policy::Action::hold) rules.emplace_back(judged.finding.rule);
  return replies::held(submission.id, base::join(rules, ", "));
}

}  // namespace

awaitable<void> SmtpSession::data() {
  if (recipients_.empty()) co_return co_await probe_without_recipients();
  co_await send(replies::send_message());
  Spool spool(service_->config.spool_folder, limits().spool_memory_octets);
  const auto objection = co_await take_in(spool);
  if (state_ == State::ended) co_return;
  if (objection) {
    log_not_taken("message", objection->code);
    co_return co_await answer_ourselves(*objection);
  }
  const auto message = spool.contents();
  if (!message) {
    log_spool_failed(message.error().detail);
    co_return co_await answer_ourselves(replies::spool_failed());
  }
  co_await judge_and_relay(*message);
}

/// DATA without an accepted recipient: the next hop says what is missing. One that would take a
/// message all the same gets an empty one's end (RFC 2920 section 3.1), the client a refusal.
awaitable<void> SmtpSession::probe_without_recipients() {
  Reply reply = co_await ask("DATA");
  if (reply.code == 354) reply = co_await ask(".");
  if (reply.code < 400) reply = replies::no_valid_recipients();
  co_await send(reply);
}

/// Reads the message up to its final dot.
/// Returns  why it is not taken; nothing where it is, or where the session has ended
awaitable<std::optional<Reply>> SmtpSession::take_in(Spool& spool) {
  DotUnstuffer unstuffer;
  std::string content;
  std::optional<Reply> objection;
  std::size_t octets = 0;
  while (!unstuffer.finished()) {
    client_->expires_after(limits().timeouts.client);
    const auto bytes = co_await client_->read_some();
    if (!bytes) {
      if (client_->timed_out()) co_await send(replies::client_too_slow());
      state_ = State::ended;
      co_return std::nullopt;
    }
    client_->consume(unstuffer.feed(*bytes, content));
    octets += content.size();
    if (!objection && octets > message_limit()) objection = replies::message_too_large();
    if (!objection) objection = append(spool, content);
    content.clear();
    if (octets / drained_messages > limits().message_octets) state_ = State::ended;
    if (state_ == State::open) co_await keep_next_hop_awake();
    if (state_ == State::ended) co_return std::nullopt;
  }
  if (!objection && unstuffer.bare_line_end()) objection = replies::bare_line_end();
  co_return objection;
}

std::optional<Reply> SmtpSession::append(Spool& spool, std::string_view content) {
  // On the event loop: the write goes to the page cache, in pieces of at most a few hundred kB.
  const auto appended = spool.append(content);
  if (appended) return {};
  log_spool_failed(appended.error().detail);
  return replies::spool_failed();
}

awaitable<void> SmtpSession::keep_next_hop_awake() {
  const auto now = std::chrono::steady_clock::now();
  if (now - last_asked_ < next_hop_patience) co_return;
  last_asked_ = now;
  co_await ask("NOOP");
}

std::size_t SmtpSession::message_limit() const {
  const std::size_t ours = limits().message_octets;
  return extensions_.size_limit == 0 ? ours : std::min<std::size_t>(ours, extensions_.size_limit);
}

awaitable<void> SmtpSession::judge_and_relay(std::string_view message) {
  pipeline::Submission submission;
  submission.id = base::random_hex(8);
  submission.entrance = "smtp";
  submission.envelope.mail_from = mail_from_.value_or("");
  submission.envelope.rcpt_to = recipients_;
  submission.raw = message;
  submission.received = base::now();
  submission.acknowledgement = acknowledgement_in(message);

  const auto decision = co_await judge(submission);
  if (!decision) co_return co_await answer_ourselves(replies::check_failed());
  if (decision->kind == pipeline::Decision::Kind::hold)
    co_return co_await hold(submission, *decision, message);
  if (decision->kind == pipeline::Decision::Kind::refuse) {
    const Reply reply = refusal(*decision, message);
    co_await record(submission, *decision, stores::OutcomeKind::refused, reply.code);
    log_refused(submission.id, reply.code);
    co_return co_await answer_ourselves(reply);
  }
  const auto pieces = relayed_pieces(message);
  const Delivery delivery = co_await next_hop_->deliver(pieces);
  const auto outcome = outcome_of(delivery, *decision);
  co_await record(submission, *decision, outcome, delivery.reply.code);
  log_relayed(submission.id, delivery.reply.code, message.size(), recipients_.size());
  forget_message();
  co_await send(delivery.reply);
}

/// Nothing where the judge failed on a bug of ours: the message then counts as not judged.
awaitable<std::optional<pipeline::Decision>> SmtpSession::judge(
    const pipeline::Submission& submission) {
  const auto work = [this, &submission] { return service_->judge.handle(submission); };
  std::optional<pipeline::Decision> decision;
  try {
    decision = co_await on_worker(service_->workers, work);
  } catch (const std::exception& failure) {
    log_check_failed(submission.id, failure.what());
  }
  co_return decision;
}

/// The second record, before the client hears: a crash in between leaves `unknown`, never a wrong
/// count.
awaitable<void> SmtpSession::record(const pipeline::Submission& submission,
                                    const pipeline::Decision& decision, stores::OutcomeKind outcome,
                                    int code) {
  if (decision.kind == pipeline::Decision::Kind::unwatched) co_return;
  const auto work = [&] { service_->judge.finish(submission, decision, outcome, code); };
  try {
    co_await on_worker(service_->workers, work);
  } catch (const std::exception& failure) {
    log_check_failed(submission.id, failure.what());
  }
}

/// Taken into our keeping: 250 only once it is on the disk. The next hop gets none of it.
awaitable<void> SmtpSession::hold(const pipeline::Submission& submission,
                                  const pipeline::Decision& decision, std::string_view message) {
  const auto kept = co_await keep(submission, decision, message);
  const Reply reply =
      kept ? held_reply(submission, decision) : replies::not_held(kept.error().fault);
  if (!kept) log_not_held(submission.id, kept.error().detail);
  const auto outcome = kept ? stores::OutcomeKind::held : stores::OutcomeKind::refused;
  co_await record(submission, decision, outcome, reply.code);
  if (kept) log_held(submission.id, message.size(), recipients_.size());
  co_await answer_ourselves(reply);
}

awaitable<base::Result<void>> SmtpSession::keep(const pipeline::Submission& submission,
                                                const pipeline::Decision& decision,
                                                std::string_view message) {
  const auto work = [&] {
    return service_->judge.hold(submission, decision, relayed_pieces(message));
  };
  base::Result<void> kept = base::Error{base::Fault::unavailable, "listeners.hold", "failed"};
  try {
    kept = co_await on_worker(service_->workers, work);
  } catch (const std::exception& failure) {
    log_check_failed(submission.id, failure.what());
  }
  co_return kept;
}

/// Our own answer to a message; the next hop, which knows only its envelope, forgets it.
awaitable<void> SmtpSession::answer_ourselves(Reply reply) {
  forget_message();
  co_await send(reply);
  if (state_ == State::ended) co_return;
  const Reply cleared = co_await ask("RSET");
  // A lost next hop answers the client's next command itself; one that goes on with the old
  // envelope must get no other message.
  if (!cleared.accepted() && !next_hop_->lost()) state_ = State::ended;
}

}  // namespace candour::listeners
