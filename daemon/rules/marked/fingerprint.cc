// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/fingerprint.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cstdint>
#include <future>
#include <span>
#include <tuple>
#include <utility>

#include "base/digest.h"
#include "base/unicode.h"

namespace candour::rules {

namespace {

constexpr std::size_t fewest_words = 8;
// Of so many words all runs are kept: a short text has no more to be known by.
constexpr std::size_t short_text = 60;
// Of a long report, about. Twice as many are asked for: of a short message all runs are kept.
constexpr std::size_t most_kept = 4'000, most_asked = 8'000;

constexpr std::uint64_t hash_begin = 0xcbf29ce484222325;

std::uint64_t hash_on(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
}

std::uint64_t hash_end(std::uint64_t hash) {
  // FNV's low bits vary little over short changes at the end; a last mix spreads them.
  hash ^= hash >> 32;
  return hash * 0x9e3779b97f4a7c15;
}

// 64-bit FNV-1a: only chooses among runs; what is kept of them is keyed. Each letter waits for the
// one before, and four texts take no longer than one.
std::array<std::uint64_t, 4> hashes_of(const std::array<std::string_view, 4>& texts) {
  std::array<std::uint64_t, 4> hashes;
  hashes.fill(hash_begin);
  const auto together =
      std::min({texts[0].size(), texts[1].size(), texts[2].size(), texts[3].size()});
  for (std::size_t at = 0; at < together; ++at)
    for (std::size_t i = 0; i < texts.size(); ++i) hashes[i] = hash_on(hashes[i], texts[i][at]);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const char c : texts[i].substr(together)) hashes[i] = hash_on(hashes[i], c);
    hashes[i] = hash_end(hashes[i]);
  }
  return hashes;
}

// "Rdynload.o", "stdio.h": a compiler prints hundreds of them, the same for everybody.
bool is_file_of_a_program(std::string_view token) {
  const auto dot = token.rfind('.');
  if (dot == token.npos || dot == 0) return false;
  const auto ending = token.substr(dot);
  for (const std::string_view of_a_program :
       {".o", ".so", ".h", ".c", ".cc", ".cpp", ".class", ".jar"})
    if (ending == of_a_program) return true;
  return false;
}

