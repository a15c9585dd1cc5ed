// SPDX-License-Identifier: MPL-2.0

#include <cstdint>
#include <cstdlib>

#include "base/unicode.h"
#include "extract/readers/tnef.h"

using namespace candour;

// No byte of the input comes out twice, and the letter is a message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto read = extract::parse_tnef({reinterpret_cast<const char*>(bytes), size}, 10'000);
  std::size_t unpacked = 0;
  for (const auto& file : read.files) unpacked += file.content.size();
  if (unpacked > size) std::abort();
  if (!base::is_valid_utf8(extract::to_message(read.letter))) std::abort();
  return 0;
}
