// SPDX-License-Identifier: MPL-2.0
#include "mail/content.h"

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "mail/charset.h"
#include "mail/codec.h"
#include "mail/flowed.h"

namespace candour::mail {

namespace {

// What is read of a text in UTF-16 shall be as long as of one in UTF-8; nobody writes much in other
// charsets that make text longer.
std::string_view cut_to_convert(std::string_view bytes, std::size_t limit) {
  return bytes.substr(0, 2 * limit);
}

std::string converted(std::string_view bytes, std::string_view charset, std::string_view what,
                      Remarks& remarks) {
  auto utf8 = to_utf8(bytes, charset);
  if (utf8.utf7) remarks.anomaly("utf-7");
  if (utf8.unknown_charset) {
    remarks.anomaly("unknown-charset");
    remarks.unread(std::string(what), "unknown charset " + base::quoted(charset, 40),
                   Weight::aside);
  }
  if (utf8.malformed) {
    remarks.anomaly("malformed-text");
    remarks.unread(std::string(what), "some bytes are no text", Weight::aside);
  }
  return std::move(utf8.text);
}

// Not in the middle of a character.
std::string_view cut(std::string_view utf8, std::size_t limit) {
  if (utf8.size() <= limit) return utf8;
  while (limit > 0 && (static_cast<unsigned char>(utf8[limit]) & 0xC0) == 0x80) --limit;
  return utf8.substr(0, limit);
}

void note_length(std::size_t bytes, std::size_t limit, std::string_view name, std::string_view what,
                 Remarks& remarks) {
  if (bytes > limit) remarks.over_limit(name, std::string(what), "too long");
}

}  // namespace

std::optional<std::string> decode_content(const Entity& leaf, std::string_view what,
                                          Remarks& remarks) {
  const auto& encoding = leaf.transfer_encoding();
  Decoded decoded;
  if (encoding == "base64") {
    decoded = decode_base64(leaf.content);
  } else if (encoding == "quoted-printable") {
    decoded = decode_quoted_printable(leaf.content);
  } else if (leaf.is_encoded()) {
    decoded = decode_uuencode(leaf.content);
  } else {
    if (!encoding.empty() && encoding != "7bit" && encoding != "8bit" && encoding != "binary")
      remarks.anomaly("unknown-transfer-encoding");
    return std::nullopt;
  }
  if (decoded.malformed) {
    remarks.anomaly("malformed-encoding");
    remarks.unread(std::string(what), "not everything in it is " + encoding, Weight::aside);
  }
  return std::move(decoded.bytes);
}

Reading read_plain(const Entity& leaf, std::string_view content, std::string_view what,
                   const Limits& limits, Remarks& remarks) {
  const auto& type = leaf.content_type();
  const auto utf8 = converted(cut_to_convert(content, limits.text_bytes), type.parameter("charset"),
                              what, remarks);
  note_length(std::max(utf8.size(), content.size() / 2), limits.text_bytes, "text-limit", what,
              remarks);
  Reading reading{clean_text(utf8, limits.text_bytes), {}, {}, {}};
  if (base::equals_ignoring_case(type.parameter("format"), "flowed")) {
    const bool del_sp = base::equals_ignoring_case(type.parameter("delsp"), "yes");
    reading.text = unflowed(reading.text, del_sp ? DelSp::yes : DelSp::no);
  }
  return reading;
}

Reading read_html(const Entity& leaf, std::string_view content, std::string_view what,
                  const Limits& limits, Remarks& remarks) {
  std::string charset(leaf.content_type().parameter("charset"));
  if (charset.empty()) charset = charset_of_html(content);
  const auto utf8 = converted(cut_to_convert(content, limits.html_bytes), charset, what, remarks);
  note_length(std::max(utf8.size(), content.size() / 2), limits.html_bytes, "html-limit", what,
              remarks);
  auto html = html_to_text(clean_text(utf8, limits.html_bytes));
  if (html.over_limit) remarks.over_limit("html-limit", std::string(what), "too complex HTML");
  return {std::move(html.text), std::move(html.hidden), std::move(html.marks),
          std::move(html.title)};
}

std::string charset_of_html(std::string_view html) {
  const auto head = base::lower_ascii(html.substr(0, 1024));
  auto begin = head.find("charset=");
  if (begin == std::string::npos) return {};
  begin = head.find_first_not_of("\"' ", begin + 8);
  if (begin == std::string::npos) return {};
  const auto end = head.find_first_of("\"' />;", begin);
  // A page that was converted on its way may still claim what it was; UTF-16 it cannot be. UTF-7 no
  // reader takes from a page (HTML Standard): who writes it there wants us to read something else.
  const auto name = head.substr(begin, end - begin);
  return name.starts_with("utf-16") || name.starts_with("utf-7") ? std::string() : name;
}

std::string clean_text(std::string_view utf8, std::size_t limit) {
  utf8 = cut(utf8, limit);
  if (utf8.starts_with("\xEF\xBB\xBF")) utf8.remove_prefix(3);
  std::string text;
  text.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8[i] == '\0') {
      text += "\xEF\xBF\xBD";
    } else if (utf8[i] == '\r') {
      while (i + 1 < utf8.size() && utf8[i + 1] == '\r') ++i;
      if (i + 1 == utf8.size() || utf8[i + 1] != '\n') text += '\n';
    } else {
      text += utf8[i];
    }
  }
  return text;
}

}  // namespace candour::mail
