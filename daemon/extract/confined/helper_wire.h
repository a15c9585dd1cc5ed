// SPDX-License-Identifier: MPL-2.0
//
// What passes between a reader and its guard when a helper program is wanted:
//
//   request   HelperRequest, then the arguments, each ended by a NUL, then the input
//   answer    HelperAnswer, then the output
//
// The guard takes the reader for an enemy: a program is named by its place in helper_programs,
// everything is bounded by HelperBounds.
#pragma once

#include <cstdint>

namespace candour::extract {

struct HelperRequest {
  std::uint32_t program;
  std::uint32_t argument_bytes;
  std::uint32_t input_bytes;
};

struct HelperAnswer {
  std::uint32_t fault;  // 0: none, else 1 + base::Fault
  std::uint32_t output_bytes;
};

}  // namespace candour::extract
