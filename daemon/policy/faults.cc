// SPDX-License-Identifier: MPL-2.0

#include "policy/faults.h"

#include <charconv>

#include "base/text.h"

namespace candour::policy {

namespace {

/// Takes ":12" off the end.
bool take_number(std::string_view& place, std::size_t& number) {
  const auto colon = place.rfind(':');
  if (colon == place.npos || colon + 1 == place.size()) return false;
  const auto* end = place.data() + place.size();
  const auto read = std::from_chars(place.data() + colon + 1, end, number);
  if (read.ec != std::errc() || read.ptr != end) return false;
  place = place.substr(0, colon);
  return true;
}

PlacedFault fault_of(std::string_view line) {
  PlacedFault fault;
  const auto end = line.find(": ");
  if (end == line.npos) {
    fault.words = line;
    return fault;
  }
  auto place = line.substr(0, end);
  fault.words = line.substr(end + 2);
  if (take_number(place, fault.column) && !take_number(place, fault.line))
    std::swap(fault.line, fault.column);
  fault.file = place;
  return fault;
}

}  // namespace

std::vector<PlacedFault> faults_of(std::string_view detail) {
  std::vector<PlacedFault> faults;
  for (const auto line : base::split(detail, '\n'))
    if (!base::trim(line).empty()) faults.push_back(fault_of(line));
  return faults;
}

}  // namespace candour::policy
