// SPDX-License-Identifier: MPL-2.0
//
// A ledger whose disk can be taken away and given back.
#pragma once

#include <utility>

#include "stores/sqlite.h"

namespace candour::support {

class FailingLedger final : public stores::Ledger {
 public:
  bool away = false;

  const std::string& digest_key() const override { return inner_->digest_key(); }
  base::Result<void> record_decision(const stores::DecisionRow& decision) override {
    if (away) return failure();
    return inner_->record_decision(decision);
  }
  base::Result<void> record_outcome(const stores::OutcomeRow& outcome) override {
    if (away) return failure();
    return inner_->record_outcome(outcome);
  }
  base::Result<std::vector<stores::DecisionRow>> thread(
      const std::vector<std::string>& keys) const override {
    if (away) return failure();
    return inner_->thread(keys);
  }
  base::Result<std::vector<stores::DecisionRow>> marked_with(
      const std::vector<std::string>& fingerprints, std::size_t at_least) const override {
    if (away) return failure();
    return inner_->marked_with(fingerprints, at_least);
  }
  base::Result<void> put_confirmation(const stores::PendingConfirmation& pending) override {
    if (away) return failure();
    return inner_->put_confirmation(pending);
  }
  base::Result<std::optional<stores::PendingConfirmation>> find_confirmation(
      std::string_view content_digest) const override {
    if (away) return failure();
    return inner_->find_confirmation(content_digest);
  }
  base::Result<void> take_confirmation(std::string_view content_digest) override {
    if (away) return failure();
    return inner_->take_confirmation(content_digest);
  }
  base::Result<void> put_acknowledgement(const stores::Acknowledgement& acknowledgement) override {
    if (away) return failure();
    return inner_->put_acknowledgement(acknowledgement);
  }
  base::Result<std::optional<stores::Acknowledgement>> take_acknowledgement(
      std::string_view id) override {
    if (away) return failure();
    return inner_->take_acknowledgement(id);
  }
  base::Result<void> record_unchecked(const stores::UncheckedRow& mail) override {
    if (away) return failure();
    return inner_->record_unchecked(mail);
  }
  base::Result<std::vector<stores::UncheckedRow>> list_unchecked(
      const stores::ListFilter& filter) const override {
    if (away) return failure();
    return inner_->list_unchecked(filter);
  }
  base::Result<stores::Found> record_found(const stores::DecisionRow& mail,
                                           const stores::FolderPosition& position) override {
    if (away) return failure();
    return inner_->record_found(mail, position);
  }
  base::Result<void> put_position(const stores::FolderPosition& position) override {
    if (away) return failure();
    return inner_->put_position(position);
  }
  base::Result<std::optional<stores::FolderPosition>> find_position(
      std::string_view account, std::string_view role) const override {
    if (away) return failure();
    return inner_->find_position(account, role);
  }
  base::Result<std::optional<stores::OutcomeKind>> outcome_elsewhere(
      std::string_view message_key) const override {
    if (away) return failure();
    return inner_->outcome_elsewhere(message_key);
  }
  using Ledger::put_notice;
  base::Result<void> put_notice(const stores::NoticeRow& notice,
                                const std::optional<stores::MessagePlace>& instead_of) override {
    if (away) return failure();
    return inner_->put_notice(notice, instead_of);
  }
  base::Result<void> remove_notice(const stores::MessagePlace& about) override {
    if (away) return failure();
    return inner_->remove_notice(about);
  }
  base::Result<std::vector<stores::NoticeRow>> notices(std::string_view account) const override {
    if (away) return failure();
    return inner_->notices(account);
  }
  base::Result<void> put_letter(const stores::LetterRow& letter) override {
    if (away) return failure();
    return inner_->put_letter(letter);
  }
  base::Result<std::vector<stores::LetterRow>> letters(base::Instant from) const override {
    if (away) return failure();
    return inner_->letters(from);
  }
  base::Result<bool> record_late_reply(const stores::LateReplyRow& late) override {
    if (away) return failure();
    return inner_->record_late_reply(late);
  }
  base::Result<std::vector<stores::LedgerEntry>> list(
      const stores::ListFilter& filter) const override {
    if (away) return failure();
    return inner_->list(filter);
  }

 private:
  static base::Error failure() {
    return {base::Fault::unavailable, "support.failing_ledger", "the disk is away"};
  }

  std::unique_ptr<stores::Ledger> inner_ = std::move(stores::open_sqlite(":memory:").value());
};

}  // namespace candour::support
