// SPDX-License-Identifier: MPL-2.0
//
// Any bytes as a file of learned weights, and as the sentence that is weighed by them. The digest
// at the file's head is put there for the bytes, or nothing behind it would ever be read.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "rules/language/learned.h"
#include "rules/language/traits.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candour;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (rules::Learned::read(bytes, "raw.weights") && !bytes.starts_with("sha256 ")) std::abort();

  const auto text = "sha256 " + base::sha256_hex(bytes) + "\n" + std::string(bytes);
  const auto learned = rules::Learned::read(text, "binding.weights");
  if (!learned) {
    if (learned.error().detail.find("binding.weights:") != 0) std::abort();  // no place
    return 0;
  }
  if (!std::isfinite(learned->weigh(bytes))) std::abort();
  if (const auto clues = learned->recognise(bytes))
    for (const auto& clue : *clues)
      if (clue.begin > clue.end || clue.end > size) std::abort();
  for (const auto& name : rules::trait_names_of(bytes)) rules::trait_key(name);
  return 0;
}
