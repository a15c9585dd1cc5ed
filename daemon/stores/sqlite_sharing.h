// SPDX-License-Identifier: MPL-2.0
//
// Which messages share fingerprints with one that is asked for, in a time that hardly grows with
// its length. What the filter in memory denies is not asked for at all. Of much that may be there,
// as where a whole report comes again, some hundreds are asked for; whoever has one of them is read
// in one piece, and what is explained by him need not be asked for any more.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "stores/sqlite_fingerprints.h"

namespace candour::stores {

/// Which messages, by id, have at least so many of these fingerprints, or three quarters of their
/// own, and which of them, sorted. One that dozens of messages have is a stock phrase, and counts
/// for none.
base::Result<std::map<std::string, std::vector<std::string>>> sharing(
    sqlite3* connection, const KeptFingerprints& kept, const std::vector<std::string>& fingerprints,
    std::size_t at_least);

}  // namespace candour::stores
