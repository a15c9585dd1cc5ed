// SPDX-License-Identifier: MPL-2.0
//
// Letters that want an answer, and those that give one: what the ledger is told of each, and what
// has become of them. Outsiders stand there as keyed digests, subjects too.
#pragma once

#include <vector>

#include "pipeline/judgement.h"
#include "pipeline/submission.h"
#include "policy/policy.h"
#include "rules/late_reply.h"
#include "stores/ledger.h"

namespace candour::pipeline {

/// Notes a letter of a council's Inbox, if it asks something of an officer.
///
/// mailbox  who logs in there
base::Result<void> note_received(stores::Ledger& ledger, const Judgement& judgement,
                                 const Submission& mail, std::string_view mailbox);

/// Notes what an officer or councillor sent, whoever of them is watched. Of a mail that is still on
/// its way it counts once the ledger has it as delivered.
base::Result<void> note_sent(stores::Ledger& ledger, const Judgement& judgement,
                             const Submission& mail);

/// By which days a council's times are counted.
struct ResponseCalendars {
  rules::WorkingDays council, information;

  /// Errors  as rules::WorkingDays::load()
  static base::Result<ResponseCalendars> load(const policy::DataFolder& data,
                                              const policy::Policy& policy);
};

/// A letter and how far its answer is.
struct AwaitedReply {
  stores::LetterRow request;
  rules::Asked kind = rules::Asked::enquiry;
  rules::Awaited awaited;
};

/// All that were received from that time on, oldest first.
base::Result<std::vector<AwaitedReply>> awaited_replies(const stores::Ledger& ledger,
                                                        const policy::Policy& policy,
                                                        const ResponseCalendars& calendars,
                                                        base::Instant from, base::Instant now);

/// Puts on record which of them are or were late, as the policy's late-reply says.
///
/// Returns  those that were not on record yet, for whoever tells of them
base::Result<std::vector<AwaitedReply>> record_late_replies(stores::Ledger& ledger,
                                                            const policy::Policy& policy,
                                                            const ResponseCalendars& calendars,
                                                            base::Instant now);

}  // namespace candour::pipeline
