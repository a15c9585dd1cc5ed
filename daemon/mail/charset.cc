// SPDX-License-Identifier: MPL-2.0

#include "mail/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::mail {

namespace {

struct Alias {
  std::string_view label;
  const char* name;  // as ICU knows it
};

// What a label means in mail where that is not what ICU takes it for. Mail that claims a national
// standard is written with the vendor's superset of it, which every mail client reads.
// Source: WHATWG Encoding Standard, section 4.2
constexpr auto aliases = std::to_array<Alias>({
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"iso-8859-1-windows-3.1-latin-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"ansi", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"iso-8859-6-i", "iso-8859-6"},
    {"iso-8859-6-e", "iso-8859-6"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"iso-8859-8-e", "iso-8859-8"},
    {"ks_c_5601-1987", "windows-949"},
    {"ks_c_5601-1989", "windows-949"},
    {"ksc5601", "windows-949"},
    {"euc-kr", "windows-949"},
    {"gb2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"x-euc-jp", "euc-jp"},
    {"big5", "big5-hkscs"},
    {"cn-big5", "big5-hkscs"},
    {"x-mac-roman", "macintosh"},
    {"unicode-1-1-utf-7", "utf-7"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"utf-8-sig", "utf-8"},
    {"utf8mb4", "utf-8"},
});

// Labels that promise nothing beyond ASCII.
constexpr auto plain_labels = std::to_array<std::string_view>(
    {"", "us-ascii", "ascii", "us", "ansi_x3.4-1968", "iso646-us", "iso-ir-6", "646"});

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Close>;

// Puts U+FFFD for bytes that are not of the charset and remembers that it did.
void replace_malformed(const void* malformed, UConverterToUnicodeArgs* args, const char*,
                       std::int32_t, UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // not a fault: reset, close, clone
  if (reason == UCNV_IRREGULAR) {
    // Two shift sequences with nothing between them, as where two encoded words were joined.
    *error = U_ZERO_ERROR;
    return;
  }
  *static_cast<bool*>(const_cast<void*>(malformed)) = true;
  *error = U_ZERO_ERROR;
  constexpr UChar replacement = 0xfffd;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

/// The converters of one thread, which must not share them. ICU knows some 230, which bounds it.
class Converters {
 public:
  /// The converter of a label, or none where ICU does not know it.
  UConverter* find(const std::string& label) {
    const auto alias = std::find_if(aliases.begin(), aliases.end(),
                                    [&](const Alias& each) { return each.label == label; });
    UErrorCode error = U_ZERO_ERROR;
    // Asking for the canonical name first keeps strangers' labels away from ucnv_open(), which
    // would look for files and take options after a comma.
    const char* name =
        ucnv_getAlias(alias == aliases.end() ? label.c_str() : alias->name, 0, &error);
    if (U_FAILURE(error) || name == nullptr) return nullptr;
    auto& converter = open_[name];
    if (!converter) converter.reset(ucnv_open(name, &error));
    return U_FAILURE(error) ? nullptr : converter.get();
  }

  /// The converter that writes UTF-8.
  UConverter* utf8() {
    UErrorCode error = U_ZERO_ERROR;
    if (!utf8_) utf8_.reset(ucnv_open("UTF-8", &error));
    return utf8_.get();
  }

 private:
  std::map<std::string, Converter, std::less<>> open_;
  Converter utf8_;
};

Converters& converters() {
  thread_local Converters of_this_thread;
  return of_this_thread;
}

// Converts piece by piece, so that memory follows what comes out, whatever the charset.
std::string convert(std::string_view bytes, UConverter* from, bool& malformed) {
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(from, replace_malformed, &malformed, nullptr, nullptr, &error);
  std::string text;
  text.reserve(bytes.size());
  std::array<char, 4096> piece;
  std::array<UChar, 1024> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  bool first = true;
  do {
    error = U_ZERO_ERROR;
    char* target = piece.data();
    ucnv_convertEx(converters().utf8(), from, &target, piece.data() + piece.size(), &source, end,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), first,
                   true, &error);
    text.append(piece.data(), target);
    first = false;
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(error)) malformed = true;
  return text;
}

std::string without_byte_order_mark(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

// "ISO-8859-1", "'utf-8'" and " utf-8;" alike.
std::string normal_label(std::string_view charset) {
  constexpr std::string_view around = " \t\r\n\"'<>;,";
  const auto first = charset.find_first_not_of(around);
  if (first == charset.npos) return {};
  const auto last = charset.find_last_not_of(around);
  constexpr std::size_t longest = 60;  // ICU's own limit for a name
  auto label = base::lower_ascii(charset.substr(first, last - first + 1));
  return label.size() > longest || label.find('\0') != label.npos ? "?" : label;
}

// Whether more was read than replaced: UTF-8 with a fault in it, cut off in the middle perhaps.
// Other charsets hardly ever look like it.
bool was_utf8(std::string_view repaired) {
  std::size_t characters = 0;
  std::size_t faults = 0;
  for (std::size_t at = 0; at < repaired.size(); ++at) {
    if (static_cast<unsigned char>(repaired[at]) < 0xC0) continue;
    ++(repaired.substr(at, 3) == "\xEF\xBF\xBD" ? faults : characters);
  }
  return characters > faults;
}

Converted from_utf8(std::string_view bytes) {
  Converted result;
  result.malformed = !base::is_valid_utf8(bytes);
  result.text =
      without_byte_order_mark(result.malformed ? base::valid_utf8(bytes) : std::string(bytes));
  return result;
}

Converted guessed(std::string_view bytes) {
  if (auto utf8 = from_utf8(bytes); !utf8.malformed || was_utf8(utf8.text)) return utf8;
  Converted result;
  result.text = convert(bytes, converters().find("windows-1252"), result.malformed);
  return result;
}

}  // namespace

Converted to_utf8(std::string_view bytes, std::string_view charset) {
  if (charset.empty()) return guessed(bytes);
  const std::string label = normal_label(charset);
  if (std::find(plain_labels.begin(), plain_labels.end(), label) != plain_labels.end())
    return guessed(bytes);
  if (label == "utf-8" || label == "utf8") return from_utf8(bytes);
  UConverter* converter = converters().find(label);
  if (converter == nullptr) {
    auto result = guessed(bytes);
    result.unknown_charset = true;
    return result;
  }
  Converted result;
  result.utf7 = ucnv_getType(converter) == UCNV_UTF7;
  result.text = without_byte_order_mark(convert(bytes, converter, result.malformed));
  return result;
}

}  // namespace candour::mail
