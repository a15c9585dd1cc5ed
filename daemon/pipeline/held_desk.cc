// SPDX-License-Identifier: MPL-2.0

#include "pipeline/held_desk.h"

#include "base/text.h"
#include "base/unicode.h"

namespace candour::pipeline {

namespace {

using stores::HeldStage;

base::Error refused(std::string why) {
  return {base::Fault::refused, "pipeline.held_desk", std::move(why)};
}

// A clerk with two addresses is one pair of eyes.
bool is_sender(const people::Roster& roster, std::string_view address,
               const stores::HeldEnvelope& envelope) {
  if (people::normalised(address) == people::normalised(envelope.mail_from)) return true;
  const auto day = std::chrono::floor<std::chrono::days>(envelope.held_at);
  const auto* person = roster.identify_sender(address, day).person;
  return person != nullptr && person->name == envelope.sender_name;
}

// In one line, and never half a character.
std::string kept_reason(std::string_view words) {
  auto reason = base::in_one_line(base::valid_utf8(words));
  if (reason.size() <= most_reason_bytes) return reason;
  auto end = most_reason_bytes;
  while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xc0) == 0x80) --end;
  reason.resize(end);
  return reason;
}

}  // namespace

std::string objection(const HeldDesk& desk, const people::Roster& roster,
                      const stores::HeldEnvelope& envelope, std::string_view login) {
  if (!desk.four_eyes) return {};
  const auto decider = desk.deciders.find(login);
  if (decider == desk.deciders.end())
    return "four eyes are asked for, and whose login " + std::string(login) +
           " is, is not known: list it under `held: deciders:`";
  if (is_sender(roster, decider->second, envelope))
    return "four eyes are asked for: nobody decides on a mail of his own. Ask somebody else under "
           "`held: deciders:`";
  return {};
}

base::Result<void> decide(const HeldDesk& desk, const people::Roster& roster, std::string_view id,
                          const HeldRuling& ruling) {
  if (!desk.held) return refused("no mail is held");
  const auto message = desk.held->read(id);
  if (!message) return message.error();
  if (message->envelope.notice) return refused("nobody need decide on a notice");
  const auto mark = desk.held->mark_of(id);
  if (!mark) return mark.error();
  if (auto why_not = objection(desk, roster, message->envelope, ruling.by); !why_not.empty())
    return refused(std::move(why_not));
  stores::HeldMark decided;
  decided.stage = ruling.kind == HeldRuling::Kind::release ? HeldStage::due : HeldStage::discarded;
  if (decided.stage == HeldStage::due && mark->stage == HeldStage::unknown && !ruling.again)
    return refused(
        std::string(id) +
        " may have been sent already. Ask its recipients; to send it (again), say --again");
  if (decided.stage == HeldStage::due && mark->stage == HeldStage::due)
    return refused(std::string(id) + " is released already");
  decided.time = decided.next_try = ruling.time;
  decided.by = ruling.by;
  decided.reason = kept_reason(ruling.reason);
  return desk.held->put_mark(id, mark->stage, decided);
}

}  // namespace candour::pipeline
