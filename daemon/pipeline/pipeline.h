// SPDX-License-Identifier: MPL-2.0
//
// The path of one mail: read, assess, decide, record. Listeners make a Submission and act on the
// Decision; nothing here knows which of them it came from.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "engine/assessment.h"
#include "stores/ledger.h"

namespace candour::pipeline {

/// A message on its way, as a listener saw it.
struct Submission {
  std::string id;        // for log and ledger, random
  std::string entrance;  // "smtp"
  rules::Envelope envelope;
  std::string_view raw;  // dot-stuffing taken off; must outlive handle()
  base::Instant received;
  std::string acknowledgement;  // value of X-Candour-Ack, or empty
};

/// What to do with a message.
struct Decision {
  enum class Kind {
    unwatched,  // not ours to judge: pass on, nothing is recorded
    deliver,
    refuse,
  };
  Kind kind = Kind::deliver;
  /// What it will count as if the next hop takes it: delivered, resent or acknowledged.
  stores::OutcomeKind if_accepted = stores::OutcomeKind::delivered;
  engine::Assessment assessment;
  bool may_send_again = false;  // refused with `confirm`: the same message again lets it through
  bool recorded = true;         // false: the ledger could not take it
};

/// The policy in force; a snapshot for each message.
class Policies {
 public:
  explicit Policies(std::shared_ptr<const policy::Policy> policy) : current_(std::move(policy)) {}
  std::shared_ptr<const policy::Policy> current() const;
  void replace(std::shared_ptr<const policy::Policy> policy);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const policy::Policy> current_;
};

/// Thread-safe; blocking, so run it on a worker.
class Pipeline {
 public:
  Pipeline(Policies& policies, stores::Ledger& ledger, base::Clock clock);

  Decision handle(const Submission& submission);
  /// The second record, once the next hop has answered.
  void finish(const Submission& submission, const Decision& decision, stores::OutcomeKind outcome,
              int reply_code);

 private:
  Policies& policies_;
  stores::Ledger& ledger_;
  base::Clock clock_;
};

}  // namespace candour::pipeline
