// SPDX-License-Identifier: MPL-2.0
//
// The faults that load() tells in one text, one by one, for who shows each at its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::policy {

struct PlacedFault {
  std::string file;      // "policy.yaml"; empty where the fault names none
  std::size_t line = 0;  // from 1; 0: of the whole file
  std::size_t column = 0;
  std::string words;  // what is wrong and what to do
};

/// detail   of an error of load(): a fault a line, "policy.yaml:12:3: …"
std::vector<PlacedFault> faults_of(std::string_view detail);

}  // namespace candour::policy
