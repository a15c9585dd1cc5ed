// SPDX-License-Identifier: MPL-2.0

#include "base/unicode.h"
#include "mail/parameters.h"

using namespace candour;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto read = mail::parse_parameters({reinterpret_cast<const char*>(data), size});
  if (read.parameters.size() > 1'000) __builtin_trap();
  for (const auto& [name, value] : read.parameters)
    if (name != "boundary" && !base::is_valid_utf8(value)) __builtin_trap();
  return 0;
}
