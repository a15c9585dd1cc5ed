// SPDX-License-Identifier: MPL-2.0

#include "pipeline/pipeline.h"

#include <algorithm>

#include "pipeline/earlier_mail.h"
#include "pipeline/judgement.h"
#include "pipeline/letters.h"
#include "pipeline/records.h"
#include "pipeline/watch.h"

namespace candour::pipeline {

using policy::Action;

Pipeline::Pipeline(const Policies& policies, stores::Ledger& ledger,
                   mail::DocumentReader* documents, Holding holding, MetAddresses* met)
    : policies_(policies),
      ledger_(ledger),
      documents_(documents),
      holding_(holding),
      met_(met),
      journal_(ledger),
      confirmations_(ledger),
      acknowledgements_(ledger) {}

Decision Pipeline::handle(const Submission& submission) {
  Judgement judgement(policies_.current(), ledger_, submission, documents_);
  if (met_ != nullptr)
    met_->note(judgement.mail.headers, judgement.policy->roster, submission.received);
  Decision decision;
  if (!judgement.watched) {
    decision.kind = Decision::Kind::unwatched;
    return decision;
  }
  decision.assessment = std::move(judgement.assessment);
  decision.content_digest = judgement.digest;
  if (const auto* person = judgement.correspondence.sender.person)
    decision.sender_name = person->name;
  decide(decision, submission, judgement);

  // Written down before anybody acts on it; the outcome is a second record, once it is known.
  const auto row = [&] {
    return decision_row(submission, decision.content_digest, judgement.correspondence,
                        decision.assessment);
  };
  decision.recorded = journal_.write(row()).has_value();
  const bool may_ask = !judgement.history.failed() && !judgement.automatic;
  if (!decision.recorded && decision.kind == Decision::Kind::deliver && may_ask) {
    add_unchecked(decision.assessment, *judgement.policy, "the record of this message",
                  "the ledger cannot be written");
    decide(decision, submission, judgement);
    journal_.amend(row());
  }
  // It may be somebody's answer. Where the ledger is away, the folder of sent mail tells of it.
  if (decision.recorded) static_cast<void>(note_sent(ledger_, judgement, submission));
  return decision;
}

void Pipeline::decide(Decision& decision, const Submission& submission,
                      const Judgement& judgement) {
  const auto verdict = decision.assessment.verdict;
  decision.kind = Decision::Kind::deliver;
  if (!verdict) return;
  const auto& correspondence = judgement.correspondence;
  const auto keys = finding_keys(judgement.history, decision.assessment);
  const bool to_hold = *verdict == Action::hold && holding_ == Holding::possible;
  if (*verdict != Action::block) {
    // A mail that would pass with a warning is put on record with the sender's reason too.
    decision.acknowledgement = acknowledgements_.take(
        submission.acknowledgement, address_key(judgement.history, correspondence.sender_address),
        recipient_keys(judgement.history, correspondence), keys, submission.received);
    // The sender's own word is put on record, and does not decide.
    if (to_hold) {
      decision.kind = Decision::Kind::hold;
      return;
    }
    if (decision.acknowledgement) {
      decision.if_accepted = stores::OutcomeKind::acknowledged;
      return;
    }
    if (*verdict < Action::confirm) return;
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

Appraisal Pipeline::assess(const Submission& draft, mail::DocumentReader& documents) const {
  Judgement judgement(policies_.current(), ledger_, draft, &documents, base::Instant::max(),
                      Purpose::draft);
  Appraisal appraisal;
  if (!judgement.watched) return appraisal;
  const auto& history = judgement.history;
  for (const auto& judged : judgement.assessment.findings)
    appraisal.finding_keys.push_back(finding_key(history, judged.finding));
  appraisal.unread_keys = unread_keys(history, judgement.assessment);
  appraisal.sender_key = address_key(history, judgement.correspondence.sender_address);
  appraisal.recipient_keys = recipient_keys(history, judgement.correspondence);
  appraisal.assessment = std::move(judgement.assessment);
  return appraisal;
}

base::Result<std::string> Pipeline::acknowledge(const Appraisal& seen,
                                                std::vector<std::string> finding_keys,
                                                std::string reason, std::string given_by) {
  return acknowledgements_.give(seen, std::move(finding_keys), std::move(reason),
                                std::move(given_by), base::now());
}

bool Pipeline::note_unchecked(base::Instant time, std::string_view sender,
                              std::string_view message_id, std::string_view why,
                              std::string told_by) {
  const auto policy = policies_.current();
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const auto standing = policy->roster.identify_sender(sender, day);
  if (!is_watched(*policy, sender, standing)) return false;
  const LedgerHistory history(ledger_, message_id);
  stores::UncheckedRow row;
  row.time = time;
  if (standing.person != nullptr) row.sender_name = standing.person->name;
  row.sender_key = address_key(history, sender);
  if (!message_id.empty()) row.message_key = history.key_of(message_id);
  row.why = why;
  row.told_by = std::move(told_by);
  // A failure leaves the row waiting in the journal; arrears() tells.
  static_cast<void>(journal_.write(std::move(row)));
  return true;
}

void Pipeline::finish(const Submission& submission, const Decision& decision,
                      stores::OutcomeKind outcome, int reply_code) {
  if (decision.kind == Decision::Kind::unwatched) return;
  // Only what went out uses a confirmation up: a next hop that is busy must not cost the clerk
  // another round.
  if (outcome == stores::OutcomeKind::resent) confirmations_.used(decision.content_digest);
  const auto& acknowledgement = decision.acknowledgement;
  stores::OutcomeRow row{submission.id, base::now(), outcome, reply_code, ""};
  const bool went_on_it =
      outcome == stores::OutcomeKind::acknowledged || outcome == stores::OutcomeKind::held;
  if (acknowledgement && went_on_it) {
    row.reason = acknowledgement->reason;
    row.given_by = acknowledgement->given_by;
  } else if (acknowledgement && outcome != stores::OutcomeKind::unknown) {
    acknowledgements_.give_back(*acknowledgement);
  }
  // A failure leaves the row waiting in the journal; arrears() tells.
  static_cast<void>(journal_.write(std::move(row)));
}

}  // namespace candour::pipeline
