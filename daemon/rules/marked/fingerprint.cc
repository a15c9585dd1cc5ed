// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/fingerprint.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cstdint>
#include <tuple>

#include "base/digest.h"
#include "base/unicode.h"

namespace candour::rules {

namespace {

constexpr std::size_t fewest_words = 8;
// Of so many words all runs are kept: a short text has no more to be known by.
constexpr std::size_t short_text = 60;
// Of a long report, about. Twice as many are asked for: of a short message all runs are kept.
constexpr std::size_t most_kept = 4'000, most_asked = 8'000;

// 64-bit FNV-1a: only chooses among runs; what is kept of them is keyed.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  // FNV's low bits vary little over short changes at the end; a last mix spreads them.
  hash ^= hash >> 32;
  return hash * 0x9e3779b97f4a7c15;
}

// Addresses of mail and web stand under every letter of a list or an office; a program's names,
// paths and settings ("LC_TIME=cy_GB", "/usr/share/doc", "stats::lm") in whatever it reports to
// anybody.
bool is_no_word(std::string_view token) {
  constexpr std::array<std::string_view, 9> signs{"@", "://", "www.", "::", "_",
                                                  "=", "\\",  "{",    "}"};
  const auto has = [&](std::string_view sign) { return token.find(sign) != token.npos; };
  return std::any_of(signs.begin(), signs.end(), has) ||
         std::count(token.begin(), token.end(), '/') > 2 ||
         std::count(token.begin(), token.end(), '!') > 2;  // "mail!news!eastmere!clerk"
}

// The words of a text, each with a blank behind it, in one string: a long report has a million.
class Words {
 public:
  void add(std::string_view word) {
    if (word.empty()) return;
    begins_.push_back(text_.size());
    text_.append(word) += ' ';
  }
  std::size_t size() const { return begins_.size(); }
  /// `count` words from the one at `place` on.
  std::string_view run(std::size_t place, std::size_t count) const {
    const auto end = place + count < size() ? begins_[place + count] : text_.size();
    return std::string_view(text_).substr(begins_[place], end - begins_[place]);
  }

 private:
  std::string text_;
  std::vector<std::size_t> begins_;
};

void add_words(std::string_view folded, Words& words) {
  std::string word;
  const auto finish = [&] {
    words.add(word);
    word.clear();
  };
  for (std::size_t begin = 0; begin < folded.size();) {
    const auto end = std::min(folded.find_first_of(" \n\t<>()", begin), folded.size());
    const auto token = folded.substr(begin, end - begin);
    begin = end + 1;
    if (is_no_word(token)) continue;
    for (const char c : token) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80 || std::isalnum(byte) != 0)
        word += c;
      else if (c != '\'')  // "don't" and "dont" are one word
        finish();
    }
    finish();
  }
}

bool counts(std::string_view sentence, const Phrases& phrases) {
  return !phrases.any("passage.commonplace", sentence) &&
         !phrases.any("disclaimer.text", sentence) &&
         !phrases.any("passage.contact-line", sentence);
}

// A word that a line end cuts in two is one word: "confi-\ndential".
std::string with_whole_words(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  const auto is_lower = [&](std::size_t i) {
    return i < text.size() && std::islower(static_cast<unsigned char>(text[i])) != 0;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '-' && i > 0 && is_lower(i - 1) && text.substr(i + 1, 1) == "\n" &&
        is_lower(i + 2))
      ++i;
    else
      whole += text[i];
  }
  return whole;
}

Words words_that_count(std::string_view text, const Phrases& phrases) {
  Words words;
  const auto whole = with_whole_words(text);
  for (const auto& sentence : base::sentences(whole)) {
    const auto folded =
        base::folded(std::string_view(whole).substr(sentence.begin, sentence.end - sentence.begin));
    if (counts(folded, phrases)) add_words(folded, words);
  }
  return words;
}

// Figures and single letters are alike in any two tables: a run has no more than two of them.
bool is_of_words(std::string_view run) {
  constexpr std::size_t most_figures = 2;
  std::size_t figures = 0;
  for (std::size_t begin = 0; begin < run.size();) {
    const auto end = run.find(' ', begin);  // behind every word
    const auto word = run.substr(begin, end - begin);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    figures += word.size() == 1 || std::all_of(word.begin(), word.end(), is_digit) ? 1 : 0;
    begin = end + 1;
  }
  return figures <= most_figures;
}

