// SPDX-License-Identifier: MPL-2.0
//
// A mail that an admin gives to try the policy on: judged as `candour check` judges it, without
// earlier mail. Nothing of it is recorded or kept.
#pragma once

#include <string_view>

#include "engine/assessment.h"
#include "mail/document_reader.h"

namespace candour::console {

/// Why a text is no mail, for who pasted it; empty for one that may be one.
std::string_view fault_of_mail(std::string_view raw);

/// raw   an .eml; its header says who gets it, Bcc included
engine::Assessment try_mail(const policy::Policy& policy, mail::DocumentReader& documents,
                            std::string_view raw, base::Instant now);

}  // namespace candour::console
