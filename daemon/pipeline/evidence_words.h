// SPDX-License-Identifier: MPL-2.0
//
// The words that a finding of the ledger rests on, read in the mail itself, while somebody looks at
// it. They are shown and not kept.
#pragma once

#include <string>

#include "mail/mail.h"
#include "stores/ledger.h"

namespace candour::pipeline {

inline constexpr std::size_t most_shown_bytes = 2'000;  // of one place

/// The words at a place, as the mail has them, UTF-8, `most_shown_bytes` at most; of a header field
/// all of it. Empty where nothing can be shown: an address of the envelope, a blind copy, a file
/// that was not opened, one of several files in an archive.
std::string words_at(const mail::Mail& mail, const stores::EvidencePlace& place);

/// Whether the place stands in an attached file that has to be opened for its words.
bool stands_in_file(const stores::EvidencePlace& place);

}  // namespace candour::pipeline
