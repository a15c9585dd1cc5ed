// SPDX-License-Identifier: MPL-2.0

#include <cstdint>
#include <cstdlib>
#include <string>

#include "mail/stored_mail.h"

using namespace candour;

// Whatever an mbox holds: each message can be read, and together they are no longer than it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  mail::StoredMail mail;
  if (!mail.add_text(text)) std::abort();
  std::size_t all = 0;
  for (std::size_t i = 0; i < mail.size(); ++i) {
    const auto message = mail.read(i);
    if (!message) std::abort();
    all += message->size();
  }
  if (all > size) std::abort();
  return 0;
}
