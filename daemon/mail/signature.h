// SPDX-License-Identifier: MPL-2.0
//
// The closing name block: after `-- `, after "Kind regards", or recognisable by its lines.
#pragma once

#include <vector>

#include "mail/lines.h"
#include "mail/mail.h"

namespace candour::mail {

/// Sets the zone of the lines in [begin, end) that belong to a signature; none of them is quoted.
/// What the sender wrote between or below (a copy line and its list, "P.S. …", a sentence) stays
/// authored.
///
/// marked  lines that a mail client's markup calls a signature
/// zones   by line
void find_signature(const Lines& lines, std::size_t begin, std::size_t end,
                    const std::vector<bool>& marked, std::vector<Zone>& zones);

}  // namespace candour::mail
