// SPDX-License-Identifier: MPL-2.0
//
// Which lines are quoted, how deep, and whose they are.
#pragma once

#include <vector>

#include "mail/html_text.h"
#include "mail/lines.h"
#include "mail/mail.h"

namespace candour::mail {

struct QuotedLines {
  std::vector<std::size_t> depths;  // by line; 0: not quoted
  std::vector<Quote> quotes;        // in order of begin
};

/// Three things quote: `>` marks, containers in HTML, and an introduction after which the quoted
/// text stands bare; such a bare quote lasts to the end of what encloses it. Linear.
QuotedLines find_quotes(const Lines& lines, const std::vector<Mark>& marks);

}  // namespace candour::mail
