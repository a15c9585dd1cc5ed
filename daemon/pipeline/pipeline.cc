// SPDX-License-Identifier: MPL-2.0

#include "pipeline/pipeline.h"

#include <algorithm>

#include "pipeline/earlier_mail.h"
#include "pipeline/records.h"
#include "pipeline/same_message.h"
#include "pipeline/watch.h"

namespace candour::pipeline {

namespace {

using policy::Action;

// What the policy says of a message that was not wholly judged; a refusal can be sent again.
std::optional<Action> action_when_unchecked(const policy::Policy& policy) {
  switch (policy.when_unchecked) {
    case policy::WhenUnchecked::deliver:
      return {};
    case policy::WhenUnchecked::confirm:
      return Action::confirm;
    case policy::WhenUnchecked::hold:
      return Action::hold;
  }
  return Action::confirm;
}

void add_unchecked(engine::Assessment& assessment, const policy::Policy& policy, std::string what,
                   std::string why) {
  assessment.unchecked.push_back({std::move(what), std::move(why), true});
  const auto action = action_when_unchecked(policy);
  if (!action) return;
  assessment.when_unchecked = std::max(assessment.when_unchecked, action);
  assessment.verdict = std::max(assessment.verdict, action);
}

// Nobody sits behind the message: what was found becomes a notice.
void soften(engine::Assessment& assessment) {
  for (auto& judged : assessment.findings) judged.action = std::min(judged.action, Action::warn);
  assessment.when_unchecked.reset();
  assessment.verdict.reset();
  for (const auto& judged : assessment.findings)
    assessment.verdict = std::max(assessment.verdict, std::optional(judged.action));
}

}  // namespace

std::shared_ptr<const policy::Policy> Policies::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void Policies::replace(std::shared_ptr<const policy::Policy> policy) {
  const std::lock_guard lock(mutex_);
  current_ = std::move(policy);
}

Pipeline::Pipeline(const Policies& policies, stores::Ledger& ledger,
                   mail::DocumentReader* documents)
    : policies_(policies),
      ledger_(ledger),
      documents_(documents),
      journal_(ledger),
      confirmations_(ledger) {}

Decision Pipeline::handle(const Submission& submission) {
  const auto policy = policies_.current();  // a snapshot: one mail, one policy version
  const auto mail = mail::read(submission.raw, {}, documents_);
  const LedgerHistory history(ledger_, mail.headers.message_id);
  const auto correspondence =
      rules::correspondence(mail, submission.envelope, policy->roster, history, *policy->phrases,
                            policy->parameters, policy->council, submission.received);
  Decision decision;
  if (!is_watched(*policy, correspondence)) {
    decision.kind = Decision::Kind::unwatched;
    return decision;
  }
  decision.assessment = engine::assess(*policy, correspondence);
  if (history.failed())
    add_unchecked(decision.assessment, *policy, "earlier mail", "the ledger did not answer");
  if (is_automatic(*policy, correspondence, submission.envelope)) soften(decision.assessment);
  decision.content_digest = content_digest(mail, submission.envelope, ledger_.digest_key());
  decide(decision, submission, correspondence);

  // Written down before anybody acts on it; the outcome is a second record, once it is known.
  const auto row = [&] {
    return decision_row(submission, decision.content_digest, correspondence, decision.assessment);
  };
  decision.recorded = journal_.write(row()).has_value();
  const bool may_ask =
      !history.failed() && !is_automatic(*policy, correspondence, submission.envelope);
  if (!decision.recorded && decision.kind == Decision::Kind::deliver && may_ask) {
    add_unchecked(decision.assessment, *policy, "the record of this message",
                  "the ledger cannot be written");
    decide(decision, submission, correspondence);
    journal_.amend(row());
  }
  return decision;
}

void Pipeline::decide(Decision& decision, const Submission& submission,
                      const rules::Correspondence& correspondence) {
  const auto verdict = decision.assessment.verdict;
  decision.kind = Decision::Kind::deliver;
  if (!verdict || *verdict < Action::confirm) return;
  const auto keys = finding_keys(correspondence.history, decision.assessment);
  if (*verdict != Action::block) {
    // Held mail cannot be released yet, so `hold` asks as `confirm` does.
    if (is_acknowledged(decision, submission, correspondence, keys)) {
      decision.if_accepted = stores::OutcomeKind::acknowledged;
      return;
    }
    const auto answer = confirmations_.look_up(decision.content_digest, keys, submission.received);
    if (answer == Confirmations::Answer::confirmed) {
      decision.if_accepted = stores::OutcomeKind::resent;
      return;
    }
    decision.too_soon = answer == Confirmations::Answer::too_soon;
    confirmations_.refused(decision.content_digest, keys, submission.received);
    decision.may_send_again = true;
  }
  decision.kind = Decision::Kind::refuse;
}

bool Pipeline::is_acknowledged(Decision& decision, const Submission& submission,
                               const rules::Correspondence& correspondence,
                               const std::vector<std::string>& keys) {
  if (submission.acknowledgement.empty()) return false;
  const auto taken = ledger_.take_acknowledgement(submission.acknowledgement);
  if (!taken || !*taken) return false;
  const auto& acknowledgement = **taken;
  const auto& history = correspondence.history;
  const bool names_all = std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return std::find(acknowledgement.finding_keys.begin(), acknowledgement.finding_keys.end(),
                     key) != acknowledgement.finding_keys.end();
  });
  if (!names_all || submission.received - acknowledgement.given_at > latest_resend ||
      acknowledgement.sender_key != address_key(history, correspondence.sender_address) ||
      acknowledgement.recipient_keys != recipient_keys(history, correspondence))
    return false;
  decision.reason = acknowledgement.reason;
  return true;
}

void Pipeline::finish(const Submission& submission, const Decision& decision,
                      stores::OutcomeKind outcome, int reply_code) {
  if (decision.kind == Decision::Kind::unwatched) return;
  // Only what went out uses a confirmation up: a next hop that is busy must not cost the clerk
  // another round.
  if (outcome == stores::OutcomeKind::resent) confirmations_.used(decision.content_digest);
  const bool acknowledged = outcome == stores::OutcomeKind::acknowledged;
  // A failure leaves the row waiting in the journal; arrears() tells.
  static_cast<void>(journal_.write(stores::OutcomeRow{
      submission.id, base::now(), outcome, reply_code, acknowledged ? decision.reason : ""}));
}

}  // namespace candour::pipeline
