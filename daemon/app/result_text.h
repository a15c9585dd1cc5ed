// SPDX-License-Identifier: MPL-2.0
//
// An assessment as a clerk reads it in a terminal.
#pragma once

#include <string>
#include <string_view>

#include "engine/assessment.h"

namespace candour::app {

enum class Colour { plain, terminal };

/// What is wrong, why, and what to do; wrapped at 80 columns.
std::string result_text(std::string_view name, const engine::Assessment& assessment, Colour colour);

}  // namespace candour::app
