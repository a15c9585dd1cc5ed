// SPDX-License-Identifier: MPL-2.0

#include "pipeline/earlier_mail.h"

#include <algorithm>

#include "base/digest.h"
#include "rules/marked/fingerprint.h"
#include "rules/marked/remember.h"

namespace candour::pipeline {

namespace {

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& key) {
    return std::find(b.begin(), b.end(), key) != b.end();
  });
}

// The same for sorted keys, which may be thousands.
bool share_one_sorted(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& key) {
    return std::binary_search(b.begin(), b.end(), key);
  });
}

rules::EarlierMail earlier_from(stores::DecisionRow row) {
  rules::EarlierMail earlier;
  earlier.direction = row.direction == stores::Direction::sent ? rules::Direction::sent
                                                               : rules::Direction::received;
  earlier.time = row.time;
  earlier.message_id_key = std::move(row.message_key);
  earlier.thread_keys = std::move(row.thread_keys);
  earlier.sender = std::move(row.sender_key);
  earlier.visible = std::move(row.visible_keys);
  earlier.blind = std::move(row.blind_keys);
  earlier.recipients_known = row.recipients_known;
  earlier.marked = row.marked;
  earlier.released = row.released;
  earlier.fingerprint_count = row.fingerprint_count;
  earlier.fingerprints = std::move(row.fingerprints);
  return earlier;
}

}  // namespace

std::string address_key(const rules::History& history, std::string_view address) {
  return history.key_of(people::normalised(address));
}

std::vector<std::string> thread_keys(const rules::History& history, const mail::Headers& headers) {
  std::vector<std::string> keys;
  const auto add = [&](const std::string& id) {
    if (id.empty()) return;
    auto key = history.key_of(id);
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  };
  add(headers.message_id);
  for (const auto& id : headers.in_reply_to) add(id);
  for (const auto& id : headers.references) add(id);
  return keys;
}

LedgerHistory::LedgerHistory(const stores::Ledger& ledger, std::string_view own_message_id,
                             base::Instant before)
    : ledger_(ledger),
      own_key_(own_message_id.empty() ? "" : key_of(own_message_id)),
      before_(before) {}

std::string LedgerHistory::key_of(std::string_view text) const {
  return base::keyed_digest(ledger_.digest_key(), text);
}

std::vector<rules::EarlierMail> LedgerHistory::rows(
    base::Result<std::vector<stores::DecisionRow>> found) const {
  std::vector<rules::EarlierMail> earlier;
  if (!found) {
    failed_ = true;
    return earlier;
  }
  for (auto& row : *found)
    if (row.time < before_ && (own_key_.empty() || row.message_key != own_key_))
      earlier.push_back(earlier_from(std::move(row)));
  return earlier;
}

std::vector<rules::EarlierMail> LedgerHistory::thread(
    const std::vector<std::string>& message_ids) const {
  std::vector<std::string> keys;
  keys.reserve(message_ids.size());
  for (const auto& id : message_ids) keys.push_back(key_of(id));
  return rows(ledger_.thread(keys));
}

std::vector<rules::EarlierMail> LedgerHistory::marked_with(
    const std::vector<std::string>& fingerprints) const {
  std::vector<std::string> files;
  for (const auto& key : fingerprints)
    if (rules::is_file_key(key)) files.push_back(key);
  auto found = rows(ledger_.marked_with(files, 1));
  // A long text has thousands: they are not copied to leave out a file's.
  if (files.size() < fingerprints.size())
    for (auto& row : rows(ledger_.marked_with(fingerprints, rules::fewest_runs)))
      found.push_back(std::move(row));
  std::stable_sort(
      found.begin(), found.end(),
      [](const rules::EarlierMail& a, const rules::EarlierMail& b) { return a.time < b.time; });
  return found;
}

void GivenHistory::add(rules::EarlierMail earlier) {
  const auto after = std::upper_bound(
      earlier_.begin(), earlier_.end(), earlier.time,
      [](base::Instant time, const rules::EarlierMail& other) { return time < other.time; });
  earlier_.insert(after, std::move(earlier));
}

std::string GivenHistory::key_of(std::string_view text) const {
  return base::keyed_digest(key_, text);
}

bool GivenHistory::counts(const rules::EarlierMail& earlier) const {
  return own_key_.empty() || earlier.message_id_key != own_key_;
}

std::vector<rules::EarlierMail> GivenHistory::thread(
    const std::vector<std::string>& message_ids) const {
  std::vector<std::string> keys;
  keys.reserve(message_ids.size());
  for (const auto& id : message_ids) keys.push_back(key_of(id));
  std::vector<rules::EarlierMail> found;
  for (const auto& earlier : earlier_)
    if (counts(earlier) && share_one(earlier.thread_keys, keys)) found.push_back(earlier);
  return found;
}

std::vector<rules::EarlierMail> GivenHistory::marked_with(
    const std::vector<std::string>& fingerprints) const {
  std::vector<rules::EarlierMail> found;
  for (const auto& earlier : earlier_)
    if (counts(earlier) && share_one_sorted(fingerprints, earlier.fingerprints))
      found.push_back(earlier);
  return found;
}

rules::EarlierMail earlier_mail(const rules::Correspondence& correspondence) {
  const auto& history = correspondence.history;
  const auto& headers = correspondence.mail.headers;
  rules::EarlierMail earlier;
  earlier.direction =
      correspondence.sent_by_officer() ? rules::Direction::sent : rules::Direction::received;
  earlier.time = correspondence.time;
  if (!headers.message_id.empty()) earlier.message_id_key = history.key_of(headers.message_id);
  earlier.thread_keys = thread_keys(history, headers);
  earlier.sender = address_key(history, correspondence.sender_address);
  for (const auto& recipient : correspondence.recipients) {
    auto& keys =
        recipient.visibility == rules::Visibility::visible ? earlier.visible : earlier.blind;
    keys.push_back(address_key(history, recipient.address));
  }
  // Blind copies may be unknown (a mail from the Inbox); who stood in To and Cc is not.
  earlier.recipients_known = !correspondence.recipients.empty();
  const auto remembered = rules::remember(correspondence);
  earlier.marked = remembered.marked;
  earlier.released = remembered.released;
  earlier.fingerprints = remembered.fingerprints;
  earlier.fingerprint_count = remembered.fingerprints.size();
  return earlier;
}

}  // namespace candour::pipeline
