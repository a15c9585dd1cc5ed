// SPDX-License-Identifier: MPL-2.0

#include "watchers/summary_sender.h"

#include <poll.h>

#include <algorithm>
#include <exception>

#include "base/digest.h"
#include "watchers/watcher_log.h"

namespace candour::watchers {

namespace {

using namespace std::chrono;
using base::Error;
using base::Result;
using stores::HeldMark;
using stores::HeldStage;
using stores::OutcomeKind;

constexpr int between_looks_ms = 1'000;
constexpr std::string_view entrance = "summary";
constexpr std::string_view before_the_month = "0000000000";
// A machine without a battery for its clock starts in 1970, until a time server was asked.
constexpr Month no_clock_is_right_before = 2026y / January;

/// The decision's id in the ledger: the same bytes are judged once, whoever is killed meanwhile.
std::string decision_id(std::string_view bytes) {
  return base::sha256_hex(bytes).substr(0, 16);
}

bool stops(std::string_view verdict) {
  return verdict == "confirm" || verdict == "hold" || verdict == "block";
}

std::string rules_of(const stores::DecisionRow& decision) {
  std::string words;
  for (const auto& finding : decision.findings)
    if (stops(finding.action)) words += (words.empty() ? "" : "; ") + finding.rule;
  return words.empty() ? "something in it could not be read" : words;
}

OutcomeKind outcome_of(const HeldMark& mark) {
  switch (mark.stage) {
    case HeldStage::sent:
      return mark.by.empty() ? OutcomeKind::delivered : OutcomeKind::released;
    case HeldStage::failed:
      return OutcomeKind::rejected;
    case HeldStage::discarded:
      return OutcomeKind::discarded;
    default:
      return OutcomeKind::unknown;
  }
}

std::string domain_of(const mail::Address& address) {
  return address.address.substr(address.address.rfind('@') + 1);
}

}  // namespace

std::string spool_id(Month month) {
  auto name = base::to_string(month);
  name.erase(4, 1);
  return std::string(before_the_month) + name;
}

std::optional<Month> month_in(std::string_view id) {
  if (id.size() != before_the_month.size() + 6 || !id.starts_with(before_the_month)) return {};
  const auto digits = id.substr(before_the_month.size());
  return base::parse_month(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4)));
}

SummarySender::SummarySender(const stores::HeldMail& spool, SummaryPlan plan, SummaryMeans means,
                             base::Clock clock)
    : spool_(spool), plan_(std::move(plan)), means_(std::move(means)), clock_(std::move(clock)) {}

SummarySender::~SummarySender() {
  stop();
  if (thread_.joinable()) thread_.join();
}

void SummarySender::start() {
  thread_ = std::thread([this] { run(); });
}

void SummarySender::run() {
  while (!wake_up_.called()) {
    try {
      attend();
    } catch (const std::exception& error) {  // a bug of ours: this look's end, not the next one's
      log_summary_failed("", error.what());
    }
    pollfd waiting{wake_up_.descriptor(), POLLIN, 0};
    ::poll(&waiting, 1, between_looks_ms);
  }
}

void SummarySender::attend() {
  const auto latest = latest_due(plan_.schedule, clock_());
  if (latest < no_clock_is_right_before) return;
  const auto known = spool_.states();
  if (!known) return log_summary_failed("", known.error().detail);
  std::vector<Month> settled;
  for (const auto& state : *known)
    if (const auto month = month_in(state.id)) settled.push_back(*month);
  // What was due before the first look ever is none of ours, but for the latest.
  if (settled.empty()) {
    if (waits(latest)) return;
    if (const auto begun = begin_with(latest); !begun) return note(latest, begun);
    settled.push_back(latest - months(1));
  }
  const auto first = *std::ranges::min_element(settled);
  for (const auto month : months_due(plan_.schedule, clock_(), first, settled)) {
    if (wake_up_.called()) return;
    if (!waits(month)) prepare(month);
  }
  const auto states = spool_.states();
  if (!states) return log_summary_failed("", states.error().detail);
  for (const auto& state : *states) {
    if (wake_up_.called()) return;
    attend_to(state);
  }
}

void SummarySender::attend_to(const stores::HeldState& state) {
  const auto& [id, mark, since] = state;
  const auto month = month_in(id);
  if (!month || waits(*month)) return;
  if (mark.stage == HeldStage::waiting)
    note(*month, judge(id));
  else if (is_to_be_sent(mark, clock_()))
    send(*month, id);
  else if (mark.stage == HeldStage::sent && !settled_.contains(id))
    note(*month, settle(id, mark, 0));
}

void SummarySender::prepare(Month month) {
  const auto done = prepared(month);
  note(month, done);
  if (done) log_summary_prepared(base::to_string(month));
}

