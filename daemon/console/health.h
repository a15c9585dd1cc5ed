// SPDX-License-Identifier: MPL-2.0
//
// How each part of the daemon is, in words: from its status object and from what became of the last
// weeks' mail.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "stores/review.h"

namespace candour::console {

struct Health {
  std::string part;  // "Mail server"
  bool well = true;
  std::string words;  // a sentence or two: how it is; where it is not well, what to do
};

/// status   as GET /v1/status answers it
/// tallies  of the last 30 days
std::vector<Health> health_of(const boost::json::object& status,
                              const std::vector<stores::HourCount>& tallies);

}  // namespace candour::console
