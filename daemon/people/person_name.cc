// SPDX-License-Identifier: MPL-2.0

#include "people/person_name.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "people/titles.h"
#include "people/tokens.h"

namespace candour::people {

namespace {

// A token of a name, and whether a hyphen joins it to the one before.
struct Word {
  std::string text;
  bool capitals = false;
  bool joined = false;
};

std::vector<Word> words_of(std::string_view name) {
  std::vector<Word> words;
  bool joined = false;
  for (auto& token : tokens_of(name)) {
    if (token.is_word()) words.push_back({std::move(token.text), token.all_capitals, joined});
    joined = token.is_mark("-") && !words.empty();
  }
  return words;
}

void drop_titles_and_honours(std::vector<Word>& words) {
  while (words.size() > 1) {
    std::vector<std::string_view> views(words.size());
    std::transform(words.begin(), words.end(), views.begin(),
                   [](const Word& word) { return std::string_view(word.text); });
    std::size_t titled = is_personal_title(views[0]) || views[0] == "the" ? 1 : 0;
    if (const auto title = title_at(views)) titled = title->words;
    if (titled == 0 || titled >= words.size()) break;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(titled));
  }
  while (words.size() > 1 && is_honour(words.back().text)) words.pop_back();
}

bool is_particle(std::string_view word) {
  static constexpr std::array<std::string_view, 22> particles{
      "van", "von", "der", "den", "de", "del", "della", "di",  "da",  "du",  "la",
      "le",  "st",  "mac", "mc",  "o",  "ap",  "ab",    "ter", "ten", "bin", "el"};
  return std::find(particles.begin(), particles.end(), word) != particles.end();
}

// Where the surname begins among words that give forenames first: the last word, with what is
// joined to it by hyphens and particles.
std::size_t surname_begin(std::span<const Word> words) {
  std::size_t begin = words.size() - 1;
  while (begin > 0 && (words[begin].joined || (begin > 1 && is_particle(words[begin - 1].text))))
    --begin;
  return begin;
}

// "ap", "de la": left out in speech, unlike the "o" of "O Malley" and the "st" of "St John".
bool may_be_dropped(std::string_view particle) {
  static constexpr std::array<std::string_view, 6> kept{"st", "mac", "mc", "o", "bin", "el"};
  return is_particle(particle) && std::find(kept.begin(), kept.end(), particle) == kept.end();
}

std::vector<std::string> other_surnames(std::span<const Word> words, std::string_view surname) {
  std::vector<std::string> others;
  std::size_t particles = 0;
  while (particles + 1 < words.size() && may_be_dropped(words[particles].text)) ++particles;
  if (particles > 0) {
    std::string rest;
    for (const auto& word : words.subspan(particles)) rest += word.text;
    others.push_back(std::move(rest));
  }
  const auto swap = [&](std::string_view from, std::string_view to) {
    if (surname.size() > from.size() + 2 && surname.starts_with(from))
      others.push_back(std::string(to) + std::string(surname.substr(from.size())));
  };
  swap("mac", "mc");
  swap("mc", "mac");
  if (!words.empty() && words.front().text == "st") swap("st", "saint");
  if (!words.empty() && words.front().text == "saint") swap("saint", "st");
  return others;
}

PersonName name_of(std::span<const Word> forenames, std::span<const Word> surname) {
  PersonName name;
  for (const auto& word : forenames) name.forenames.push_back(word.text);
  for (const auto& word : surname) name.surname += word.text;
  name.other_surnames = other_surnames(surname, name.surname);
  return name;
}

// "A. J. (Tony) Lloyd", 'Robert "Bob" Jones': the name without it, and the name he goes by.
std::pair<std::string, std::string> parted_nickname(std::string_view name) {
  const auto open = name.find_first_of("(\"");
  const auto close = open == name.npos ? open : name.find_first_of(")\"", open + 1);
  if (close == name.npos || open == 0) return {std::string(name), {}};
  const auto after = words_of(name.substr(close + 1));
  const auto inside = words_of(name.substr(open + 1, close - open - 1));
  if (after.empty() || inside.size() != 1) return {std::string(name), {}};
  return {std::string(name.substr(0, open)) + std::string(name.substr(close + 1)),
          inside.front().text};
}

// "SMITH Jane": as registers and some directories sort. The number of words the surname takes.
std::size_t leading_capitals(std::span<const Word> words) {
  std::size_t count = 0;
  while (count < words.size() && (words[count].capitals || (count > 0 && words[count].joined)))
    ++count;
  return count == words.size() ? 0 : count;
}

Fit fit_of_one(std::string_view typed, std::string_view known) {
  if (typed.size() == 1 || known.size() == 1)
    return typed[0] == known[0] ? Fit::possible : Fit::none;
  if (typed == known) return Fit::exact;
  return are_forms_of_one_name(typed, known) ? Fit::usual : Fit::none;
}

}  // namespace

namespace {

PersonName parse_without_nickname(std::string_view name) {
  // "Jane Smith (Mayor)", "Smith, Cllr Jane", "Jane Smith, JP"
  const auto open = name.find('(');
  if (open != name.npos && open > 0) name = name.substr(0, open);
  const auto comma = name.find(',');
  auto first = words_of(name.substr(0, comma));
  drop_titles_and_honours(first);
  if (comma != name.npos) {
    auto rest = words_of(name.substr(comma + 1));
    drop_titles_and_honours(rest);
    const bool honours_alone = std::all_of(rest.begin(), rest.end(),
                                           [](const Word& word) { return is_honour(word.text); });
    if (!honours_alone) return name_of(rest, first);
  }
  if (first.empty()) return {};
  const std::span<const Word> words = first;
  if (const auto capitals = leading_capitals(words); capitals > 0 && words.size() > 1)
    return name_of(words.subspan(capitals), words.first(capitals));
  const auto begin = surname_begin(words);
  return name_of(words.first(begin), words.subspan(begin));
}

}  // namespace

PersonName parse_person_name(std::string_view name) {
  auto [plain, nickname] = parted_nickname(name);
  auto parsed = parse_without_nickname(plain);
  parsed.nickname = std::move(nickname);
  return parsed;
}

std::string person_key(std::string_view name) {
  const auto parts = parse_person_name(name);
  return base::join(parts.forenames, " ") + '/' + parts.surname;
}

Fit fit_of(const std::vector<std::string>& typed, const PersonName& name) {
  if (typed.empty() || name.forenames.empty()) return Fit::possible;
  // "Annemarie" for Anne-Marie, and the other way round.
  if (name.forenames.size() > 1 && typed[0] == name.forenames[0] + name.forenames[1])
    return Fit::exact;
  if (typed.size() > 1 && name.forenames[0] == typed[0] + typed[1]) return Fit::exact;
  if (typed[0].size() > 1 && !name.nickname.empty() &&
      fit_of_one(typed[0], name.nickname) != Fit::none)
    return Fit::usual;
  // "James Smith" for Robert James Smith: many go by a middle name. An initial is the first's.
  std::size_t first = 0;
  Fit best = fit_of_one(typed[0], name.forenames[0]);
  if (typed[0].size() > 1)
    for (std::size_t i = 1; i < name.forenames.size() && best == Fit::none; ++i) {
      best = name.forenames[i].size() > 1 ? fit_of_one(typed[0], name.forenames[i]) : Fit::none;
      first = i;
    }
  // Middle names must not contradict; one that the roster does not know cannot.
  for (std::size_t i = 1; i < typed.size() && first + i < name.forenames.size(); ++i)
    if (fit_of_one(typed[i], name.forenames[first + i]) == Fit::none) return Fit::none;
  return best;
}

}  // namespace candour::people
