// SPDX-License-Identifier: MPL-2.0

#include "people/titles.h"

#include <algorithm>
#include <array>

namespace candour::people {

namespace {

struct NamedTitle {
  std::array<std::string_view, 3> words;  // empty ones at the end
  TitleKind kind;
};

// The misspellings are those that clerks' and residents' mail is full of. Welsh titles stand as
// they are written, mutated ("ddirprwy faer") and not. Longer titles first.
using enum TitleKind;
constexpr std::array titles{
    NamedTitle{{"deputy", "town", "mayor"}, vice_chair},
    NamedTitle{{"deputy", "lord", "mayor"}, vice_chair},
    NamedTitle{{"deputy", "mayor"}, vice_chair},
    NamedTitle{{"vice", "mayor"}, vice_chair},
    NamedTitle{{"vice", "chair"}, vice_chair},
    NamedTitle{{"vice", "chairman"}, vice_chair},
    NamedTitle{{"vice", "chairwoman"}, vice_chair},
    NamedTitle{{"vice", "chairperson"}, vice_chair},
    NamedTitle{{"deputy", "chair"}, vice_chair},
    NamedTitle{{"deputy", "chairman"}, vice_chair},
    NamedTitle{{"deputy", "chairwoman"}, vice_chair},
    NamedTitle{{"deputy", "chairperson"}, vice_chair},
    NamedTitle{{"dep", "mayor"}, vice_chair},
    NamedTitle{{"dep", "chair"}, vice_chair},
    NamedTitle{{"dep", "chairman"}, vice_chair},
    NamedTitle{{"v", "chair"}, vice_chair},
    NamedTitle{{"v", "chairman"}, vice_chair},
    NamedTitle{{"dirprwy", "faer"}, vice_chair},
    NamedTitle{{"ddirprwy", "faer"}, vice_chair},
    NamedTitle{{"is", "gadeirydd"}, vice_chair},
    NamedTitle{{"deputy", "leader"}, leader},
    NamedTitle{{"lord", "mayor"}, chair},
    NamedTitle{{"town", "mayor"}, chair},
    NamedTitle{{"city", "mayor"}, chair},
    NamedTitle{{"vicechair"}, vice_chair},
    NamedTitle{{"vicechairman"}, vice_chair},
    NamedTitle{{"mayor"}, chair},
    NamedTitle{{"chair"}, chair},
    NamedTitle{{"chairman"}, chair},
    NamedTitle{{"chairwoman"}, chair},
    NamedTitle{{"chairperson"}, chair},
    NamedTitle{{"maer"}, chair},
    NamedTitle{{"maeres"}, chair},
    NamedTitle{{"faeres"}, chair},
    NamedTitle{{"cadeirydd"}, chair},
    NamedTitle{{"gadeirydd"}, chair},
    NamedTitle{{"chadeirydd"}, chair},
    NamedTitle{{"leader"}, leader},
    NamedTitle{{"councillor"}, councillor},
    NamedTitle{{"councilor"}, councillor},
    NamedTitle{{"counsellor"}, councillor},
    NamedTitle{{"councellor"}, councillor},
    NamedTitle{{"counciller"}, councillor},
    NamedTitle{{"councilllor"}, councillor},
    NamedTitle{{"concillor"}, councillor},
    NamedTitle{{"cllr"}, councillor},
    NamedTitle{{"clllr"}, councillor},
    NamedTitle{{"cllor"}, councillor},
    NamedTitle{{"coun"}, councillor},
    NamedTitle{{"clr"}, councillor},
    NamedTitle{{"cnclr"}, councillor},
    NamedTitle{{"cllar"}, councillor},
    NamedTitle{{"counc"}, councillor},
    NamedTitle{{"alderman"}, councillor},
    NamedTitle{{"cynghorydd"}, councillor},
    NamedTitle{{"gynghorydd"}, councillor},
    NamedTitle{{"chynghorydd"}, councillor},
    NamedTitle{{"cyng"}, councillor},
    NamedTitle{{"councillors"}, councillors},
    NamedTitle{{"councilors"}, councillors},
    NamedTitle{{"counsellors"}, councillors},
    NamedTitle{{"cllrs"}, councillors},
    NamedTitle{{"couns"}, councillors},
    NamedTitle{{"clrs"}, councillors},
    NamedTitle{{"cynghorwyr"}, councillors},
    NamedTitle{{"gynghorwyr"}, councillors},
    NamedTitle{{"chynghorwyr"}, councillors},
};

template <class Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::optional<Title> title_at(std::span<const std::string_view> words) {
  for (const auto& title : titles) {
    std::size_t count = 0;
    while (count < title.words.size() && count < words.size() && !title.words[count].empty() &&
           title.words[count] == words[count])
      ++count;
    if (count == title.words.size() || title.words[count].empty()) return Title{title.kind, count};
  }
  return {};
}

bool is_personal_title(std::string_view word) {
  static constexpr std::array<std::string_view, 24> words{
      "mr",   "mrs",       "ms",  "miss",    "mx",  "dr",    "sir",      "dame",
      "lady", "lord",      "rev", "revd",    "rvd", "fr",    "reverend", "prof",
      "capt", "professor", "col", "colonel", "maj", "major", "hon",      "honourable"};
  return contains(words, word);
}

bool is_honour(std::string_view word) {
  static constexpr std::array<std::string_view, 24> words{
      "mbe", "obe", "cbe", "bem",  "kbe", "dbe", "jp",  "dl",  "qc",    "kc",    "phd", "ma",
      "msc", "bsc", "ba",  "frsa", "fca", "tc",  "esq", "hon", "pslcc", "fslcc", "snr", "jnr"};
  return contains(words, word);
}

}  // namespace candour::people
