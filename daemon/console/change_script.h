// SPDX-License-Identifier: MPL-2.0
//
// The console's one script, of the page Change.
#pragma once

#include <string_view>

namespace candour::console {

extern const std::string_view change_script;

}  // namespace candour::console
