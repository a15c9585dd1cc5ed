// SPDX-License-Identifier: MPL-2.0

#include "mail/calendar.h"

#include <cstdlib>

#include "mail/said_words.h"

using namespace candour;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& invitation : mail::read_calendar(text, mail::Limits{}).invitations) {
    for (const auto& attendee : invitation.attendees)
      if (attendee.address.address.empty() && attendee.address.name.empty()) std::abort();
    // What a text says itself is not unsaid beside it.
    mail::UnsaidLines lines(invitation.description);
    lines.compare(invitation.description);
    if (!lines.take().empty()) std::abort();
  }
  return 0;
}
