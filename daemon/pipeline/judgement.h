// SPDX-License-Identifier: MPL-2.0
//
// A mail read and judged: what every entrance shares, whether the mail is on its way, being written
// or long sent.
#pragma once

#include <memory>
#include <string>

#include "base/memory.h"
#include "engine/assessment.h"
#include "mail/mail.h"
#include "pipeline/earlier_mail.h"
#include "pipeline/submission.h"

namespace candour::pipeline {

/// What is put on record has a digest, by which it is known again; a draft is judged and forgotten.
enum class Purpose { record, draft };

/// Its parts point at each other, so it stays where it is made.
struct Judgement {
  /// documents  opens attached files; where there is none, they stay unread
  /// before     what came later is no earlier mail
  Judgement(std::shared_ptr<const policy::Policy> policy, const stores::Ledger& ledger,
            const Submission& submission, mail::DocumentReader* documents,
            base::Instant before = base::Instant::max(), Purpose purpose = Purpose::record);
  Judgement(const Judgement&) = delete;
  Judgement& operator=(const Judgement&) = delete;

  const base::TrimmedMemory trimmed;                   // once all of the below is gone
  const std::shared_ptr<const policy::Policy> policy;  // a snapshot: one mail, one policy version
  std::string digest;                                  // content_digest(); a draft has none
  const mail::Mail mail;  // its letters by their text alone: what the digest was made of is let go
  const LedgerHistory history;
  const rules::Correspondence correspondence;
  const bool watched, automatic;
  engine::Assessment assessment;  // empty where nobody watches the sender
};

/// Nobody sits behind the message: what was found becomes a notice, and nothing asks.
void soften(engine::Assessment& assessment);

/// Something could not be looked at; the policy's `when-unchecked` acts.
void add_unchecked(engine::Assessment& assessment, const policy::Policy& policy, std::string what,
                   std::string why);

}  // namespace candour::pipeline
