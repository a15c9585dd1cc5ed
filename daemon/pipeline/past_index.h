// SPDX-License-Identifier: MPL-2.0
//
// Past mail as history, looked up by key: thousands of mails, each of which sees only what came
// before it.
#pragma once

#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/history.h"

namespace candour::pipeline {

/// Thread-safe. Holds digests and people, never text.
class PastIndex {
 public:
  explicit PastIndex(std::string key) : key_(std::move(key)) {}

  /// Mails are added oldest first.
  void add(rules::EarlierMail mail);

  const std::string& key() const { return key_; }
  bool remembers_marked() const;
  std::vector<rules::EarlierMail> thread(const std::vector<std::string>& keys, base::Instant before,
                                         std::string_view but_for) const;
  std::vector<rules::EarlierMail> marked_with(const std::vector<std::string>& fingerprints,
                                              base::Instant before, std::string_view but_for) const;

 private:
  using Lists = std::unordered_map<std::string, std::vector<std::size_t>>;

  const std::string key_;
  mutable std::shared_mutex mutex_;
  std::vector<rules::EarlierMail> mails_;
  Lists by_thread_, by_fingerprint_;
};

/// What one mail sees of it.
class PastView final : public rules::History {
 public:
  /// before           what came then or later is no earlier mail
  /// own_message_id   never its own history; empty where it has none
  PastView(const PastIndex& index, base::Instant before, std::string_view own_message_id);

  std::string key_of(std::string_view text) const override;
  bool remembers_marked() const override { return index_.remembers_marked(); }
  std::vector<rules::EarlierMail> thread(
      const std::vector<std::string>& message_ids) const override;
  std::vector<rules::EarlierMail> marked_with(
      const std::vector<std::string>& fingerprints) const override;

 private:
  const PastIndex& index_;
  const base::Instant before_;
  const std::string own_key_;
};

}  // namespace candour::pipeline
