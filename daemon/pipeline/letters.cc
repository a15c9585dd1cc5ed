// SPDX-License-Identifier: MPL-2.0

#include "pipeline/letters.h"

#include <algorithm>
#include <unordered_map>

#include "pipeline/earlier_mail.h"
#include "rules/asking.h"
#include "rules/paired_letters.h"

namespace candour::pipeline {

namespace {

using rules::Asked;
using rules::Asker;

// No request waits longer for anybody to count its days.
constexpr std::chrono::days longest_memory{400};

void add_person(std::vector<std::string>& keys, const rules::History& history,
                std::string_view address, const people::Person* person) {
  if (!address.empty()) keys.push_back(address_key(history, address));
  // He may write from one address and be answered at another.
  if (person != nullptr) keys.push_back(history.key_of("person\n" + person->name));
}

void each_once(std::vector<std::string>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

stores::LetterRow letter_row(const Judgement& judgement, const Submission& mail) {
  const auto& history = judgement.history;
  const auto& headers = judgement.mail.headers;
  stores::LetterRow row;
  row.key = headers.message_id.empty() ? judgement.digest : history.key_of(headers.message_id);
  row.time = mail.received;
  row.thread_keys = thread_keys(history, headers);
  const auto subject = rules::subject_of_exchange(judgement.correspondence.subject.folded.text);
  if (!subject.empty()) row.subject_key = history.key_of("subject\n" + std::string(subject));
  return row;
}

rules::ExchangedLetter exchanged(const stores::LetterRow& row) {
  using Kind = rules::ExchangedLetter::Kind;
  rules::ExchangedLetter letter;
  letter.id = row.key;
  letter.time = row.time;
  letter.people = row.people_keys;
  letter.thread = row.thread_keys;
  letter.thread.push_back(row.key);  // which a letter without a Message-ID has not among them
  letter.subject = row.subject_key;
  if (row.direction == stores::Direction::received) {
    letter.from = row.asker == "councillor" ? Asker::councillor : Asker::resident;
    letter.asked = rules::asked_named(row.kind).value_or(Asked::enquiry);
  } else if (row.kind == "acknowledgement") {
    letter.kind = Kind::acknowledges;
  } else if (row.kind == "answer" || row.kind == "councillor") {
    letter.kind = Kind::answers;
    if (row.kind == "councillor") letter.by = rules::Reply::By::councillor;
  } else {
    letter.kind = Kind::answered_otherwise;
  }
  return letter;
}

}  // namespace

base::Result<void> note_received(stores::Ledger& ledger, const Judgement& judgement,
                                 const Submission& mail, std::string_view mailbox) {
  if (judgement.automatic) return {};
  const auto& correspondence = judgement.correspondence;
  const auto asked = rules::asked_in(correspondence);
  if (!asked) return {};
  auto row = letter_row(judgement, mail);
  row.kind = rules::name_of(*asked);
  const auto* person = correspondence.sender.person;
  const bool councillor = rules::asker_of(correspondence) == Asker::councillor;
  row.asker = councillor ? "councillor" : "resident";
  if (councillor && person != nullptr) row.name = person->name;
  row.mailbox = mailbox;
  add_person(row.people_keys, judgement.history, correspondence.sender_address, person);
  for (const auto& address : judgement.mail.headers.reply_to)
    add_person(row.people_keys, judgement.history, address.address, nullptr);
  each_once(row.people_keys);
  return ledger.put_letter(row);
}

base::Result<void> note_sent(stores::Ledger& ledger, const Judgement& judgement,
                             const Submission& mail) {
  const auto& correspondence = judgement.correspondence;
  const bool officer = correspondence.sent_by_officer();
  if (!officer && !correspondence.sent_by_councillor()) return {};
  auto row = letter_row(judgement, mail);
  row.direction = stores::Direction::sent;
  if (mail.entrance != "mailbox") row.decision = mail.id;
  const bool acknowledges = judgement.automatic || rules::only_acknowledges(correspondence);
  row.kind = acknowledges ? "acknowledgement" : officer ? "answer" : "councillor";
  for (const auto& recipient : correspondence.recipients)
    add_person(row.people_keys, judgement.history, recipient.address, recipient.standing.person);
  each_once(row.people_keys);
  return ledger.put_letter(row);
}

base::Result<ResponseCalendars> ResponseCalendars::load(const policy::DataFolder& data,
                                                        const policy::Policy& policy) {
  const auto folder = data.path / "calendars";
  auto council = rules::WorkingDays::load(folder, policy.nation);
  if (!council) return council.error();
  auto information = rules::WorkingDays::load_united_kingdom(folder);
  if (!information) return information.error();
  return ResponseCalendars{council->without(policy.closed_days), std::move(*information)};
}

base::Result<std::vector<AwaitedReply>> awaited_replies(const stores::Ledger& ledger,
                                                        const policy::Policy& policy,
                                                        const ResponseCalendars& calendars,
                                                        base::Instant from, base::Instant now) {
  auto rows = ledger.letters(from);
  if (!rows) return rows.error();
  std::vector<rules::ExchangedLetter> letters;
  std::unordered_map<std::string, const stores::LetterRow*> received;
  for (const auto& row : *rows) {
    letters.push_back(exchanged(row));
    if (row.direction == stores::Direction::received) received[row.key] = &row;
  }
  const auto paired = rules::pair_letters(std::move(letters));
  const rules::ResponseTimes times{policy.response_days, calendars.council, calendars.information};
  std::unordered_map<std::string, Asked> asked;
  for (const auto& request : paired.requests) asked[request.id] = request.kind;
  std::vector<AwaitedReply> replies;
  for (auto& awaited : rules::judge_replies(paired.requests, paired.replies, times, now)) {
    const auto id = awaited.id;
    replies.push_back({*received.at(id), asked.at(id), std::move(awaited)});
  }
  return replies;
}

base::Result<std::vector<AwaitedReply>> record_late_replies(stores::Ledger& ledger,
                                                            const policy::Policy& policy,
                                                            const ResponseCalendars& calendars,
                                                            base::Instant now) {
  std::vector<AwaitedReply> newly;
  const auto action = policy.setting("late-reply").action;
  if (action == policy::Action::off) return newly;
  auto replies = awaited_replies(ledger, policy, calendars, now - longest_memory, now);
  if (!replies) return replies.error();
  for (auto& reply : *replies) {
    if (!reply.awaited.late_since) continue;
    const auto recorded = ledger.record_late_reply(
        {reply.request.key, now, std::string(policy::name_of(action)), policy.version});
    if (!recorded) return recorded.error();
    if (*recorded) newly.push_back(std::move(reply));
  }
  return newly;
}

}  // namespace candour::pipeline
