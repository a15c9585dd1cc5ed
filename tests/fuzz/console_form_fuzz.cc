// SPDX-License-Identifier: MPL-2.0
//
// Whatever a browser, or somebody who is none, sends as a query, a form, an upload or a cookie: it
// is read within its limits or refused, what was read survives being written and read again, and
// none of it becomes a tag.
//
// Input: the content type, a line end, the body.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "console/form.h"
#include "console/markup.h"

namespace {

using namespace candour::console;

void must(bool condition) {
  if (!condition) std::abort();
}

void comes_back(const Form& form) {
  must(form.fields().size() <= most_fields);
  std::string written;
  for (const auto& [name, value] : form.fields())
    written += url_encoded(name) + "=" + url_encoded(value) + "&";
  const auto again = read_url_encoded(written);
  must(again.has_value());
  must(again->fields() == form.fields());
}

void is_no_tag(std::string_view words) {
  const auto escaped = text(words).html();
  must(escaped.find_first_of("<>\"'") == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const auto line = input.find('\n');
  const auto type = input.substr(0, line);
  const auto body = line == input.npos ? std::string_view() : input.substr(line + 1);
  if (const auto form = read_url_encoded(body)) comes_back(*form);
  if (const auto form = read_multipart(type, body)) {
    comes_back(*form);
    std::size_t octets = 0;
    for (const auto& [name, value] : form->fields()) octets += value.size();
    must(octets <= body.size());
  }
  if (const auto cookie = cookie_named("candour-session", input))
    must(input.find(*cookie) != input.npos);
  is_no_tag(input);
  return 0;
}
