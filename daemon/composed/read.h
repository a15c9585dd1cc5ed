// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

#include "base/result.h"
#include "composed/message.h"

namespace candour::composed {

inline constexpr std::size_t json_bytes_limit = 50u << 20;

/// Reads the JSON form of a composed mail (policies/schema/composed.schema.json). Attached files
/// that it names by their digest have no content yet: that is for the caller to put in.
///
/// Errors   malformed: the detail says where ("$.to[2].address", or line and column where it is no
///          JSON), what is wrong and how to mend it; over_limit: beyond `json_bytes_limit`
base::Result<Message> read(std::string_view json);

}  // namespace candour::composed
