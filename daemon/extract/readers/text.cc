// SPDX-License-Identifier: MPL-2.0
//
// Files that are text already: plain, CSV, calendars, HTML. Nothing but their charset is in doubt.
#include <algorithm>

#include "base/text.h"
#include "extract/readers/readers.h"
#include "mail/charset.h"
#include "mail/content.h"
#include "mail/html_text.h"

namespace candour::extract {

namespace {

using namespace std::literals;

// Windows programs write UTF-16 with a byte order mark or, now and then, without; English text is
// then zero in every other byte.
std::string_view utf16_form(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  const auto head = bytes.substr(0, 512);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++zeros[i % 2];
  const auto most = head.size() / 2;
  if (most < 2) return {};
  if (zeros[1] > most * 3 / 4 && zeros[0] == 0) return "utf-16le";
  if (zeros[0] > most * 3 / 4 && zeros[1] == 0) return "utf-16be";
  return {};
}

// Control characters that no text has, one in a hundred of the first few thousand bytes.
bool is_binary(std::string_view bytes) {
  const auto head = bytes.substr(0, 8192);
  const auto strange = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < ' ' && "\t\n\r\f\v\b\x1B"sv.find(c) == std::string_view::npos;
  });
  return static_cast<std::size_t>(strange) * 100 > head.size();
}

}  // namespace

void read_text(const File& file, Opening& opening) {
  const auto utf16 = utf16_form(file.content);
  if (utf16.empty() && is_binary(file.content))
    return opening.unread("Candour cannot read this kind of file", Opening::Weight::aside);
  mail::Document document;
  document.text = mail::to_utf8(file.content, utf16).text;
  opening.add_document(document);
}

void read_html(const File& file, Opening& opening) {
  const auto limit = mail::Limits().html_bytes;
  auto charset = std::string(utf16_form(file.content));
  if (charset.empty()) charset = mail::charset_of_html(file.content);
  const auto utf8 = mail::to_utf8(file.content, charset).text;
  auto html = mail::html_to_text(mail::clean_text(utf8, limit));
  if (utf8.size() > limit || html.over_limit)
    opening.unread("too long or too complex HTML: the rest of it", Opening::Weight::decisive);
  mail::Document document;
  document.text = std::move(html.text);
  if (!html.title.empty()) document.properties.push_back({"title", std::move(html.title)});
  opening.add_document(document);
}

}  // namespace candour::extract
