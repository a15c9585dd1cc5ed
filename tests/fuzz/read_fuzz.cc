// SPDX-License-Identifier: MPL-2.0
//
// Any bytes as a message. Besides not crashing, what is read must hang together: whatever later
// code takes for granted is checked here.
#include <cstdint>
#include <cstdlib>

#include "base/unicode.h"
#include "mail/mail.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const candour::mail::Body& body) {
  require(candour::base::is_valid_utf8(body.text));
  require(candour::base::is_valid_utf8(body.hidden));
  std::size_t covered = 0;
  for (const auto& stretch : body.stretches) {
    require(stretch.begin == covered && stretch.end >= stretch.begin);
    covered = stretch.end;
  }
  require(covered == body.text.size());
  for (const auto& quote : body.quotes)
    require(quote.begin <= quote.end && quote.end <= body.text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  candour::mail::Limits limits;
  limits.parts = 200;
  const auto mail = candour::mail::read({reinterpret_cast<const char*>(bytes), size}, limits);
  require(mail.parts.size() <= 2 * size);
  for (const auto& field : mail.headers.fields)
    require(!field.name.empty() && candour::base::is_valid_utf8(field.value));
  for (const auto& part : mail.parts) {
    require(!part.path.empty() && part.type.find('/') != std::string::npos);
    require(candour::base::is_valid_utf8(part.text) && candour::base::is_valid_utf8(part.filename));
  }
  for (const auto& body : mail.bodies) check(body);
  for (const auto& attached : mail.attached)
    for (const auto& body : attached.bodies) check(body);
  return 0;
}
