// SPDX-License-Identifier: MPL-2.0
//
// What goes into the ledger of a judged message: rows without text, outsiders as keyed digests.
#pragma once

#include <string>
#include <vector>

#include "engine/assessment.h"
#include "pipeline/earlier_mail.h"
#include "pipeline/submission.h"
#include "stores/ledger.h"

namespace candour::pipeline {

/// Tells one finding from another across two sendings: rule, grade and people.
std::string finding_key(const rules::History& history, const rules::Finding& finding);

/// Keys of what stayed unread and acted.
std::vector<std::string> unread_keys(const rules::History& history,
                                     const engine::Assessment& assessment);

/// Both together, sorted, each once: what a refusal names.
std::vector<std::string> finding_keys(const rules::History& history,
                                      const engine::Assessment& assessment);

/// Sorted, each once.
std::vector<std::string> recipient_keys(const rules::History& history,
                                        const rules::Correspondence& correspondence);

stores::DecisionRow decision_row(const Submission& submission, std::string_view content_digest,
                                 const rules::Correspondence& correspondence,
                                 const engine::Assessment& assessment);

}  // namespace candour::pipeline
