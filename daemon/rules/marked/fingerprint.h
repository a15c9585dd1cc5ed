// SPDX-License-Identifier: MPL-2.0
//
// Fingerprints of marked matter, so that it is known again when it comes back without its marking.
// A passage gives keyed digests of its runs of words; a copy, cut short or partly typed anew, still
// shares many of them within few lines. A file gives the digest of its content. Nothing of the text
// can be read back.
//
// Formats: "p:" and 16 hexadecimal digits for a run of words, "f:" and 64 for a file. Runs are of
// five folded words. Of a text of sixty words or more every second run is kept, of very long ones
// fewer: those whose hash begins with enough zero bits, so that a run is kept in every text or in
// none, whatever stands around it. All runs are asked for.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "rules/history.h"
#include "rules/language/phrases.h"
#include "rules/language/reading.h"

namespace candour::rules {

struct Fingerprint {
  std::string key;
  std::size_t place = 0;  // of a run: the words in front of it
};

/// What fingerprints are for: to be kept, or to ask whether any was kept.
enum class Use { keep, ask };

/// Fingerprints of a text, sorted by key, each once; none where it is shorter than eight words that
/// count. Sentences which every mail may hold (passage.commonplace), disclaimers, lines that say
/// how to reach somebody, and what a program calls its own things do not count; nor do runs of
/// figures.
std::vector<Fingerprint> passage_fingerprints(std::string_view text, const Phrases& phrases,
                                              const History& history, Use use);
/// The same of a text that was read already.
std::vector<Fingerprint> passage_fingerprints(const ReadText& read, const Phrases& phrases,
                                              const History& history, Use use);

Fingerprint file_fingerprint(std::string_view content, const History& history);
/// The same, from the file's SHA-256 in hexadecimal digits.
Fingerprint digest_fingerprint(std::string_view sha256, const History& history);
bool is_file_key(std::string_view key);

/// What shared runs must cover together, within `near_words`, to be more than a sentence that both
/// quote. In tests/bench/passages_bench, of passages used again in ten disguises are found at the
/// worst, and of 1,000 mails held against 100,000 are taken for an unrelated one or for one of the
/// same newsgroup:
///
///     words                20      24      28      32      36      40
///     80 words found     98.5 %  98.0 %  97.2 %  96.2 %  95.5 %  92.2 %
///     40 words found     86.0 %  74.0 %  54.2 %  26.5 %   8.2 %   2.8 %
///     unrelated mails       6       6       4       4       3       2
///     same newsgroup       15      13      10       8       8       6
///
/// (measured before figures and what many senders wrote, form_of_words.h, were left out). What is
/// left at 28 does share its words: a posting sent again, one that quotes the other without a mark,
/// a manual or a long saying that both quote. So more than 28 buys nothing.
inline constexpr std::size_t enough_words_shared = 28;
/// … where the sender had or wrote the earlier mail himself: a sentence.
inline constexpr std::size_t enough_words_of_own = 18;
inline constexpr std::size_t near_words = 80;
inline constexpr std::size_t run_words = 5;
/// A text too short for that is known by three quarters of what is kept of it, and by no fewer runs
/// than these.
inline constexpr std::size_t fewest_shared = 4;
/// Fewer runs than these carry nothing on, whoever sends them.
inline constexpr std::size_t fewest_runs =
    std::min((enough_words_of_own + run_words - 1) / run_words, fewest_shared);

/// Whether so many of an earlier mail's fingerprints stand together in `present` that its matter is
/// passed on: a file, enough words within few lines, or most of a short text.
///
/// present, earlier.fingerprints   sorted by key
bool carries_on(const std::vector<Fingerprint>& present, const EarlierMail& earlier,
                std::size_t enough_words = enough_words_shared);

/// The keys in both; both sorted.
std::vector<std::string> shared(const std::vector<Fingerprint>& present,
                                const std::vector<std::string>& earlier);

std::vector<std::string> keys_of(const std::vector<Fingerprint>& fingerprints);
/// Sorted by key, each key once, at its first place.
void sort_by_key(std::vector<Fingerprint>& fingerprints);

}  // namespace candour::rules
