// SPDX-License-Identifier: MPL-2.0

#include <cstdint>
#include <cstdlib>

#include "base/unicode.h"
#include "extract/readers/compressed_rtf.h"
#include "extract/readers/rtf.h"

using namespace candour;

// What comes out is UTF-8 and within its bound, from plain RTF and from packed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  constexpr std::size_t bound = 10'000;
  const auto read = extract::rtf_to_text(input, bound);
  if (read.text.size() + read.html.size() > bound) std::abort();
  if (!base::is_valid_utf8(read.text) || !base::is_valid_utf8(read.html)) std::abort();
  for (const auto& margin : read.margins)
    if (!base::is_valid_utf8(margin)) std::abort();
  const auto unpacked = extract::decompress_rtf(input, bound);
  if (unpacked && unpacked->size() > bound) std::abort();
  return 0;
}
