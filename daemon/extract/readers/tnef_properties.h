// SPDX-License-Identifier: MPL-2.0
//
// MAPI properties as a TNEF attribute packs them.
// Source: [MS-OXTNEF] section 2.1.3.4
#pragma once

#include <string_view>
#include <vector>

#include "extract/readers/mapi_properties.h"

namespace candour::extract {

/// Takes properties off the front of `packed`. What breaks off is left out.
/// False where it broke off.
bool take_properties(std::string_view& packed, MapiProperties& properties);

/// The rows of a table of recipients.
bool take_rows(std::string_view packed, std::vector<MapiProperties>& rows);

}  // namespace candour::extract
