// SPDX-License-Identifier: MPL-2.0

#include <cstdint>
#include <cstdlib>

#include "mail/zones.h"

using namespace candour;

// Stretches cover the text in whole lines, and quotes lie inside it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  mail::Body body;
  body.text.assign(reinterpret_cast<const char*>(bytes), size);
  mail::divide(body, {});
  std::size_t at = 0;
  for (const auto& stretch : body.stretches) {
    if (stretch.begin != at || stretch.end <= stretch.begin) std::abort();
    at = stretch.end;
    if (at < size && body.text[at - 1] != '\n') std::abort();
  }
  if (at != size) std::abort();
  std::size_t before = 0;
  for (const auto& quote : body.quotes) {
    if (quote.begin < before || quote.end < quote.begin || quote.end > size) std::abort();
    before = quote.begin;
  }
  (void)body.foot();
  return 0;
}
