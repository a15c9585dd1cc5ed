// SPDX-License-Identifier: MPL-2.0

#include "watchers/held_mail_sender.h"

#include <poll.h>

#include <exception>

#include "pipeline/held_notice.h"
#include "watchers/watcher_log.h"

namespace candour::watchers {

namespace {

using stores::HeldMark;
using stores::HeldStage;

constexpr int between_looks_ms = 1'000;

}  // namespace

HeldMailSender::HeldMailSender(const stores::HeldMail& held, stores::Ledger& ledger, SendMail send,
                               std::chrono::hours keep, base::Clock clock)
    : held_(held), ledger_(ledger), send_(std::move(send)), keep_(keep), clock_(std::move(clock)) {}

HeldMailSender::~HeldMailSender() {
  stop();
  if (thread_.joinable()) thread_.join();
}

void HeldMailSender::start() {
  thread_ = std::thread([this] { run(); });
}

void HeldMailSender::run() {
  while (!wake_up_.called()) {
    try {
      attend();
    } catch (const std::exception& error) {  // a bug of ours: this look's end, not the next one's
      log_held_failed("", error.what());
    }
    pollfd waiting{wake_up_.descriptor(), POLLIN, 0};
    ::poll(&waiting, 1, between_looks_ms);
  }
}

void HeldMailSender::attend() {
  const auto states = held_.states();
  if (!states) return log_held_failed("", states.error().detail);
  for (const auto& [id, mark, held_at] : *states) {
    if (wake_up_.called()) return;
    const auto now = clock_();
    if (mark.stage == HeldStage::sent || mark.stage == HeldStage::discarded)
      settle(id, mark);
    else if (is_to_be_sent(mark, now))
      send(id);
    else if (mark.stage == HeldStage::waiting && held_at + keep_ <= now)
      expire(id);
  }
}

void HeldMailSender::send(const std::string& id) {
  const auto sending = send_spooled(held_, id, send_, clock_);
  if (!sending) return log_held_failed(id, sending.error().detail);
  const auto& [message, mark, code] = *sending;
  log_held_sent(id, mark, code);
  if (mark.stage == HeldStage::sent) return settle(id, mark);
  if (mark.stage == HeldStage::due) return;
  if (message.envelope.notice) return give_up_notice(id, mark);
  if (mark.stage == HeldStage::unknown) record(id, stores::OutcomeKind::unknown, mark);
  tell_sender(message, mark);
}

/// Nobody need decide what becomes of our own word.
void HeldMailSender::give_up_notice(const std::string& id, const HeldMark& mark) {
  auto given_up = mark;
  given_up.stage = HeldStage::discarded;
  if (const auto put = held_.put_mark(id, mark.stage, given_up); put) settle(id, given_up);
}

void HeldMailSender::expire(const std::string& id) {
  HeldMark mark;
  mark.stage = HeldStage::discarded;
  mark.time = clock_();
  mark.by = pipeline::nobody;
  if (const auto put = held_.put_mark(id, HeldStage::waiting, mark); !put)
    return log_held_failed(id, put.error().detail);
  settle(id, mark);
}

/// What is done with: the ledger knows, its sender is told, and only then it goes from the disk. A
/// crash in between has it settled again, with the same notice.
void HeldMailSender::settle(const std::string& id, const HeldMark& mark) {
  const auto message = held_.read(id);
  if (!message) return log_held_failed(id, message.error().detail);
  if (!message->envelope.notice) {
    const auto outcome = mark.stage == HeldStage::sent ? stores::OutcomeKind::released
                                                       : stores::OutcomeKind::discarded;
    if (!record(id, outcome, mark)) return;  // at the next look
    tell_sender(*message, mark);
  }
  if (const auto gone = held_.forget(id); !gone) log_held_failed(id, gone.error().detail);
}

void HeldMailSender::tell_sender(const stores::HeldMessage& message, const HeldMark& mark) {
  const auto& held = message.envelope;
  if (held.notice || held.mail_from.empty()) return;
  const bool goes_back = mark.stage == HeldStage::discarded && mark.by == pipeline::nobody;
  const auto words = pipeline::held_notice(held, mark, goes_back ? message.bytes : "", clock_());
  stores::HeldEnvelope envelope;
  envelope.id = pipeline::held_notice_id(held, mark);
  envelope.held_at = clock_();
  envelope.rcpt_to = {held.mail_from};
  envelope.notice = true;
  const auto queued = held_.hold_due(envelope, words);
  if (!queued && queued.error().fault != base::Fault::refused)
    log_held_failed(held.id, "its sender is not told: " + queued.error().detail);
}

/// Whether it is on record.
bool HeldMailSender::record(const std::string& id, stores::OutcomeKind kind, const HeldMark& mark) {
  const auto recorded = ledger_.record_outcome({id, mark.time, kind, 0, mark.reason, mark.by});
  if (!recorded) log_held_failed(id, "not on record: " + recorded.error().detail);
  return recorded.has_value();
}

}  // namespace candour::watchers
