// SPDX-License-Identifier: MPL-2.0
//
// The path of one mail: read, assess, decide, record. Listeners make a Submission and act on the
// Decision; nothing here knows which of them it came from.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "engine/assessment.h"
#include "mail/document_reader.h"
#include "pipeline/acknowledgements.h"
#include "pipeline/confirmations.h"
#include "pipeline/journal.h"
#include "pipeline/met_addresses.h"
#include "pipeline/policies.h"
#include "pipeline/submission.h"
#include "stores/ledger.h"

namespace candour::pipeline {

struct Judgement;

/// What to do with a message.
struct Decision {
  enum class Kind {
    unwatched,  // not ours to judge: pass on, nothing is recorded
    deliver,
    hold,  // keep for somebody's decision
    refuse,
  };
  Kind kind = Kind::deliver;
  /// What it will count as if the next hop takes it: delivered, resent or acknowledged.
  stores::OutcomeKind if_accepted = stores::OutcomeKind::delivered;
  engine::Assessment assessment;
  bool may_send_again = false;  // refused with `confirm`: the same message again lets it through
  bool too_soon = false;        // it is the same message again, within five seconds
  bool recorded = true;         // false: the ledger could not take it; it is written later
  std::string content_digest;
  std::string sender_name;                                 // roster name, or empty
  std::optional<stores::Acknowledgement> acknowledgement;  // on which it goes
};

/// Whether a mail can be kept for a decision. Where not, `hold` asks as `confirm` does.
enum class Holding { impossible, possible };

/// Thread-safe; blocking, so run it on a worker.
class Pipeline {
 public:
  /// documents  opens attached files; where there is none, they stay unread
  /// met        told of the addresses of each submission; null: nobody is
  Pipeline(const Policies& policies, stores::Ledger& ledger,
           mail::DocumentReader* documents = nullptr, Holding holding = Holding::impossible,
           MetAddresses* met = nullptr);

  Decision handle(const Submission& submission);
  /// The second record, once it is known what became of the message: `decision.if_accepted`,
  /// `held`, `refused`, `rejected` or `unknown`. `reply_code` is what the client was given.
  void finish(const Submission& submission, const Decision& decision, stores::OutcomeKind outcome,
              int reply_code);

  /// What handle() would find in a draft. Records nothing.
  ///
  /// documents  opens its attached files
  /// Returns    no findings where the sender is not watched
  Appraisal assess(const Submission& draft, mail::DocumentReader& documents) const;

  /// Acknowledgements::give(), now.
  base::Result<std::string> acknowledge(const Appraisal& seen,
                                        std::vector<std::string> finding_keys, std::string reason,
                                        std::string given_by);

  /// Puts on record that a mail went out unchecked, where its sender is watched.
  ///
  /// message_id  without angle brackets; empty where it is not known
  /// why         "away", "slow" or "refused"
  /// Returns     whether it is of a watched sender
  bool note_unchecked(base::Instant time, std::string_view sender, std::string_view message_id,
                      std::string_view why, std::string told_by);

  std::shared_ptr<const policy::Policy> policy() const { return policies_.current(); }
  Journal::Arrears arrears() const { return journal_.arrears(); }

 private:
  void decide(Decision& decision, const Submission& submission, const Judgement& judgement);

  const Policies& policies_;
  stores::Ledger& ledger_;
  mail::DocumentReader* documents_;
  const Holding holding_;
  MetAddresses* const met_;
  Journal journal_;
  Confirmations confirmations_;
  Acknowledgements acknowledgements_;
};

}  // namespace candour::pipeline
