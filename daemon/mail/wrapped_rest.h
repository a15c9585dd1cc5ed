// SPDX-License-Identifier: MPL-2.0
//
// What is left of a marked line that some program wrapped without marking it again.
#pragma once

#include "mail/lines.h"

namespace candour::mail {

/// Where the unmarked lines end that are the rest of the marked line above line `i`; `i` itself if
/// there are none. An answer may stand there as well: the rest is told from one by what nobody
/// types. Looks a dozen lines ahead.
std::size_t end_of_wrapped_rest(const Lines& lines, std::size_t i);

}  // namespace candour::mail
