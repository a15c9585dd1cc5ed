// SPDX-License-Identifier: MPL-2.0
//
// Words that stand in the marked mail of many who have nothing to do with each other: a standing
// clause, a program's report, the small print of a form. Whoever uses them passes nothing on.
#pragma once

#include <vector>

#include "rules/history.h"

namespace candour::rules {

/// Takes the fingerprints of such words out of all mails. A text that is circulated, answered and
/// passed on is none, however often it stands there: mails of one sender, and those of one thread,
/// count once together. Files are always somebody's matter.
void leave_out_forms_of_words(std::vector<EarlierMail>& earlier);

/// So many senders in threads of their own make words a form.
inline constexpr std::size_t senders_of_a_form = 8;

}  // namespace candour::rules
