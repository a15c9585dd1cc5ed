// SPDX-License-Identifier: MPL-2.0

#include <cstdint>
#include <cstdlib>

#include "base/unicode.h"
#include "mail/html_text.h"
#include "mail/zones.h"

using namespace candour;

// Marks stay inside the text, and what is divided by them covers it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto html = base::valid_utf8({reinterpret_cast<const char*>(bytes), size});
  auto read = mail::html_to_text(html);
  std::size_t before = 0;
  for (const auto& mark : read.marks) {
    if (mark.begin < before || mark.end < mark.begin || mark.end > read.text.size()) std::abort();
    before = mark.begin;
  }
  mail::Body body;
  body.text = std::move(read.text);
  mail::divide(body, read.marks);
  std::size_t at = 0;
  for (const auto& stretch : body.stretches) {
    if (stretch.begin != at) std::abort();
    at = stretch.end;
  }
  if (at != body.text.size()) std::abort();
  return 0;
}
