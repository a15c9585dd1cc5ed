// SPDX-License-Identifier: MPL-2.0

#include "base/unicode.h"
#include "mail/encoded_word.h"

using namespace candour;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto text = mail::decode_encoded_words({reinterpret_cast<const char*>(data), size});
  if (!base::is_valid_utf8(text)) __builtin_trap();
  if (text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos) __builtin_trap();
  return 0;
}
