// SPDX-License-Identifier: MPL-2.0

#include "watchers/spooled_mail.h"

#include <algorithm>
#include <array>

namespace candour::watchers {

using namespace std::chrono_literals;
using remotes::Sending;
using stores::HeldMark;
using stores::HeldStage;

namespace {

constexpr std::uint32_t most_tries = 120;  // five days (RFC 5321 section 4.5.4.1)

// RFC 5321 section 4.5.4.1 asks for 30 minutes and more between tries; a clerk who waits for a
// letter to go is served sooner at first.
constexpr std::array pauses{1min, 5min, 15min, 60min};

HeldStage stage_after(Sending::Kind kind) {
  switch (kind) {
    case Sending::Kind::accepted:
      return HeldStage::sent;
    case Sending::Kind::refused:
      return HeldStage::failed;
    case Sending::Kind::later:
      return HeldStage::due;
    case Sending::Kind::unknown:
      break;
  }
  return HeldStage::unknown;
}

HeldMark mark_after(const Sending& sending, const HeldMark& mark, base::Instant now) {
  auto next = mark;
  next.stage = stage_after(sending.kind);
  next.time = now;
  next.answer = sending.answer;
  if (next.stage == HeldStage::due) {
    ++next.tries;
    next.next_try = now + pause_after(next.tries);
    if (next.tries >= most_tries) next.stage = HeldStage::failed;
  }
  return next;
}

}  // namespace

std::chrono::minutes pause_after(std::uint32_t tries) {
  return pauses[std::clamp<std::size_t>(tries, 1, pauses.size()) - 1];
}

bool is_to_be_sent(const HeldMark& mark, base::Instant now) {
  return mark.stage == HeldStage::due &&
         (mark.next_try <= now || mark.next_try > now + pauses.back());
}

base::Result<SpooledSending> send_spooled(const stores::HeldMail& spool, const std::string& id,
                                          const SendMail& send, const base::Clock& clock) {
  auto message = spool.read(id);
  if (!message) return message.error();
  const auto mark = spool.mark_of(id);
  if (!mark) return mark.error();
  auto stage = HeldStage::due;
  const auto before_last_byte = [&] {
    auto sending = *mark;
    sending.stage = HeldStage::sending;
    sending.time = clock();
    if (!spool.put_mark(id, stage, sending)) return false;
    stage = HeldStage::sending;
    return true;
  };
  const auto sending = send(
      {message->envelope.mail_from, message->envelope.rcpt_to, message->bytes}, before_last_byte);
  SpooledSending done{std::move(*message), mark_after(sending, *mark, clock()), sending.code};
  if (auto put = spool.put_mark(id, stage, done.mark); !put) return put.error();
  return done;
}

}  // namespace candour::watchers
