// SPDX-License-Identifier: MPL-2.0

#include "mail/encoded_word.h"

#include <algorithm>

#include "base/text.h"
#include "mail/charset.h"
#include "mail/codec.h"
#include "mail/lexical.h"

namespace candour::mail {

namespace {

constexpr std::string_view opening = "=?";
constexpr std::string_view closing = "?=";

// Bytes of adjacent encoded words of one charset, converted together: a character may be split
// over two of them, against the standard.
class Run {
 public:
  explicit Run(std::string& text) : text_(text) {}

  void add(std::string_view charset, std::string_view bytes) {
    if (open_ && !base::equals_ignoring_case(charset, charset_)) end();
    charset_ = charset;
    bytes_ += bytes;
    open_ = true;
  }

  void end() {
    if (open_) text_ += to_utf8(bytes_, charset_).text;
    bytes_.clear();
    open_ = false;
  }

  bool open() const { return open_; }

 private:
  std::string& text_;
  std::string_view charset_;
  std::string bytes_;
  bool open_ = false;
};

// The bytes of an encoded word; nothing where it holds none of what it claims.
std::optional<std::string> bytes_of(const EncodedWord& word) {
  auto decoded = word.encoding == 'b' ? decode_base64(word.text) : decode_q(word.text);
  if (decoded.malformed && decoded.bytes.empty()) return {};
  return std::move(decoded.bytes);
}

}  // namespace

std::optional<EncodedWord> EncodedWords::at(std::size_t at) {
  constexpr std::size_t longest_charset = 60;
  if (field_.substr(at, opening.size()) != opening) return {};
  const auto charset_begin = at + opening.size();
  const auto charset_length = field_.substr(charset_begin, longest_charset + 1).find('?');
  if (charset_length == field_.npos || charset_length == 0) return {};
  const auto text_begin = charset_begin + charset_length + 3;
  if (text_begin > field_.size() || field_[text_begin - 1] != '?') return {};

  EncodedWord word;
  word.charset = field_.substr(charset_begin, charset_length);
  if (word.charset.find_first_of(" \t\r\n=\"<>,;") != field_.npos) return {};
  word.charset = word.charset.substr(0, word.charset.find('*'));
  word.encoding = static_cast<char>(field_[text_begin - 2] | 0x20);  // in lower case
  if (word.encoding != 'q' && word.encoding != 'b') return {};

  if (next_end_ != field_.npos && next_end_ < text_begin)
    next_end_ = field_.find(closing, text_begin);
  if (next_end_ == field_.npos) return {};
  word.text = field_.substr(text_begin, next_end_ - text_begin);
  if (word.encoding == 'b' && word.text.find('?') != field_.npos) return {};
  word.end = next_end_ + closing.size();
  return word;
}

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return text;
}

std::string decode_encoded_words(std::string_view value) {
  std::string text;
  Run run(text);
  EncodedWords words(value);
  std::size_t plain = 0;  // what stands before here is done
  for (auto at = value.find(opening); at != value.npos; at = value.find(opening, at)) {
    const auto word = words.at(at);
    const auto bytes = word ? bytes_of(*word) : std::nullopt;
    if (!bytes) {
      at += opening.size() - 1;
      continue;
    }
    const auto between = value.substr(plain, at - plain);
    if (!run.open() || between.find_first_not_of(blanks) != between.npos) {
      run.end();
      text += to_utf8(between, "").text;
    }
    run.add(word->charset, *bytes);
    plain = at = word->end;
  }
  run.end();
  text += to_utf8(value.substr(plain), "").text;
  return one_line(std::move(text));
}

}  // namespace candour::mail
