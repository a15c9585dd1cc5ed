// SPDX-License-Identifier: MPL-2.0
//
// Any bytes as the JSON of a composed mail. What is accepted becomes a message that reads as it was
// composed: the same people, and no field that nobody wrote.
#include <cstdlib>

#include "composed/read.h"
#include "composed/write.h"

using namespace candour;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void require_same(const std::vector<mail::Address>& composed,
                  const std::vector<mail::Address>& read) {
  require(composed.size() == read.size());
  for (std::size_t i = 0; i < read.size(); ++i) require(composed[i].address == read[i].address);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto message = composed::read({reinterpret_cast<const char*>(data), size});
  if (!message) {
    require(!message.error().detail.empty());
    return 0;
  }
  const auto mail = mail::read(composed::write(*message));
  require_same({message->from}, mail.headers.from);
  require_same(message->to, mail.headers.to);
  require_same(message->cc, mail.headers.cc);
  require(!mail.headers.bcc);
  require(mail.headers.fields.size() <= message->headers.size() + 13);
  return 0;
}
