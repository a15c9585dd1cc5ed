// SPDX-License-Identifier: MPL-2.0
//
// Fingerprints of marked matter, so that it is known again when it comes back without its marking.
// A passage gives keyed digests of some of its runs of words; a copy with small edits still shares
// most of them. A file gives the digest of its content. Nothing of the text can be read back.
//
// Formats: "p:" and 16 hexadecimal digits for a run of words, "f:" and 64 for a file. Runs are of
// five folded words; of every four runs in a row the one with the smallest hash is kept
// ("winnowing", Schleimer, Wilkerson and Aiken 2003): any eight words in common share one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/history.h"
#include "rules/phrases.h"

namespace candour::rules {

/// Fingerprints of a text, sorted, each once; none where it is shorter than eight words that count.
/// Sentences which every mail may hold (confidential.commonplace) do not count.
std::vector<std::string> passage_fingerprints(std::string_view text, const Phrases& phrases,
                                              const History& history);

std::string file_fingerprint(std::string_view content, const History& history);
/// The same, from the file's SHA-256 in hexadecimal digits.
std::string digest_fingerprint(std::string_view sha256, const History& history);

/// Whether so many of an earlier mail's fingerprints stand in `present` that its matter is passed
/// on: a file, several runs of words, or most of a short text.
///
/// present, earlier   sorted
bool carries_on(const std::vector<std::string>& present, const std::vector<std::string>& earlier);

/// Those in both; both sorted.
std::vector<std::string> shared(const std::vector<std::string>& a,
                                const std::vector<std::string>& b);

}  // namespace candour::rules
