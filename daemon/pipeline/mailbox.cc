// SPDX-License-Identifier: MPL-2.0

#include "pipeline/mailbox.h"

#include <algorithm>

#include "base/digest.h"
#include "pipeline/judgement.h"
#include "pipeline/letters.h"
#include "pipeline/notice.h"
#include "pipeline/records.h"

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

// A draft gets a new UID whenever it is saved, and mostly keeps its Message-ID.
std::string known_by(const Judgement& judgement, const std::optional<stores::MessagePlace>& place) {
  const auto& message_id = judgement.mail.headers.message_id;
  if (!message_id.empty()) return judgement.history.key_of(message_id);
  if (!place) return {};
  return judgement.history.key_of(place->account + "\n" + place->role + "\n" +
                                  std::to_string(place->uid_validity) + "\n" +
                                  std::to_string(place->uid));
}

/// Who logs in to the account, most often an address.
std::string_view user_of(const stores::FolderPosition& position) {
  const auto account = std::string_view(position.account);
  return account.substr(0, account.find(' '));
}

/// Behind more header fields than are read, From may stand all the same.
bool sender_is_out_of_reach(const mail::Mail& mail) {
  return mail.headers.from.empty() &&
         (mail.has_anomaly("header-fields-limit") || mail.has_anomaly("header-block-limit"));
}

FoundMail found_mail(Judgement& judgement, const Submission& mail,
                     const std::optional<stores::MessagePlace>& place) {
  const auto& headers = judgement.mail.headers;
  FoundMail found;
  found.watched = judgement.watched;
  found.assessment = std::move(judgement.assessment);
  found.concerns = known_by(judgement, place);
  found.subject = headers.subject;
  found.dated = headers.date ? headers.date->instant : mail.received;
  return found;
}

}  // namespace

void Mailbox::note_addresses(const Judgement& judgement, const Submission& mail) {
  if (met_ != nullptr) met_->note(judgement.mail.headers, judgement.policy->roster, mail.received);
}

base::Result<Mailbox::Due> Mailbox::note_due(const FoundMail& found,
                                             const stores::MessagePlace& place) {
  const auto notices = ledger_.notices(place.account);
  if (!notices) return notices.error();
  const auto noted =
      std::find_if(notices->begin(), notices->end(),
                   [&](const stores::NoticeRow& notice) { return notice.about == place; });
  if (noted != notices->end()) {
    const bool told = noted->state == stores::NoticeState::standing ||
                      noted->state == stores::NoticeState::unwanted;
    return told ? Due::no : Due::already;
  }
  stores::NoticeRow due;
  due.about = place;
  due.time = base::now();
  due.concerns = found.concerns;
  if (auto put = ledger_.put_notice(due); !put) return put.error();
  return Due::now;
}

base::Result<FoundMail> Mailbox::passed_over(FoundMail found,
                                             const stores::FolderPosition& position) {
  if (auto put = ledger_.put_position(position); !put) return put.error();
  return found;
}

base::Result<FoundMail> Mailbox::sent(const Submission& mail,
                                      const stores::FolderPosition& position,
                                      const std::optional<stores::MessagePlace>& place) {
  Judgement judgement(policies_.current(), ledger_, mail, documents_, mail.received);
  note_addresses(judgement, mail);
  // Before all else: whoever is killed after it meets the mail again, and notes it again.
  if (auto noted = note_sent(ledger_, judgement, mail); !noted) return noted.error();
  // It can be asked again later, which a proxy cannot.
  if (judgement.watched && judgement.history.failed())
    return base::Error{base::Fault::unavailable, "pipeline.mailbox", "the ledger does not answer"};
  auto found = found_mail(judgement, mail, place);
  if (sender_is_out_of_reach(judgement.mail)) {
    if (auto noted = nobody_looked(user_of(position), position, "no-sender"); !noted)
      return noted.error();
    return found;
  }
  if (!found.watched) return passed_over(std::move(found), position);
  const auto row = decision_row(mail, judgement.digest, judgement.correspondence, found.assessment);
  const auto elsewhere = ledger_.outcome_elsewhere(row.message_key);
  if (!elsewhere) return elsewhere.error();
  found.went_through = elsewhere->has_value();
  const bool was_asked = found.went_through &&
                         **elsewhere != stores::OutcomeKind::delivered;  // and sent it all the same
  auto due = Due::no;
  // Noted before the mail is on record: whoever is killed in between finds it due.
  if (place && !found.assessment.findings.empty() && !was_asked) {
    const auto noted = note_due(found, *place);
    if (!noted) return noted.error();
    due = *noted;
  }
  const auto recorded = ledger_.record_found(row, position);
  if (!recorded) return recorded.error();
  found.found = *recorded;
  if (recorded_ && *recorded == stores::Found::recorded) recorded_(found);
  const bool found_before = *recorded == stores::Found::known && !found.went_through;
  if (due == Due::now && found_before) {
    if (auto removed = ledger_.remove_notice(*place); !removed) return removed.error();
    due = Due::no;
  }
  found.to_be_told = due != Due::no;
  return found;
}

base::Result<FoundMail> Mailbox::draft(Submission mail, const stores::FolderPosition& position,
                                       const std::optional<stores::MessagePlace>& place) {
  mail.envelope = envelope_of(mail::read(mail.raw));
  Judgement judgement(policies_.current(), ledger_, mail, documents_);
  auto found = found_mail(judgement, mail, place);
  if (place && !found.assessment.findings.empty()) {
    const auto noted = note_due(found, *place);
    if (!noted) return noted.error();
    found.to_be_told = *noted != Due::no;
  }
  return passed_over(std::move(found), position);
}

base::Result<FoundMail> Mailbox::received(const Submission& mail,
                                          const stores::FolderPosition& position) {
  const Judgement judgement(policies_.current(), ledger_, mail, documents_, mail.received);
  note_addresses(judgement, mail);
  if (auto noted = note_received(ledger_, judgement, mail, user_of(position)); !noted)
    return noted.error();
  FoundMail found;
  if (!has_a_past(judgement) || is_notice(judgement.mail, ledger_.digest_key()))
    return passed_over(std::move(found), position);
  auto row = decision_row(mail, judgement.digest, judgement.correspondence, {});
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
  return nobody_looked(user, position, "not-handed-over");
}

base::Result<void> Mailbox::nobody_looked(std::string_view user,
                                          const stores::FolderPosition& position,
                                          std::string_view why) {
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
  row.why = why;
  row.told_by = "mailbox";
  if (auto recorded = ledger_.record_unchecked(row); !recorded) return recorded;
  return ledger_.put_position(position);
}

}  // namespace candour::pipeline