Result<void> SummarySender::begin_with(Month month) {
  return leave_out(month - months(1), before_the_first);
}

Result<void> SummarySender::leave_out(Month month, std::string_view why) {
  HeldMark mark;
  mark.stage = HeldStage::discarded;
  mark.time = clock_();
  mark.reason = why;
  return spool_.hold_nothing(envelope(month), mark);
}

Result<void> SummarySender::prepared(Month month) {
  const auto recorded = means_.on_record(month);
  if (!recorded) return recorded.error();
  if (!*recorded) return leave_out(month, nothing_on_record);
  const auto forms = means_.make(month);
  if (!forms) return forms.error();
  const auto now = clock_();
  const pipeline::SummaryHead head{plan_.from, plan_.reply_to, plan_.to,
                                   mail::Date{now, plan_.schedule.zone.offset(now)},
                                   "summary-" + base::to_string(month) + "." + base::random_hex(8) +
                                       "@" + domain_of(plan_.from)};
  return spool_.hold(envelope(month), {pipeline::summary_mail(head, *forms)});
}

stores::HeldEnvelope SummarySender::envelope(Month month) const {
  stores::HeldEnvelope envelope;
  envelope.id = spool_id(month);
  envelope.held_at = clock_();
  envelope.mail_from = plan_.from.address;
  for (const auto& recipient : plan_.to) envelope.rcpt_to.push_back(recipient.address);
  return envelope;
}

Result<void> SummarySender::judge(const std::string& id) {
  const auto message = spool_.read(id);
  if (!message) return message.error();
  pipeline::Submission submission;
  submission.id = decision_id(message->bytes);
  submission.entrance = entrance;
  submission.envelope = {message->envelope.mail_from, message->envelope.rcpt_to};
  submission.raw = message->bytes;
  submission.received = clock_();
  submission.own = true;
  // Killed after it was judged and before its mark was written: it is on record already.
  const auto on_record = means_.review.find(submission.id);
  if (!on_record) return on_record.error();
  std::string objection;
  if (!*on_record)
    objection = pipeline::objection_to(means_.pipeline.handle(submission).assessment);
  else if (stops((*on_record)->decision.verdict))
    objection = rules_of((*on_record)->decision);
  HeldMark mark;
  mark.time = mark.next_try = clock_();
  mark.stage = objection.empty() ? HeldStage::due : HeldStage::failed;
  if (!objection.empty()) {
    mark.by = our_rules;
    mark.answer = objection;
    const auto recorded =
        means_.ledger.record_outcome({submission.id, mark.time, OutcomeKind::refused, 0, "", ""});
    if (!recorded) return recorded;
  }
  return spool_.put_mark(id, HeldStage::waiting, mark);
}

void SummarySender::send(Month month, const std::string& id) {
  const auto sending = send_spooled(spool_, id, means_.send, clock_);
  if (!sending) return note(month, sending.error());
  log_summary_sent(base::to_string(month), sending->mark, sending->code);
  if (sending->mark.stage == HeldStage::due) return;
  note(month, settle(id, sending->mark, sending->code));
}

/// The ledger knows what became of it before its bytes go from the disk.
Result<void> SummarySender::settle(const std::string& id, const HeldMark& mark, int code) {
  const auto message = spool_.read(id);
  if (!message) return message.error();
  if (!message->bytes.empty()) {
    const auto recorded = means_.ledger.record_outcome(
        {decision_id(message->bytes), mark.time, outcome_of(mark), code, mark.reason, mark.by});
    if (!recorded) return recorded;
    if (mark.stage == HeldStage::sent)
      if (auto emptied = spool_.empty(id); !emptied) return emptied;
  }
  if (mark.stage == HeldStage::sent) settled_.insert(id);
  return {};
}

bool SummarySender::waits(Month month) const {
  const std::lock_guard lock(mutex_);
  const auto found = troubles_.find(month);
  if (found == troubles_.end()) return false;
  const auto next_try = found->second.next_try, now = clock_();
  return next_try > now && next_try <= now + pause_after(found->second.tries);
}

void SummarySender::note(Month month, const Result<void>& done) {
  const std::lock_guard lock(mutex_);
  if (done) {
    troubles_.erase(month);
    return;
  }
  auto& trouble = troubles_[month];
  trouble.words = done.error().detail;
  trouble.next_try = clock_() + pause_after(++trouble.tries);
  log_summary_failed(base::to_string(month), trouble.words);
}

std::map<Month, std::string> SummarySender::troubles() const {
  const std::lock_guard lock(mutex_);
  std::map<Month, std::string> words;
  for (const auto& [month, trouble] : troubles_) words.emplace(month, trouble.words);
  return words;
}

}  // namespace candour::watchers
