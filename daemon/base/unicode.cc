// SPDX-License-Identifier: MPL-2.0

#include "base/unicode.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/filteredbrk.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "base/text.h"

namespace candour::base {

namespace {

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU's normalisation data is missing");
  return *normalizer;
}

// plain_form() of ASCII. Most letters are, and ICU need not be asked about them.
constexpr auto plain_ascii = [] {
  std::array<char, 0x80> plain{};
  for (std::size_t c = 0; c < plain.size(); ++c) plain[c] = static_cast<char>(c);
  for (const std::size_t blank : {9u, 11u, 12u}) plain[blank] = ' ';  // tab, VT, FF
  plain['\r'] = 0;
  plain['`'] = '\'';
  return plain;
}();

// The same in lower case.
constexpr auto folded_ascii = [] {
  auto folded = plain_ascii;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) folded[c] = static_cast<char>(c - 'A' + 'a');
  return folded;
}();

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What people type in several ways and mean as one. 0 leaves the character out.
UChar32 plain_form(UChar32 c) {
  if (c < 0x80) return plain_ascii[static_cast<std::size_t>(c)];
  switch (c) {
    case 0x00a0:
      return ' ';
    case 0x2028:
    case 0x2029:
    case 0x0085:
      return '\n';
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x02bc:
    case 0x2032:
    case 0x00b4:
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    default:
      break;
  }
  if (u_charType(c) == U_SPACE_SEPARATOR) return ' ';
  return c;
}

void append(std::string& out, UChar32 c) {
  std::array<char, 4> bytes{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, c);
  out.append(bytes.data(), static_cast<std::size_t>(size));
}

// ICU's macro converts int to uint8_t in its own body; -Wconversion would have us mend ICU.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
// One code point at `at`, negative where the bytes are malformed; moves `at` on.
UChar32 decode(std::string_view text, std::int32_t& at) {
  UChar32 c = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  U8_NEXT(text.data(), at, size, c);
  return c;
}
#pragma GCC diagnostic pop

UChar32 next(std::string_view text, std::int32_t& at) {
  const UChar32 c = decode(text, at);
  return c < 0 ? 0xfffd : c;
}

// Where ASCII that no combining mark follows ends: the common case, without ICU.
std::size_t end_of_ascii(std::string_view utf8, std::size_t at) {
  const auto begin = at;
  while (at < utf8.size() && static_cast<unsigned char>(utf8[at]) < 0x80) ++at;
  return at == utf8.size() || at == begin ? at : at - 1;
}

void fold_ascii(std::string_view utf8, base::Range range, std::string& text,
                std::vector<std::uint32_t>* offsets) {
  auto size = text.size();
  text.resize(size + range.end - range.begin);
  if (offsets != nullptr) offsets->resize(text.size());
  for (auto at = range.begin; at < range.end; ++at) {
    const char c = folded_ascii[static_cast<unsigned char>(utf8[at])];
    text[size] = c;
    if (offsets != nullptr) (*offsets)[size] = static_cast<std::uint32_t>(at);
    size += c != 0 ? 1 : 0;
  }
  text.resize(size);
  if (offsets != nullptr) offsets->resize(size);
}

std::string fold_into(std::string_view utf8, std::vector<std::uint32_t>* offsets) {
  std::string text;
  text.reserve(utf8.size());
  if (offsets != nullptr) offsets->reserve(utf8.size() + 1);
  const auto& normalizer = nfkc_casefold();
  icu::UnicodeString segment;
  std::uint32_t segment_begin = 0;
  const auto flush = [&] {
    if (segment.isEmpty()) return;
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString normal = normalizer.normalize(segment, status);
    const std::size_t before = text.size();
    for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1))
      if (const UChar32 c = plain_form(normal.char32At(i)); c != 0) append(text, c);
    if (offsets != nullptr) offsets->resize(offsets->size() + text.size() - before, segment_begin);
    segment.remove();
  };
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(utf8.size());) {
    const auto begin = static_cast<std::uint32_t>(at);
    if (const auto end = end_of_ascii(utf8, begin); end > begin) {
      flush();
      fold_ascii(utf8, {begin, end}, text, offsets);
      at = static_cast<std::int32_t>(end);
      continue;
    }
    const UChar32 c = plain_form(next(utf8, at));
    if (c == 0) continue;
    // Normalisation looks no further back than the last boundary, so neither need we.
    if (segment.isEmpty() || normalizer.hasBoundaryBefore(c) || segment.length() > 256) {
      flush();
      segment_begin = begin;
    }
    segment.append(c);
  }
  flush();
  if (offsets != nullptr) offsets->push_back(static_cast<std::uint32_t>(utf8.size()));
  return text;
}

