// SPDX-License-Identifier: MPL-2.0
//
// Transfer encodings and charsets. The first line of the input names the charset.

#include <algorithm>

#include "base/unicode.h"
#include "mail/charset.h"
#include "mail/codec.h"

using namespace candour;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto charset = input.substr(0, input.find('\n'));
  const auto encoded = input.substr(std::min(charset.size() + 1, input.size()));
  if (mail::decode_base64(encoded).bytes.size() > encoded.size()) __builtin_trap();
  if (mail::decode_quoted_printable(encoded).bytes.size() > encoded.size()) __builtin_trap();
  if (mail::decode_q(encoded).bytes.size() > encoded.size()) __builtin_trap();
  if (mail::decode_uuencode(encoded).bytes.size() > encoded.size()) __builtin_trap();
  if (!base::is_valid_utf8(mail::to_utf8(encoded, charset).text)) __builtin_trap();
  return 0;
}
