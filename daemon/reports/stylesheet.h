// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

namespace candour::reports {

/// Of the summary's HTML: for a screen, light and dark, and for A4.
extern const std::string_view stylesheet;

}  // namespace candour::reports