icu::BreakIterator& sentence_iterator() {
  // One a thread: an iterator is not to be shared, and costs a millisecond to make.
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale("en", "GB");
    std::unique_ptr<icu::BreakIterator> plain(
        icu::BreakIterator::createSentenceInstance(locale, status));
    std::unique_ptr<icu::FilteredBreakIteratorBuilder> builder(
        icu::FilteredBreakIteratorBuilder::createInstance(locale, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU's sentence data is missing");
    for (const char* abbreviation :
         {"Cllr.", "cllr.", "Cllrs.", "cllrs.",  "CLLR.", "Coun.", "coun.", "Clr.", "clr.", "Cyng.",
          "cyng.", "Mr.",   "Mrs.",   "Ms.",     "Dr.",   "Rev.",  "Revd.", "Hon.", "St.",  "Rd.",
          "Ave.",  "No.",   "no.",    "approx.", "e.g.",  "i.e.",  "etc.",  "inc.", "Ltd.", "Co.",
          "Prof.", "Sgt.",  "Capt.",  "Col.",    "Sr.",   "Jr.",   "p.p.",  "c.c.", "ref.", "Ref.",
          "para.", "Para.", "sec.",   "Sec.",    "vs.",   "a.m.",  "p.m."})
      builder->suppressBreakAfter(icu::UnicodeString::fromUTF8(abbreviation), status);
    std::unique_ptr<icu::BreakIterator> filtered(builder->build(plain.release(), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU's sentence data is missing");
    return filtered;
  }();
  return *iterator;
}

void add_trimmed(std::string_view text, std::size_t begin, std::size_t end,
                 std::vector<Range>& out) {
  const auto sentence = text.substr(begin, end - begin);
  const auto first = sentence.find_first_not_of(" \t\r\n");
  if (first == sentence.npos) return;
  out.push_back({begin + first, begin + sentence.find_last_not_of(" \t\r\n") + 1});
}

// A greeting, a heading, an item of a list: nothing in it could end a sentence but its own end, and
// ICU, which takes its time, would say no more (UAX 29, SB3 to SB11).
bool is_one_sentence(std::string_view paragraph) {
  if (!is_ascii(paragraph)) return false;
  constexpr std::string_view ends = ".!?", closes = "\"')]}";
  auto at = paragraph.find_first_of(ends);
  const auto pass = [&](std::string_view these) {
    at = std::min(paragraph.find_first_not_of(these, at), paragraph.size());
  };
  if (at == paragraph.npos) return true;
  pass(ends);
  pass(closes);
  pass(" \t\r\n");
  return at == paragraph.size();
}

void sentences_of_paragraph(std::string_view text, std::size_t begin, std::size_t end,
                            std::vector<Range>& out) {
  if (is_one_sentence(text.substr(begin, end - begin))) {
    add_trimmed(text, begin, end, out);
    return;
  }
  // A line end inside a paragraph is only a wrap; ICU would end a sentence there (UAX 29, SB4).
  std::string flat(text.substr(begin, end - begin));
  for (char& c : flat)
    if (c == '\n' || c == '\r') c = ' ';
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(flat);
  auto& iterator = sentence_iterator();
  iterator.setText(unicode);
  // UTF-16 positions back to bytes, walked along once; in ASCII they are the same.
  const bool ascii = static_cast<std::size_t>(unicode.length()) == flat.size();
  std::int32_t byte = 0;
  std::int32_t unit = 0;
  const auto byte_at = [&](std::int32_t wanted) {
    if (ascii) return begin + static_cast<std::size_t>(wanted);
    while (unit < wanted && byte < static_cast<std::int32_t>(flat.size()))
      unit += U16_LENGTH(next(flat, byte));
    return begin + static_cast<std::size_t>(byte);
  };
  std::size_t from = begin;
  iterator.first();
  for (auto at = iterator.next(); at != icu::BreakIterator::DONE; at = iterator.next()) {
    const std::size_t to = byte_at(at);
    add_trimmed(text, from, to, out);
    from = to;
  }
  if (unicode.length() > 4096) iterator.setText({});  // it would keep the text until the next
}

// What a line of a list begins with: '-', '*', '1' ("2. ", "2) ", "b) "); 0 for none.
char list_mark(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  for (const std::string_view dash : {"- ", "\u2013 "})
    if (line.starts_with(dash)) return '-';
  for (const std::string_view bullet : {"* ", "\u2022 ", "\u00b7 "})
    if (line.starts_with(bullet)) return '*';
  const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const auto label = digits > 0 ? digits : std::min<std::size_t>(line.size(), 1);
  const bool closed =
      line.substr(label).starts_with(") ") || (digits > 0 && line.substr(label).starts_with(". "));
  return closed && digits <= 2 ? '1' : '\0';
}

/// Where lines begin that are items of a list: two at least of one mark, since a dash may also come
/// to stand at a line's head where it was wrapped.
std::vector<std::size_t> list_items(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<std::pair<char, std::size_t>> marked;
  std::array<std::size_t, 128> times{};
  for (auto line = begin; line < end;) {
    const auto next_line = std::min(text.find('\n', line), end - 1) + 1;
    if (const char mark = list_mark(text.substr(line, next_line - line)); mark != '\0') {
      marked.emplace_back(mark, line);
      ++times[static_cast<unsigned char>(mark)];
    }
    line = next_line;
  }
  std::vector<std::size_t> items;
  for (const auto& [mark, line] : marked)
    if (times[static_cast<unsigned char>(mark)] > 1) items.push_back(line);
  return items;
}

}  // namespace

std::pair<std::size_t, std::size_t> Folded::original(std::size_t begin, std::size_t length) const {
  const std::size_t from = offsets[begin];
  return {from, offsets[begin + length] - from};
}

Folded fold(std::string_view utf8) {
  Folded result;
  result.text = fold_into(utf8, &result.offsets);
  return result;
}

std::string folded(std::string_view utf8) {
  return fold_into(utf8, nullptr);
}

std::string folded_name(std::string_view utf8) {
  auto folded = fold_into(utf8, nullptr);
  if (is_ascii(folded)) return folded;
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU's normalisation data is missing");
  const icu::UnicodeString apart = nfd->normalize(icu::UnicodeString::fromUTF8(folded), status);
  std::string name;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1))
    if (const UChar32 c = apart.char32At(i); u_charType(c) != U_NON_SPACING_MARK) append(name, c);
  return name;
}

