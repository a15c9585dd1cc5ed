// SPDX-License-Identifier: MPL-2.0
//
// The council's arms on its summary: a picture of the admin's choice.
#pragma once

#include <filesystem>

#include "reports/formats.h"

namespace candour::app {

/// The whole picture stands in each HTML and PDF, and in each mail.
inline constexpr std::size_t largest_crest = 1'000'000;  // bytes

/// file    a PNG or JPEG, told by its first bytes; empty: no crest
/// Errors  unavailable: cannot be read; over_limit; malformed: another kind of file
base::Result<reports::Crest> read_crest(const std::filesystem::path& file);

}  // namespace candour::app
