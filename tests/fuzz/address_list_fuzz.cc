// SPDX-License-Identifier: MPL-2.0

#include "base/unicode.h"
#include "mail/address_list.h"

using namespace candour;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr std::size_t limit = 50;
  const auto list = mail::parse_address_list({reinterpret_cast<const char*>(data), size}, limit);
  if (list.addresses.size() > limit) __builtin_trap();
  for (const auto& [name, address] : list.addresses) {
    if (name.empty() && address.empty()) __builtin_trap();
    if (!base::is_valid_utf8(name) || !base::is_valid_utf8(address)) __builtin_trap();
    if (!list.malformed && address.find('@') == address.npos) __builtin_trap();
  }
  return 0;
}
