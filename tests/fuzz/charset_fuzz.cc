// SPDX-License-Identifier: MPL-2.0
//
// Any bytes in any charset: the first line is the label, the rest the text.
#include <algorithm>

#include "base/unicode.h"
#include "mail/charset.h"

using namespace candour;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(input.find('\n'), input.size());
  const auto text = input.substr(std::min(end + 1, input.size()));
  const auto converted = mail::to_utf8(text, input.substr(0, end));
  if (!base::is_valid_utf8(converted.text)) __builtin_trap();
  // A longer text would be a way to fill memory with little mail.
  if (converted.text.size() > 32 * text.size() + 32) __builtin_trap();
  // The same again: a converter must not remember what it read before.
  if (mail::to_utf8(text, input.substr(0, end)).text != converted.text) __builtin_trap();
  return 0;
}