// The zero bits with which a kept run's hash begins.
int zero_bits(std::size_t word_count, Use use) {
  int bits = use == Use::ask || word_count < short_text ? 0 : 1;
  while (word_count >> bits > (use == Use::ask ? most_asked : most_kept)) ++bits;
  return bits;
}

// The most words that the runs at these places, sorted, cover within `near_words`.
std::size_t words_together(const std::vector<std::size_t>& places) {
  std::size_t most = 0;
  std::size_t covered = 0;  // from the first run to the last, but for the last one's words
  std::size_t first = 0;
  for (std::size_t last = 0; last < places.size(); ++last) {
    const auto new_words = [&](std::size_t i) {
      return std::min(places[i + 1] - places[i], run_words);
    };
    if (last > 0) covered += new_words(last - 1);
    for (; places[last] - places[first] > near_words; ++first) covered -= new_words(first);
    most = std::max(most, covered + run_words);
  }
  return most;
}

// Whether so many of the places, sorted, stand within `near_words`.
bool stand_together(const std::vector<std::size_t>& places, std::size_t enough) {
  for (auto last = enough - 1; last < places.size(); ++last)
    if (places[last] - places[last + 1 - enough] <= near_words) return true;
  return false;
}

// Those of `present` that the earlier mail has too; both sorted. Asked for from the earlier mail's
// side: of a long text present it has a few.
std::vector<const Fingerprint*> both(const std::vector<Fingerprint>& present,
                                     const std::vector<std::string>& earlier) {
  std::vector<const Fingerprint*> found;
  auto from = present.begin();
  for (const auto& key : earlier) {
    from = std::lower_bound(from, present.end(), key,
                            [](const Fingerprint& a, const std::string& b) { return a.key < b; });
    if (from == present.end()) break;
    if (from->key == key) found.push_back(&*from);
  }
  return found;
}

}  // namespace

std::vector<Fingerprint> passage_fingerprints(std::string_view text, const Phrases& phrases,
                                              const History& history, Use use) {
  const auto words = words_that_count(text, phrases);
  if (words.size() < fewest_words) return {};
  const int bits = zero_bits(words.size(), use);
  std::vector<Fingerprint> fingerprints;
  fingerprints.reserve(words.size() >> bits);
  for (std::size_t place = 0; place + run_words <= words.size(); ++place) {
    const auto run = words.run(place, run_words);
    if (std::countl_zero(hash_of(run)) >= bits && is_of_words(run))
      fingerprints.push_back({"p:" + history.key_of(run).substr(0, 16), place});
  }
  sort_by_key(fingerprints);
  return fingerprints;
}

Fingerprint file_fingerprint(std::string_view content, const History& history) {
  return digest_fingerprint(base::sha256_hex(content), history);
}

Fingerprint digest_fingerprint(std::string_view sha256, const History& history) {
  return {"f:" + history.key_of(sha256), 0};
}

bool is_file_key(std::string_view key) {
  return key.starts_with("f:");
}

bool carries_on(const std::vector<Fingerprint>& present, const EarlierMail& earlier,
                std::size_t enough_words) {
  std::vector<std::size_t> places;
  for (const auto* fingerprint : both(present, earlier.fingerprints)) {
    if (is_file_key(fingerprint->key)) return true;
    places.push_back(fingerprint->place);
  }
  std::sort(places.begin(), places.end());
  const auto most = (earlier.fingerprint_count * 3 + 3) / 4;
  return words_together(places) >= enough_words ||
         stand_together(places, std::max(most, fewest_shared));
}

std::vector<std::string> shared(const std::vector<Fingerprint>& present,
                                const std::vector<std::string>& earlier) {
  std::vector<std::string> keys;
  for (const auto* fingerprint : both(present, earlier)) keys.push_back(fingerprint->key);
  return keys;
}

std::vector<std::string> keys_of(const std::vector<Fingerprint>& fingerprints) {
  std::vector<std::string> keys;
  keys.reserve(fingerprints.size());
  for (const auto& fingerprint : fingerprints) keys.push_back(fingerprint.key);
  return keys;
}

void sort_by_key(std::vector<Fingerprint>& fingerprints) {
  std::sort(fingerprints.begin(), fingerprints.end(),
            [](const Fingerprint& a, const Fingerprint& b) {
              return std::tie(a.key, a.place) < std::tie(b.key, b.place);
            });
  const auto same = [](const Fingerprint& a, const Fingerprint& b) { return a.key == b.key; };
  fingerprints.erase(std::unique(fingerprints.begin(), fingerprints.end(), same),
                     fingerprints.end());
}

}  // namespace candour::rules
