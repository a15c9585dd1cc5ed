// SPDX-License-Identifier: MPL-2.0

#include "rules/language/learned.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <unordered_set>

#include "base/digest.h"
#include "base/text.h"
#include "rules/language/traits.h"

namespace candour::rules {

namespace {

constexpr std::string_view where = "rules.learned";
constexpr std::size_t largest_file = 1 << 20;  // bytes
constexpr int largest_weight = 1'000'000;      // thousandths
// More words than these explain nothing, nor do an "and" and an "as".
constexpr std::size_t most_clues = 3;
constexpr std::size_t shortest_clue = 4;  // bytes

base::Error malformed(const std::string& name, std::size_t line, const std::string& what) {
  return {base::Fault::malformed, where, name + ":" + std::to_string(line) + ": " + what};
}

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value < -largest_weight || value > largest_weight) return std::nullopt;
  return value;
}

bool overlap(base::Range a, base::Range b) {
  return a.begin < b.end && b.begin < a.end;
}

}  // namespace

base::Result<Learned> Learned::load(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return base::Error{base::Fault::unavailable, where, "cannot read " + file.string()};
  std::string text(largest_file + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return read(text, file.filename().string());
}

base::Result<Learned> Learned::read(std::string_view text, const std::string& name) {
  if (text.size() > largest_file) return malformed(name, 1, "more than a megabyte");
  const auto first_end = std::min(text.find('\n'), text.size());
  const auto body = text.substr(std::min(first_end + 1, text.size()));
  if (text.substr(0, first_end) != "sha256 " + base::sha256_hex(body))
    return malformed(name, 1,
                     "these are not the weights that were learned: put back the file that came "
                     "with Candour, or run policies/learned/train");
  Learned learned;
  std::size_t line_number = 1;
  for (const auto line : base::split(body, '\n')) {
    ++line_number;
    if (line.empty() || line.starts_with('#')) continue;
    const auto blank = std::min(line.find(' '), line.size());
    const auto first = line.substr(0, blank);
    const auto rest = line.substr(std::min(blank + 1, line.size()));
    const bool named = first == "bias" || first == "threshold";
    const auto value = number_in(named ? rest : first);
    if (!value || rest.empty())
      return malformed(name, line_number, "expected a number of thousandths and a trait");
    const double weight = *value / 1000.0;
    if (named)
      (first == "bias" ? learned.bias_ : learned.threshold_) = weight;
    else if (!learned.weights_.emplace(trait_key(rest), static_cast<float>(weight)).second)
      return malformed(name, line_number, "'" + std::string(rest) + "' stands twice");
  }
  return learned;
}

std::vector<Learned::Weighed> Learned::weighed_traits(std::string_view sentence) const {
  std::vector<Weighed> traits;
  std::unordered_set<std::uint64_t> known;
  for (const auto& trait : traits_of(sentence)) {
    const auto weight = weights_.find(trait.key);
    if (weight != weights_.end() && known.insert(trait.key).second)
      traits.push_back({weight->second, trait.place});
  }
  return traits;
}

// Divided by the root of their number: many words of little weight decide nothing.
double Learned::sum(const std::vector<Weighed>& traits) const {
  double sum = 0;
  for (const auto& trait : traits) sum += trait.weight;
  return traits.empty() ? bias_ : bias_ + sum / std::sqrt(static_cast<double>(traits.size()));
}

double Learned::weigh(std::string_view sentence) const {
  return sum(weighed_traits(sentence));
}

std::optional<Learned::Clues> Learned::recognise(std::string_view sentence) const {
  auto traits = weighed_traits(sentence);
  if (sum(traits) < threshold_) return std::nullopt;
  std::stable_sort(traits.begin(), traits.end(),
                   [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
  Clues clues;
  for (const auto& trait : traits) {
    if (clues.size() == most_clues || trait.weight <= 0) break;
    const bool told = std::any_of(clues.begin(), clues.end(), [&](const base::Range& clue) {
      return overlap(clue, trait.place);
    });
    if (!told && trait.place.begin + shortest_clue <= trait.place.end) clues.push_back(trait.place);
  }
  if (clues.empty()) clues.push_back({0, sentence.size()});
  return clues;
}

}  // namespace candour::rules
