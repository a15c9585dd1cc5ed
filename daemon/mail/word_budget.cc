// SPDX-License-Identifier: MPL-2.0
#include "mail/word_budget.h"

#include <algorithm>

namespace candour::mail {

namespace {

// Where the text ends that has no more than so many lines.
std::size_t end_of_lines(std::string_view text, std::size_t lines) {
  std::size_t end = 0;
  while (lines-- > 0 && end < text.size()) {
    const auto feed = text.find('\n', end);
    end = feed == text.npos ? text.size() : feed + 1;
  }
  return end;
}

void shorten(Reading& letter, std::size_t size) {
  while (size > 0 && (static_cast<unsigned char>(letter.text[size]) & 0xC0) == 0x80) --size;
  letter.text.resize(size);
  letter.text.shrink_to_fit();
  std::erase_if(letter.marks, [&](const Mark& mark) { return mark.begin >= size; });
  for (auto& mark : letter.marks) mark.end = std::min(mark.end, size);
}

}  // namespace

Limits WordBudget::left_of_letter() const {
  auto limits = left_;
  limits.text_bytes = left_.letter_bytes;
  return limits;
}

void WordBudget::take_file(std::string_view text) {
  left_.text_bytes -= std::min(left_.text_bytes, text.size());
  left_.html_bytes = std::min(left_.html_bytes, left_.text_bytes);
}

void WordBudget::take_letter(Reading& letter, std::string_view what) {
  const auto end = std::min(end_of_lines(letter.text, left_.letter_lines), left_.letter_bytes);
  if (end < letter.text.size()) {
    shorten(letter, end);
    remarks_.over_limit("text-limit", std::string(what), "too long");
  }
  left_.letter_bytes -= std::min(left_.letter_bytes, letter.text.size());
  const auto lines = std::count(letter.text.begin(), letter.text.end(), '\n');
  left_.letter_lines -= std::min(left_.letter_lines, static_cast<std::size_t>(lines));
}

}  // namespace candour::mail
