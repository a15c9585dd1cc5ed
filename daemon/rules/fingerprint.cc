// SPDX-License-Identifier: MPL-2.0

#include "rules/fingerprint.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <iterator>

#include "base/digest.h"
#include "base/unicode.h"

namespace candour::rules {

namespace {

constexpr std::size_t run_words = 5;
constexpr std::size_t window_runs = 4;
constexpr std::size_t enough_words = run_words + window_runs - 1;
// Of a long report the runs with the smallest hashes: the same ones in every copy of it.
constexpr std::size_t most_fingerprints = 2'000;
// Below so many a shared phrase could be chance; a short text has no more to share.
constexpr std::size_t enough_shared = 4;

// 64-bit FNV-1a: only chooses among runs; what is kept of them is keyed.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  // FNV's low bits vary little over short changes at the end; a last mix spreads them.
  hash ^= hash >> 32;
  return hash * 0x9e3779b97f4a7c15;
}

void add_words(std::string_view folded, std::vector<std::string>& words) {
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : folded) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0)
      word += c;
    else if (c != '\'')  // "don't" and "dont" are one word
      finish();
  }
  finish();
}

std::vector<std::string> words_that_count(std::string_view text, const Phrases& phrases) {
  std::vector<std::string> words;
  for (const auto& sentence : base::sentences(text)) {
    const auto folded = base::folded(text.substr(sentence.begin, sentence.end - sentence.begin));
    if (!phrases.any("confidential.commonplace", folded)) add_words(folded, words);
  }
  return words;
}

struct Run {
  std::uint64_t hash;
  std::string words;
};

std::vector<Run> runs_of(const std::vector<std::string>& words) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i + run_words <= words.size(); ++i) {
    std::string run;
    for (std::size_t j = i; j < i + run_words; ++j) run += words[j] + ' ';
    const auto hash = hash_of(run);
    runs.push_back({hash, std::move(run)});
  }
  return runs;
}

// The smallest of each window; the last of equals, so that neighbours agree.
std::vector<const Run*> winnowed(const std::vector<Run>& runs) {
  std::vector<const Run*> kept;
  for (std::size_t i = 0; i + window_runs <= runs.size(); ++i) {
    const Run* smallest = &runs[i];
    for (std::size_t j = i + 1; j < i + window_runs; ++j)
      if (runs[j].hash <= smallest->hash) smallest = &runs[j];
    if (kept.empty() || kept.back() != smallest) kept.push_back(smallest);
  }
  return kept;
}

bool is_file(std::string_view fingerprint) {
  return fingerprint.starts_with("f:");
}

}  // namespace

std::vector<std::string> passage_fingerprints(std::string_view text, const Phrases& phrases,
                                              const History& history) {
  const auto words = words_that_count(text, phrases);
  if (words.size() < enough_words) return {};
  const auto runs = runs_of(words);
  auto kept = winnowed(runs);
  if (kept.size() > most_fingerprints) {
    std::nth_element(kept.begin(), kept.begin() + most_fingerprints, kept.end(),
                     [](const Run* a, const Run* b) { return a->hash < b->hash; });
    kept.resize(most_fingerprints);
  }
  std::vector<std::string> fingerprints;
  fingerprints.reserve(kept.size());
  for (const auto* run : kept)
    fingerprints.push_back("p:" + history.key_of(run->words).substr(0, 16));
  std::sort(fingerprints.begin(), fingerprints.end());
  fingerprints.erase(std::unique(fingerprints.begin(), fingerprints.end()), fingerprints.end());
  return fingerprints;
}

std::string file_fingerprint(std::string_view content, const History& history) {
  return digest_fingerprint(base::sha256_hex(content), history);
}

std::string digest_fingerprint(std::string_view sha256, const History& history) {
  return "f:" + history.key_of(sha256);
}

std::vector<std::string> shared(const std::vector<std::string>& a,
                                const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

bool carries_on(const std::vector<std::string>& present, const std::vector<std::string>& earlier) {
  const auto both = shared(present, earlier);
  const auto files = std::count_if(both.begin(), both.end(), is_file);
  if (files > 0) return true;
  const auto passages = static_cast<std::size_t>(
      std::count_if(earlier.begin(), earlier.end(), [](const auto& f) { return !is_file(f); }));
  return both.size() >= enough_shared || (!both.empty() && both.size() * 5 >= passages * 3);
}

}  // namespace candour::rules
