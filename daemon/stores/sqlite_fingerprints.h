// SPDX-License-Identifier: MPL-2.0
//
// Fingerprints in SQLite: each a 64-bit number beside the number of its message, in one table that
// is its own index; and all of a message's in one piece, eight bytes each with the highest first,
// to be read in one sweep.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stores/key_filter.h"
#include "stores/ledger.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

/// FNV-1a: fingerprints are digests already, two with one number are not to be met. Numbers stand
/// in the ledger, so that this is never to be changed but with a migration.
std::int64_t key_number(std::string_view fingerprint);
std::vector<std::int64_t> unpacked_keys(std::string_view piece);

/// What migrations use: key_number(text), which stands for a fingerprint, and packed_keys(key), the
/// piece made of a group's.
base::Result<void> add_fingerprint_functions(sqlite3* connection);

base::Result<void> insert_fingerprints(sqlite3* connection, const DecisionRow& decision);

/// Which fingerprints may be in the ledger, held in memory: nearly all that a mail asks for are
/// not, and the disk need not be asked for them. Takes 12 bits each and room for half as many more:
/// 27 MB for twelve million.
class KeptFingerprints {
 public:
  /// Takes in what was recorded since the last call, by this process or another one. Reads the
  /// whole table the first time and whenever the room is used up.
  base::Result<void> catch_up(sqlite3* connection);
  bool may_have(std::int64_t key) const { return filter_.may_have(key); }

 private:
  base::Result<bool> take_in_newer(sqlite3* connection);

  KeyFilter filter_;
  std::int64_t newest_ = 0;
};

}  // namespace candour::stores