std::string to_ascii(std::string_view utf8) {
  // One a thread: a transliterator is not to be shared, and takes a moment to make.
  thread_local const std::unique_ptr<icu::Transliterator> latin_to_ascii = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU's transliteration data is missing");
    return made;
  }();
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  latin_to_ascii->transliterate(text);
  std::string ascii;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    ascii += c < 0x80 ? static_cast<char>(c) : '?';
  }
  return ascii;
}

std::string valid_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(bytes.size());)
    append(text, next(bytes, at));
  return text;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(bytes.size());) {
    const bool ascii = static_cast<unsigned char>(bytes[static_cast<std::size_t>(at)]) < 0x80;
    if (ascii)
      ++at;
    else if (decode(bytes, at) < 0)
      return false;
  }
  return true;
}

std::string windows_1252_to_utf8(std::string_view bytes) {
  std::string text;
  icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), "windows-1252")
      .toUTF8String(text);
  return text;
}

std::string domain_to_ascii(std::string_view utf8) {
  while (utf8.ends_with('.')) utf8.remove_suffix(1);
  if (is_ascii(utf8)) return lower_ascii(utf8);
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<const icu::IDNA> idna(icu::IDNA::createUTS46Instance(
      UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, status));
  if (idna == nullptr) throw std::runtime_error("ICU's domain name data is missing");
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}, sink, info, status);
  return U_FAILURE(status) || info.hasErrors() ? folded(utf8) : result;
}

std::vector<Range> sentences(std::string_view utf8) {
  std::vector<Range> result;
  std::size_t begin = 0;
  while (begin < utf8.size()) {
    // A paragraph ends at a blank line.
    std::size_t end = utf8.size();
    for (std::size_t at = utf8.find('\n', begin); at != utf8.npos; at = utf8.find('\n', at + 1)) {
      const std::size_t next_line = utf8.find_first_not_of(" \t\r", at + 1);
      if (next_line == utf8.npos || utf8[next_line] == '\n') {
        end = at + 1;
        break;
      }
    }
    for (const auto item : list_items(utf8, begin, end)) {
      sentences_of_paragraph(utf8, begin, item, result);
      begin = item;
    }
    sentences_of_paragraph(utf8, begin, end, result);
    begin = end;
  }
  return result;
}

}  // namespace candour::base
