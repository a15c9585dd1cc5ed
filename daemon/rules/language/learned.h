// SPDX-License-Identifier: MPL-2.0
//
// What was learned from examples of one act ("binding"): how much each trait of a sentence speaks
// for it or against it. It backs up the grammar, which tells why a sentence binds; this tells only
// that sentences of such words do, and by which of them it knows.
//
// policies/learned/train writes the weights, nobody else: the first line of the file is the digest
// of all that follows, and a file of another digest is not read.
//
//   sha256 5f3a…
//   # what it is, and what it was learned from
//   bias -1042            all numbers are thousandths
//   threshold 650
//   812 we .. cover       a line a trait (traits.h)
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/unicode.h"

namespace candour::rules {

class Learned {
 public:
  /// The traits that weighed most, the heaviest first; bytes of the sentence. None inside another.
  using Clues = std::vector<base::Range>;

  /// Errors   malformed: "binding.weights:7: …"
  ///          unavailable: the file cannot be read
  static base::Result<Learned> load(const std::filesystem::path& file);
  static base::Result<Learned> read(std::string_view text, const std::string& name);

  /// By what a levelled sentence is recognised; nothing where it is not.
  std::optional<Clues> recognise(std::string_view sentence) const;
  /// How much its traits weigh together; recognised from the threshold on.
  double weigh(std::string_view sentence) const;

 private:
  struct Weighed {
    double weight;
    base::Range place;
  };
  std::vector<Weighed> weighed_traits(std::string_view sentence) const;
  double sum(const std::vector<Weighed>& traits) const;

  std::unordered_map<std::uint64_t, float> weights_;
  double bias_ = 0;
  double threshold_ = 0;
};

}  // namespace candour::rules
