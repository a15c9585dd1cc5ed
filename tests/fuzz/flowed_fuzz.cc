// SPDX-License-Identifier: MPL-2.0

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "mail/flowed.h"

using namespace candour;

// Only blanks, line ends and quote marks may come or go.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto is_word = [](char c) { return c != ' ' && c != '>' && c != '\n' && c != '\r'; };
  const auto words = std::count_if(text.begin(), text.end(), is_word);
  for (const auto del_sp : {mail::DelSp::no, mail::DelSp::yes}) {
    const auto joined = mail::unflowed(text, del_sp);
    if (std::count_if(joined.begin(), joined.end(), is_word) != words) std::abort();
  }
  return 0;
}
