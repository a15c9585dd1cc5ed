// SPDX-License-Identifier: MPL-2.0

#include <cstdint>
#include <cstdlib>

#include "base/unicode.h"
#include "extract/readers/opening.h"
#include "extract/readers/readers.h"

using namespace candour;

// All that is a compound file: .msg, .doc, .xls, .ppt. Whatever it is, it is read or said unread.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  extract::Bounds bounds;
  bounds.text_bytes = 10'000;
  extract::Opening opening(bounds);
  extract::read_compound({"", "letter.msg", {reinterpret_cast<const char*>(bytes), size}}, opening);
  const auto opened = opening.take();
  if (opened.documents.empty() && opened.messages.empty() && opened.unread.empty()) std::abort();
  for (const auto& document : opened.documents)
    if (!base::is_valid_utf8(document.text)) std::abort();
  for (const auto& message : opened.messages)
    if (!base::is_valid_utf8(message)) std::abort();
  return 0;
}
