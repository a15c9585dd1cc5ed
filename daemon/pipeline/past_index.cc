// SPDX-License-Identifier: MPL-2.0

#include "pipeline/past_index.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "base/digest.h"
#include "rules/marked/fingerprint.h"

namespace candour::pipeline {

namespace {

constexpr std::size_t most_sharing = 64;

struct Shared {
  std::size_t runs = 0;
  bool file = false;
};

// As the ledger has it: what shares a few runs of words alone carries nothing on.
bool shares_enough(const Shared& shared, std::size_t kept) {
  return shared.file || shared.runs >= rules::fewest_runs || shared.runs * 4 >= kept * 3;
}

}  // namespace

void PastIndex::add(rules::EarlierMail mail) {
  const std::unique_lock lock(mutex_);
  const auto number = mails_.size();
  for (const auto& key : mail.thread_keys) by_thread_[key].push_back(number);
  for (const auto& key : mail.fingerprints) by_fingerprint_[key].push_back(number);
  mails_.push_back(std::move(mail));
}

bool PastIndex::remembers_marked() const {
  const std::shared_lock lock(mutex_);
  return !by_fingerprint_.empty();
}

std::vector<rules::EarlierMail> PastIndex::thread(const std::vector<std::string>& keys,
                                                  base::Instant before,
                                                  std::string_view but_for) const {
  const std::shared_lock lock(mutex_);
  std::set<std::size_t> numbers;
  for (const auto& key : keys)
    if (const auto found = by_thread_.find(key); found != by_thread_.end())
      numbers.insert(found->second.begin(), found->second.end());
  std::vector<rules::EarlierMail> mails;
  for (const auto number : numbers)
    if (const auto& mail = mails_[number];
        mail.time < before && (but_for.empty() || mail.message_id_key != but_for))
      mails.push_back(mail);
  return mails;
}

std::vector<rules::EarlierMail> PastIndex::marked_with(const std::vector<std::string>& fingerprints,
                                                       base::Instant before,
                                                       std::string_view but_for) const {
  const std::shared_lock lock(mutex_);
  std::map<std::size_t, Shared> sharing;
  for (const auto& key : fingerprints) {
    const auto found = by_fingerprint_.find(key);
    if (found == by_fingerprint_.end()) continue;
    for (const auto number : found->second) {
      auto& shared = sharing[number];
      ++shared.runs;
      shared.file = shared.file || rules::is_file_key(key);
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> most;  // shared runs, number
  for (const auto& [number, shared] : sharing)
    if (const auto& mail = mails_[number]; shares_enough(shared, mail.fingerprint_count) &&
                                           mail.time < before &&
                                           (but_for.empty() || mail.message_id_key != but_for))
      most.emplace_back(shared.runs, number);
  if (most.size() > most_sharing) {
    std::stable_sort(most.begin(), most.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    most.resize(most_sharing);
    std::sort(most.begin(), most.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
  }
  std::vector<rules::EarlierMail> mails;
  mails.reserve(most.size());
  for (const auto& [runs, number] : most) mails.push_back(mails_[number]);
  return mails;
}

PastView::PastView(const PastIndex& index, base::Instant before, std::string_view own_message_id)
    : index_(index),
      before_(before),
      own_key_(own_message_id.empty() ? "" : key_of(own_message_id)) {}

std::string PastView::key_of(std::string_view text) const {
  return base::keyed_digest(index_.key(), text);
}

std::vector<rules::EarlierMail> PastView::thread(
    const std::vector<std::string>& message_ids) const {
  std::vector<std::string> keys;
  keys.reserve(message_ids.size());
  for (const auto& id : message_ids) keys.push_back(key_of(id));
  return index_.thread(keys, before_, own_key_);
}

std::vector<rules::EarlierMail> PastView::marked_with(
    const std::vector<std::string>& fingerprints) const {
  return index_.marked_with(fingerprints, before_, own_key_);
}

}  // namespace candour::pipeline