// Addresses of mail and web stand under every letter of a list or an office; a program's names,
// paths and settings ("LC_TIME=cy_GB", "/usr/share/doc", "stats::lm") in whatever it reports to
// anybody.
bool is_no_word(std::string_view token) {
  constexpr std::size_t most_of_a_sign = 2;
  std::size_t slashes = 0, bangs = 0;  // "mail!news!eastmere!clerk"
  for (std::size_t i = 0; i < token.size(); ++i) {
    const auto rest = token.substr(i);
    switch (token[i]) {
      case '@':
      case '_':
      case '=':
      case '\\':
      case '{':
      case '}':
        return true;
      case ':':
        if (rest.starts_with("::") || rest.starts_with("://")) return true;
        break;
      case 'w':
        if (rest.starts_with("www.")) return true;
        break;
      case '/':
        if (++slashes > most_of_a_sign) return true;
        break;
      case '!':
        if (++bangs > most_of_a_sign) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

/// What a byte does to a token, several of it.
enum Sign : std::uint8_t {
  ends_token = 1,
  of_word = 2,     // a letter or a digit
  tells_more = 4,  // one of those by which programs' words are told, or "www."
};

constexpr auto signs = [] {
  std::array<std::uint8_t, 256> made{};
  for (const char c : std::string_view(" \n\t<>()"))
    made[static_cast<unsigned char>(c)] = ends_token;
  for (const char c : std::string_view("@_=\\{}:/!."))
    made[static_cast<unsigned char>(c)] = tells_more;
  for (std::size_t byte = 0; byte < made.size(); ++byte)
    if (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
        (byte >= '0' && byte <= '9'))
      made[byte] = of_word;
  return made;
}();

std::uint8_t sign_of(char c) {
  return signs[static_cast<unsigned char>(c)];
}

// Figures and single letters are alike in any two tables.
bool is_figure(std::string_view word) {
  return word.size() == 1 ||
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The words of a text, each with a blank behind it, in one string: a long report has a million.
class Words {
 public:
  explicit Words(std::size_t bytes) {
    text_.reserve(bytes + 1);
    words_.reserve(bytes / 6);
  }

  /// A word, or the next piece of one that an apostrophe parts.
  void add(std::string_view letters) {
    if (!in_word_) words_.push_back(next());
    in_word_ = true;
    text_ += letters;
  }
  void end_word() {
    if (in_word_) {
      figures_ += is_figure(std::string_view(text_).substr(words_.back().begin)) ? 1 : 0;
      text_ += ' ';
    }
    in_word_ = false;
  }
  /// The words of the text that follows.
  void append(const Words& next) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += next.text_;
    words_.reserve(words_.size() + next.words_.size());
    for (const auto& word : next.words_)
      words_.push_back({begin + word.begin, figures_ + word.figures});
    figures_ += next.figures_;
  }
  std::size_t size() const { return words_.size(); }
  /// `count` words from the one at `place` on.
  std::string_view run(std::size_t place, std::size_t count) const {
    return std::string_view(text_).substr(words_[place].begin,
                                          end(place + count).begin - words_[place].begin);
  }
  std::size_t figures(std::size_t place, std::size_t count) const {
    return end(place + count).figures - words_[place].figures;
  }

 private:
  struct Word {
    std::uint32_t begin;
    std::uint32_t figures;  // before it
  };

  Word next() const { return {static_cast<std::uint32_t>(text_.size()), figures_}; }
  Word end(std::size_t place) const { return place < words_.size() ? words_[place] : next(); }

  std::string text_;
  std::vector<Word> words_;
  std::uint32_t figures_ = 0;
  bool in_word_ = false;
};

void add_words(std::string_view folded, Words& words) {
  for (std::size_t begin = 0; begin < folded.size();) {
    unsigned all = 0;
    auto end = begin;
    for (; end < folded.size(); ++end) {
      const auto sign = sign_of(folded[end]);
      if (sign == ends_token) break;
      all |= sign == 0 ? 8u : sign;
    }
    const auto token = folded.substr(begin, end - begin);
    begin = end + 1;
    if (all == of_word) {
      words.add(token);
      words.end_word();
      continue;
    }
    if ((all & tells_more) != 0 && (is_no_word(token) || is_file_of_a_program(token))) continue;
    for (std::size_t i = 0; i < token.size(); ++i) {
      if (sign_of(token[i]) == of_word)
        words.add(token.substr(i, 1));
      else if (token[i] != '\'')  // "don't" and "dont" are one word
        words.end_word();
    }
    words.end_word();
  }
}

bool counts(const Wording& sentence, const Phrases& phrases) {
  return !phrases.any("passage.commonplace", sentence) &&
         !phrases.any("disclaimer.text", sentence) &&
         !phrases.any("passage.contact-line", sentence);
}

// Where a line end cuts a word in two: the place of the hyphen in "confi-\ndential", from `at` on.
std::size_t cut_word(std::string_view text, std::size_t at) {
  const auto is_lower = [&](std::size_t i) {
    return i < text.size() && std::islower(static_cast<unsigned char>(text[i])) != 0;
  };
  while ((at = text.find("-\n", at)) != text.npos &&
         !(at > 0 && is_lower(at - 1) && is_lower(at + 2)))
    ++at;
  return at;
}

// Such words are one word.
std::string with_whole_words(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  std::size_t begin = 0;
  for (auto at = cut_word(text, 0); at != text.npos; at = cut_word(text, begin)) {
    whole += text.substr(begin, at - begin);
    begin = at + 2;
  }
  whole += text.substr(begin);
  return whole;
}

// Text of so many bytes is read by two threads: somebody waits while it is.
constexpr std::size_t text_for_two = 512u << 10;

Words words_that_count(std::string_view text, std::span<const base::Range> sentences,
                       const Phrases& phrases) {
  if (sentences.empty()) return Words(0);
  Words words(sentences.back().end - sentences.front().begin);
  for (const auto& sentence : sentences) {
    const auto folded = base::folded(text.substr(sentence.begin, sentence.end - sentence.begin));
    if (counts({folded, phrases.look_over(folded)}, phrases)) add_words(folded, words);
  }
  return words;
}

Words words_that_count(std::string_view text, const Phrases& phrases) {
  const auto whole = with_whole_words(text);
  const auto all = base::sentences(whole);
  const std::span sentences(all);
  if (whole.size() < text_for_two) return words_that_count(whole, sentences, phrases);
  const auto middle = std::partition_point(
      sentences.begin(), sentences.end(),
      [&](const base::Range& sentence) { return sentence.end < whole.size() / 2; });
  const auto in_first = static_cast<std::size_t>(middle - sentences.begin());
  // Where there is no thread to be had, get() does the work.
  auto rest = std::async(std::launch::async | std::launch::deferred, [&] {
    return words_that_count(whole, sentences.subspan(in_first), phrases);
  });
  auto words = words_that_count(whole, sentences.first(in_first), phrases);
  words.append(rest.get());
  return words;
}

Words words_that_count(const ReadText& read, const Phrases& phrases) {
  if (cut_word(read.text, 0) != read.text.npos) return words_that_count(read.text, phrases);
  Words words(read.folded.text.size());
  for (const auto& sentence : wordings_of(read, phrases))
    if (counts(sentence, phrases)) add_words(sentence.text, words);
  return words;
}

// A run has no more figures than these.
constexpr std::size_t most_figures = 2;

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

// The beginning of a key as a number, in the order of the keys: its kind and, behind the colon,
// seven bytes.
std::uint64_t beginning_of(std::string_view key) {
  std::uint64_t beginning = 0;
  for (const std::size_t i : {0U, 2U, 3U, 4U, 5U, 6U, 7U, 8U})
    beginning = beginning << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0u);
  return beginning;
}

// Where the runs begin that are kept, or asked for.
std::vector<std::size_t> chosen_places(const Words& words, int bits) {
  std::vector<std::size_t> places;
  if (words.size() < run_words) return places;
  const auto count = words.size() - run_words + 1;
  places.reserve(count >> bits);
  const auto add = [&](std::size_t place) {
    if (words.figures(place, run_words) <= most_figures) places.push_back(place);
  };
  if (bits == 0) {
    for (std::size_t place = 0; place < count; ++place) add(place);
    return places;
  }
  std::array<std::string_view, 4> runs;
  for (std::size_t place = 0; place < count; place += runs.size()) {
    for (std::size_t i = 0; i < runs.size(); ++i)
      runs[i] = words.run(std::min(place + i, count - 1), run_words);
    const auto hashes = hashes_of(runs);
    for (std::size_t i = 0; i < runs.size() && place + i < count; ++i)
      if (std::countl_zero(hashes[i]) >= bits) add(place + i);
  }
  return places;
}

std::vector<Fingerprint> fingerprints_of(const Words& words, const History& history, Use use) {
  constexpr std::size_t key_digits = 16;
  if (words.size() < fewest_words) return {};
  const auto places = chosen_places(words, zero_bits(words.size(), use));
  std::vector<Fingerprint> fingerprints;
  fingerprints.reserve(places.size());
  for (const auto place : places) {
    std::string key;
    key.reserve(2 + key_digits);
    key = "p:";
    key.append(history.key_of(words.run(place, run_words)), 0, key_digits);
    fingerprints.push_back({std::move(key), place});
  }
  sort_by_key(fingerprints);
  return fingerprints;
}

}  // namespace

std::vector<Fingerprint> passage_fingerprints(std::string_view text, const Phrases& phrases,
                                              const History& history, Use use) {
  return fingerprints_of(words_that_count(text, phrases), history, use);
}

std::vector<Fingerprint> passage_fingerprints(const ReadText& read, const Phrases& phrases,
                                              const History& history, Use use) {
  return fingerprints_of(words_that_count(read, phrases), history, use);
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
  const auto does_not_rise = [](const Fingerprint& a, const Fingerprint& b) {
    return a.key >= b.key;
  };
  if (std::adjacent_find(fingerprints.begin(), fingerprints.end(), does_not_rise) ==
      fingerprints.end())
    return;
  // The digits that tell most apart as one number: a long text has thousands of keys.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  order.reserve(fingerprints.size());
  for (std::uint32_t i = 0; i < fingerprints.size(); ++i)
    order.emplace_back(beginning_of(fingerprints[i].key), i);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const auto& left = fingerprints[a.second];
    const auto& right = fingerprints[b.second];
    return std::tie(left.key, left.place) < std::tie(right.key, right.place);
  });
  std::vector<Fingerprint> sorted;
  sorted.reserve(fingerprints.size());
  for (const auto& [beginning, i] : order) sorted.push_back(std::move(fingerprints[i]));
  fingerprints = std::move(sorted);
  const auto same = [](const Fingerprint& a, const Fingerprint& b) { return a.key == b.key; };
  fingerprints.erase(std::unique(fingerprints.begin(), fingerprints.end(), same),
                     fingerprints.end());
}

}  // namespace candour::rules
