// SPDX-License-Identifier: MPL-2.0

#include "stores/held_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace candour::stores {

namespace {

constexpr std::array stage_names{
    std::pair{HeldStage::waiting, std::string_view("waiting")},
    std::pair{HeldStage::due, std::string_view("due")},
    std::pair{HeldStage::sending, std::string_view("sending")},
    std::pair{HeldStage::unknown, std::string_view("unknown")},
    std::pair{HeldStage::failed, std::string_view("failed")},
    std::pair{HeldStage::sent, std::string_view("sent")},
    std::pair{HeldStage::discarded, std::string_view("discarded")},
};

std::optional<HeldStage> stage_named(std::string_view name) {
  for (const auto& [stage, named] : stage_names)
    if (named == name) return stage;
  return std::nullopt;
}

template <class Number>
std::optional<Number> number(std::string_view digits) {
  Number value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::string milliseconds(base::Instant time) {
  return std::to_string(time.time_since_epoch().count());
}

std::optional<base::Instant> instant(std::string_view digits) {
  const auto count = number<base::Instant::rep>(digits);
  if (!count) return std::nullopt;
  return base::Instant(base::Instant::duration(*count));
}

}  // namespace

std::string_view name_of(HeldStage stage) {
  const auto row =
      std::ranges::find(stage_names, stage, &std::pair<HeldStage, std::string_view>::first);
  return row->second;
}

bool may_follow(HeldStage now, HeldStage next) {
  using enum HeldStage;
  switch (now) {
    case waiting:  // `failed`: our own rules stop a summary
      return next == due || next == failed || next == discarded;
    case unknown:
    case failed:
      return next == due || next == discarded;
    case due:  // `due` once more: put off, or the sending did not get as far as the last byte
      return next == due || next == sending || next == failed || next == discarded;
    case sending:
      return next == due || next == sent || next == failed || next == unknown;
    case sent:
    case discarded:
      break;
  }
  return false;
}

RecordFields fields_of(const HeldEnvelope& envelope) {
  RecordFields fields{{"id", envelope.id},
                      {"held-at", milliseconds(envelope.held_at)},
                      {"mail-from", envelope.mail_from}};
  for (const auto& recipient : envelope.rcpt_to) fields.emplace_back("rcpt-to", recipient);
  fields.emplace_back("sender", envelope.sender_name);
  for (const auto& rule : envelope.rules) fields.emplace_back("rule", rule);
  if (envelope.notice) fields.emplace_back("kind", "notice");
  return fields;
}

RecordFields fields_of(std::string_view id, const HeldMark& mark) {
  // What people and mail servers say goes into a line, whatever they said.
  return {{"id", std::string(id)},
          {"stage", std::string(name_of(mark.stage))},
          {"time", milliseconds(mark.time)},
          {"by", base::in_one_line(mark.by)},
          {"reason", base::in_one_line(mark.reason)},
          {"tries", std::to_string(mark.tries)},
          {"next-try", milliseconds(mark.next_try)},
          {"answer", base::in_one_line(mark.answer)}};
}

std::optional<HeldEnvelope> envelope_in(const SealedRecord& record) {
  const auto held_at = instant(record.first("held-at"));
  HeldEnvelope envelope;
  envelope.rcpt_to = record.all("rcpt-to");
  if (!held_at || envelope.rcpt_to.empty()) return std::nullopt;
  envelope.id = record.first("id");
  envelope.held_at = *held_at;
  envelope.mail_from = record.first("mail-from");
  envelope.sender_name = record.first("sender");
  envelope.rules = record.all("rule");
  envelope.notice = record.first("kind") == "notice";
  return envelope;
}

std::optional<HeldMark> mark_in(const SealedRecord& record) {
  const auto stage = stage_named(record.first("stage"));
  const auto time = instant(record.first("time"));
  const auto next_try = instant(record.first("next-try"));
  const auto tries = number<std::uint32_t>(record.first("tries"));
  if (!stage || !time || !next_try || !tries) return std::nullopt;
  return HeldMark{
      *stage, *time,     std::string(record.first("by")),    std::string(record.first("reason")),
      *tries, *next_try, std::string(record.first("answer"))};
}

}  // namespace candour::stores
