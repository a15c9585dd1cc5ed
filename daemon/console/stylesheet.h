// SPDX-License-Identifier: MPL-2.0
//
// How all pages look: one style sheet, compiled in.
#pragma once

#include <string_view>

namespace candour::console {

extern const std::string_view stylesheet;

}  // namespace candour::console
