// SPDX-License-Identifier: MPL-2.0
//
// Any bytes as the header of a message: unfolded, cleaned, and its fields read.
#include "base/unicode.h"
#include "mail/headers.h"
#include "mail/splitter.h"

using namespace candour;

namespace {

void require(bool holds) {
  if (!holds) __builtin_trap();
}

bool is_one_line(std::string_view text) {
  return base::is_valid_utf8(text) &&
         text.find_first_of(std::string_view("\r\n\0", 3)) == text.npos;
}

void check(const std::vector<mail::Address>& addresses) {
  for (const auto& [name, address] : addresses) require(is_one_line(name) && is_one_line(address));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  mail::Limits limits;
  limits.header_fields = 50;
  limits.addresses = limits.message_ids = 20;
  limits.header_field_bytes = 200;
  mail::Remarks remarks;
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto tree = mail::split_message(raw, limits, remarks);
  const auto headers = mail::read_headers(*tree.root, limits, remarks);
  require(headers.fields.size() <= limits.header_fields);
  require(headers.references.size() <= limits.message_ids);
  for (const auto& [name, value] : headers.fields) require(!name.empty() && is_one_line(value));
  require(is_one_line(headers.subject));
  for (const auto* list : {&headers.from, &headers.sender, &headers.reply_to, &headers.to,
                           &headers.cc, &headers.resent_from, &headers.resent_to})
    check(*list);
  if (headers.date) require(!headers.date->to_string().empty());
  return 0;
}
