// SPDX-License-Identifier: MPL-2.0
//
// Whatever the message: only whole fields are taken out, the body stays, and nothing that is to be
// taken out is left.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "listeners/relayed_bytes.h"

namespace {

using namespace candour;

void must(bool condition) {
  if (!condition) std::abort();
}

bool is_subsequence(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (const char c : whole)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view message(reinterpret_cast<const char*>(bytes), size);
  const std::string relayed = listeners::relayed_bytes(message);
  must(is_subsequence(relayed, message));
  must(listeners::relayed_bytes(relayed) == relayed);
  for (const auto piece : listeners::relayed_pieces(message)) must(!piece.empty());
  must(listeners::acknowledgement_in(relayed).empty());
  for (const auto line : base::split(relayed, '\n')) {
    if (base::trim(line).empty()) break;
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    const auto end = line.substr(0, colon).find_last_not_of(" \t\r") + 1;
    must(!base::equals_ignoring_case(line.substr(0, end), "Bcc"));
  }
  return 0;
}
