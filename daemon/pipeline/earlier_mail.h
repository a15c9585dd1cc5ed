// SPDX-License-Identifier: MPL-2.0
//
// Earlier mail, for the rules: from the ledger in the daemon, from files in `candour check`. Both
// are made of the same rows, so the same past gives the same findings.
#pragma once

#include <string>
#include <vector>

#include "rules/correspondence.h"
#include "rules/history.h"
#include "stores/ledger.h"

namespace candour::pipeline {

/// What stands for an address in ledger and history, whatever its case and +tag.
std::string address_key(const rules::History& history, std::string_view address);

/// Message-ID, In-Reply-To and References, as keys, each once.
std::vector<std::string> thread_keys(const rules::History& history, const mail::Headers& headers);

/// Asks the ledger. What the ledger cannot answer is told by `failed()`, for one message: make one
/// a message.
class LedgerHistory final : public rules::History {
 public:
  /// own_message_id  the message that is judged: never its own history; empty where it has none
  /// before          what came later is not earlier mail; to be given where old mail is judged
  LedgerHistory(const stores::Ledger& ledger, std::string_view own_message_id,
                base::Instant before = base::Instant::max());

  std::string key_of(std::string_view text) const override;
  std::vector<rules::EarlierMail> thread(
      const std::vector<std::string>& message_ids) const override;
  std::vector<rules::EarlierMail> marked_with(
      const std::vector<std::string>& fingerprints) const override;

  bool failed() const { return failed_; }

 private:
  std::vector<rules::EarlierMail> rows(base::Result<std::vector<stores::DecisionRow>> found) const;

  const stores::Ledger& ledger_;
  std::string own_key_;
  base::Instant before_;
  mutable bool failed_ = false;
};

/// Holds the rows itself.
class GivenHistory final : public rules::History {
 public:
  explicit GivenHistory(std::string key) : key_(std::move(key)) {}

  void add(rules::EarlierMail earlier);
  /// The message that is judged: never its own history.
  void leave_out(std::string_view own_message_id) { own_key_ = key_of(own_message_id); }

  std::string key_of(std::string_view text) const override;
  bool remembers_marked() const override { return !earlier_.empty(); }
  std::vector<rules::EarlierMail> thread(
      const std::vector<std::string>& message_ids) const override;
  std::vector<rules::EarlierMail> marked_with(
      const std::vector<std::string>& fingerprints) const override;

 private:
  bool counts(const rules::EarlierMail& earlier) const;

  std::string key_;
  std::string own_key_;
  std::vector<rules::EarlierMail> earlier_;  // oldest first
};

/// What will be remembered of a message, as a later message's history sees it.
rules::EarlierMail earlier_mail(const rules::Correspondence& correspondence);

}  // namespace candour::pipeline
