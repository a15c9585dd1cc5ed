// SPDX-License-Identifier: MPL-2.0

#include "pipeline/records.h"

#include <algorithm>

namespace candour::pipeline {

namespace {

void sort_each_once(std::vector<std::string>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

// Roster names stay; an outsider stands as what his address is known by.
std::vector<std::string> recorded_people(const rules::History& history,
                                         const std::vector<std::string>& people) {
  std::vector<std::string> recorded;
  recorded.reserve(people.size());
  for (const auto& person : people)
    recorded.push_back(person.find('@') == std::string::npos ? person
                                                             : address_key(history, person));
  return recorded;
}

// "attachment minutes.pdf" names a file, which may tell what the mail was about.
std::string without_names(const mail::Unread& unread) {
  const std::string what = unread.what.starts_with("attachment ") ? "attachment" : unread.what;
  return what + ": " + unread.why;
}

stores::FindingRow finding_row(const rules::History& history, const engine::Judged& judged) {
  stores::FindingRow row;
  row.rule = judged.finding.rule;
  row.grade = judged.finding.grade;
  row.action = policy::name_of(judged.action);
  row.people = recorded_people(history, judged.finding.people);
  for (const auto& evidence : judged.finding.evidence) {
    const auto where = evidence.where.starts_with("attachment ") ? "attachment" : evidence.where;
    row.evidence.push_back({where, evidence.part, evidence.offset, evidence.length});
  }
  return row;
}

}  // namespace

std::string finding_key(const rules::History& history, const rules::Finding& finding) {
  auto people = finding.people;
  sort_each_once(people);
  std::string text(finding.rule);
  text += '\n' + finding.grade;
  for (const auto& person : people) text += '\n' + person;
  return history.key_of(text);
}

std::vector<std::string> unread_keys(const rules::History& history,
                                     const engine::Assessment& assessment) {
  std::vector<std::string> keys;
  if (!assessment.when_unchecked) return keys;
  for (const auto& unread : assessment.unchecked)
    if (unread.could_change_verdict)
      keys.push_back(history.key_of("unchecked\n" + unread.what + "\n" + unread.why));
  return keys;
}

std::vector<std::string> finding_keys(const rules::History& history,
                                      const engine::Assessment& assessment) {
  auto keys = unread_keys(history, assessment);
  for (const auto& judged : assessment.findings)
    keys.push_back(finding_key(history, judged.finding));
  sort_each_once(keys);
  return keys;
}

std::vector<std::string> recipient_keys(const rules::History& history,
                                        const rules::Correspondence& correspondence) {
  std::vector<std::string> keys;
  for (const auto& recipient : correspondence.recipients)
    keys.push_back(address_key(history, recipient.address));
  sort_each_once(keys);
  return keys;
}

stores::DecisionRow decision_row(const Submission& submission, std::string_view content_digest,
                                 const rules::Correspondence& correspondence,
                                 const engine::Assessment& assessment) {
  const auto& history = correspondence.history;
  auto earlier = earlier_mail(correspondence);
  stores::DecisionRow row;
  row.id = submission.id;
  row.time = submission.received;  // a mail's own Date may be anything
  row.entrance = submission.entrance;
  row.council = correspondence.council;
  row.policy_version = assessment.policy_version;
  row.verdict = assessment.verdict_name();
  row.sender_key = std::move(earlier.sender);
  if (correspondence.sender.person != nullptr) row.sender_name = correspondence.sender.person->name;
  row.visible_keys = std::move(earlier.visible);
  row.blind_keys = std::move(earlier.blind);
  row.recipients_known = earlier.recipients_known;
  row.message_key = std::move(earlier.message_id_key);
  row.thread_keys = std::move(earlier.thread_keys);
  row.fingerprints = std::move(earlier.fingerprints);
  row.marked = earlier.marked;
  row.released = earlier.released;
  for (const auto& judged : assessment.findings)
    row.findings.push_back(finding_row(history, judged));
  for (const auto& unread : assessment.unchecked) row.unchecked.push_back(without_names(unread));
  row.exceptions = recorded_people(history, assessment.exceptions);
  row.content_digest = content_digest;
  return row;
}

}  // namespace candour::pipeline
