// SPDX-License-Identifier: MPL-2.0
//
// What a captured candour-extract might send to the daemon.

#include "base/unicode.h"
#include "extract/wire.h"

using namespace candour;

namespace {

void demand(bool truth) {
  if (!truth) __builtin_trap();
}

bool is_clean(const std::string& text) {
  return base::is_valid_utf8(text) && text.find('\r') == std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto opened = extract::decode({reinterpret_cast<const char*>(data), size});
  if (!opened) return 0;
  for (const auto& document : opened->documents) {
    demand(is_clean(document.name) && is_clean(document.text) && is_clean(document.sha256));
    for (const auto& margin : document.margins) demand(is_clean(margin));
    for (const auto& [name, value] : document.properties) demand(is_clean(name) && is_clean(value));
  }
  for (const auto& unread : opened->unread)
    demand(is_clean(unread.why) && unread.why.find('\n') == std::string::npos);
  demand(extract::decode(extract::encode(*opened)).has_value());
  return 0;
}
