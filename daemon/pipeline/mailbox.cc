// SPDX-License-Identifier: MPL-2.0

#include "pipeline/mailbox.h"

#include "base/digest.h"
#include "pipeline/judgement.h"
#include "pipeline/records.h"
#include "pipeline/same_message.h"

namespace candour::pipeline {

namespace {

// The envelope that a draft will have. Of a sent copy nobody knows: many programs leave Bcc out.
rules::Envelope envelope_of(const mail::Mail& draft) {
  rules::Envelope envelope;
  auto& recipients = envelope.rcpt_to.emplace();
  const auto add = [&](const std::vector<mail::Address>& list) {
    for (const auto& address : list) recipients.push_back(address.address);
  };
  add(draft.headers.to);
  add(draft.headers.cc);
  if (draft.headers.bcc) add(*draft.headers.bcc);
  return envelope;
}

bool has_a_past(const Judgement& judgement) {
  const auto& correspondence = judgement.correspondence;
  const auto& sender = correspondence.sender;
  return sender.person != nullptr || sender.kind != people::Standing::Kind::third_party ||
         !(judgement.automatic || correspondence.is_bulk());
}

}  // namespace

base::Result<FoundMail> Mailbox::passed_over(FoundMail found,
                                             const stores::FolderPosition& position) {
  if (auto put = ledger_.put_position(position); !put) return put.error();
  return found;
}

base::Result<FoundMail> Mailbox::sent(const Submission& mail,
                                      const stores::FolderPosition& position) {
  Judgement judgement(policies_.current(), ledger_, mail, documents_, mail.received);
  FoundMail found;
  found.watched = judgement.watched;
  if (!found.watched) return passed_over(std::move(found), position);
  // It can be asked again later, which a proxy cannot.
  if (judgement.history.failed())
    return base::Error{base::Fault::unavailable, "pipeline.mailbox", "the ledger does not answer"};
  const auto digest = content_digest(judgement.mail, mail.envelope, ledger_.digest_key());
  const auto row = decision_row(mail, digest, judgement.correspondence, judgement.assessment);
  const auto recorded = ledger_.record_found(row, position);
  if (!recorded) return recorded.error();
  found.found = *recorded;
  found.assessment = std::move(judgement.assessment);
  return found;
}

base::Result<FoundMail> Mailbox::draft(Submission mail, const stores::FolderPosition& position) {
  mail.envelope = envelope_of(mail::read(mail.raw));
  Judgement judgement(policies_.current(), ledger_, mail, documents_);
  FoundMail found;
  found.watched = judgement.watched;
  found.assessment = std::move(judgement.assessment);
  return passed_over(std::move(found), position);
}

base::Result<FoundMail> Mailbox::received(const Submission& mail,
                                          const stores::FolderPosition& position) {
  const Judgement judgement(policies_.current(), ledger_, mail, documents_, mail.received);
  FoundMail found;
  if (!has_a_past(judgement)) return passed_over(std::move(found), position);
  const auto digest = content_digest(judgement.mail, mail.envelope, ledger_.digest_key());
  auto row = decision_row(mail, digest, judgement.correspondence, {});
  // Whoever From names: what comes in clears nothing, for anybody can write "clerk@" there.
  row.direction = stores::Direction::received;
  row.released = false;
  const auto recorded = ledger_.record_found(row, position);
  if (!recorded) return recorded.error();
  found.found = *recorded;
  return found;
}

base::Result<void> Mailbox::not_handed_over(std::string_view user,
                                            const stores::FolderPosition& position) {
  const auto policy = policies_.current();
  const auto now = base::now();
  const auto standing =
      policy->roster.identify_sender(user, std::chrono::floor<std::chrono::days>(now));
  const auto key_of = [&](std::string_view text) {
    return base::keyed_digest(ledger_.digest_key(), text);
  };
  stores::UncheckedRow row;
  if (standing.person != nullptr) row.sender_name = standing.person->name;
  row.sender_key = key_of(user);
  // Whoever is killed here comes back to the same message: one row, as long as it is that minute.
  row.time = std::chrono::floor<std::chrono::minutes>(now);
  row.message_key = key_of(position.account + ' ' + std::to_string(position.uid_validity) + ' ' +
                           std::to_string(position.last_uid));
  row.why = "not-handed-over";
  row.told_by = "mailbox";
  if (auto recorded = ledger_.record_unchecked(row); !recorded) return recorded;
  return ledger_.put_position(position);
}

}  // namespace candour::pipeline
