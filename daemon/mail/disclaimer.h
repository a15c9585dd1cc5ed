// SPDX-License-Identifier: MPL-2.0
//
// Standing legal text at the end of a mail: English, Welsh, and as councils write it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "mail/lines.h"
#include "mail/mail.h"

namespace candour::mail {

/// How surely a text is standing text: 0 not at all, 1 only beside other such text, 2 where it
/// stands below a signature, 3 and more anywhere.
///
/// lower  in lower case, with plain apostrophes
int disclaimer_weight(std::string_view lower);

/// Sets the zone of the lines in [begin, end) that are standing text; signatures are found
/// already.
void find_disclaimers(const Lines& lines, std::size_t begin, std::size_t end,
                      std::vector<Zone>& zones);

/// The same for standing text below quoted history: the last paragraphs of [begin, end).
void find_closing_disclaimers(const Lines& lines, std::size_t begin, std::size_t end,
                              std::vector<Zone>& zones);

}  // namespace candour::mail
