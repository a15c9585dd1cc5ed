// SPDX-License-Identifier: MPL-2.0

#include "mail/date.h"

using namespace candour;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto date = mail::parse_date({reinterpret_cast<const char*>(data), size});
  if (!date) return 0;
  // What was read is written in one form, always of one length.
  constexpr std::string_view form = "2026-07-20T17:00:51+01:00";
  if (date->to_string().size() != form.size()) __builtin_trap();
  return 0;
}
