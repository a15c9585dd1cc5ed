// SPDX-License-Identifier: MPL-2.0
//
// A review of a ledger that is an SQLite file.
#pragma once

#include <filesystem>
#include <memory>

#include "stores/review.h"

namespace candour::stores {

/// Errors   as open_sqlite() has them
base::Result<std::unique_ptr<Review>> open_sqlite_review(const std::filesystem::path& file);

}  // namespace candour::stores
