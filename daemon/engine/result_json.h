// SPDX-License-Identifier: MPL-2.0
//
// An assessment as one JSON object: a result line of `candour check`, an answer of the local API.
// Other programs rely on its keys.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "engine/assessment.h"

namespace candour::engine {

boost::json::object result_object(std::string_view id, const Assessment& assessment);
boost::json::object error_object(std::string_view id, std::string_view error);

}  // namespace candour::engine
