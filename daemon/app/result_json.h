// SPDX-License-Identifier: MPL-2.0
//
// An assessment as a result line of `candour check`, one JSON object. Other programs rely on its
// keys.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "engine/assessment.h"

namespace candour::app {

boost::json::object result_object(std::string_view id, const engine::Assessment& assessment);
boost::json::object error_object(std::string_view id, std::string_view error);

}  // namespace candour::app
