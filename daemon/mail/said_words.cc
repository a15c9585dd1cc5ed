// SPDX-License-Identifier: MPL-2.0
#include "mail/said_words.h"

#include <array>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::mail {

namespace {

constexpr std::size_t run_words = 3;
constexpr std::uint64_t start = 0xcbf29ce484222325;
constexpr std::uint64_t step = 0x9e3779b97f4a7c15;

// Calls `use` with the hash of each run of three words in a text, wherever its lines end, and of
// each line that is shorter than that.
template <class Use>
void for_each_run(std::string_view text, Use use) {
  std::array<std::uint64_t, run_words> last{};  // words, the oldest first
  std::size_t words = 0;
  std::size_t words_in_line = 0;
  std::uint64_t line = 0;
  std::uint64_t word = start;  // FNV-1a of the word so far
  for (const char c : base::folded(text) + '\n') {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      word = (word ^ byte) * 0x100000001b3;
      continue;
    }
    if (word != start) {
      last = {last[1], last[2], std::exchange(word, start)};
      line = (line ^ last[2]) * step;
      ++words_in_line;
      if (++words >= run_words) use(((last[0] * step ^ last[1]) * step ^ last[2]) * step);
    }
    if (c != '\n') continue;
    if (words_in_line > 0 && words_in_line < run_words) use(~line);
    words_in_line = 0;
    line = 0;
  }
}

}  // namespace

UnsaidLines::UnsaidLines(std::string text) : text_(std::move(text)) {
  for_each_run(text_, [&](std::uint64_t run) { said_.emplace(run, false); });
}

void UnsaidLines::compare(std::string_view other) {
  for_each_run(other, [&](std::uint64_t run) {
    if (const auto known = said_.find(run); known != said_.end()) known->second = true;
  });
}

std::string UnsaidLines::take() {
  std::string unsaid;
  for (const auto line : base::split(text_, '\n')) {
    bool said = true;
    for_each_run(line, [&](std::uint64_t run) {
      const auto known = said_.find(run);
      said = said && known != said_.end() && known->second;
    });
    if (said) continue;
    unsaid += std::string(line) + '\n';
    compare(line);
  }
  return unsaid;
}

}  // namespace candour::mail
