// SPDX-License-Identifier: MPL-2.0

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "policy/action_text.h"

using namespace candour;

// Whatever a policy file holds: what is given back says so, and changing it again changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (const auto* grade : {"", "outgoing"}) {
    const auto changed =
        policy::with_action(text, "confidential-disclosure", grade, policy::Action::warn);
    if (!changed) continue;
    const auto again =
        policy::with_action(*changed, "confidential-disclosure", grade, policy::Action::warn);
    if (!again || *again != *changed) std::abort();
  }
  return 0;
}
