// SPDX-License-Identifier: MPL-2.0

#include "people/name_reader.h"

#include <algorithm>

#include "people/titles.h"

namespace candour::people {

namespace {

constexpr std::size_t forenames_read = 4;

// "JA Smith": letters that were meant one by one.
std::vector<std::string> as_initials(const std::string& run) {
  std::vector<std::string> initials;
  for (const char c : run) initials.emplace_back(1, c);
  return initials;
}

// A further forename is an initial or written with a capital, which "and" and "to" are not.
bool may_be_middle_name(const Token& token) {
  if (token.text == "a" && !token.capital) return false;  // Welsh "and"
  return token.text.size() == 1 || (token.capital && token.text != "and" && token.text != "to");
}

bool is_initials_run(const Token& token) {
  return token.all_capitals && token.text.size() <= 3;
}

bool is_given_in_full(const std::vector<std::string>& typed, const PersonName& name) {
  if (typed.empty()) return name.forenames.empty();
  return typed[0].size() > 1 || (!name.forenames.empty() && name.forenames[0].size() == 1);
}

}  // namespace

NameReader::NameReader(std::span<const Token> tokens, const std::vector<const Person*>& people)
    : tokens_(tokens) {
  known_.reserve(people.size());
  for (const auto* person : people)
    if (auto name = parse_person_name(person->name); !name.surname.empty())
      known_.push_back({person, std::move(name)});
}

// The tokens may cut a surname in other places than the roster does: "Smith-Jones", "Smith Jones",
// "O Malley", "St. John". Its letters in a row decide. Returns 0 where it does not stand here.
std::size_t NameReader::end_of_surname(std::size_t at, const std::string& surname) const {
  std::size_t matched = 0;
  for (std::size_t i = at; i < tokens_.size(); ++i) {
    const auto& token = tokens_[i];
    if (!token.is_word()) {
      const bool inside =
          matched > 0 && (token.is_mark("-") || token.is_mark(".") || token.is_line_end());
      const auto next = i + 1 < tokens_.size() && tokens_[i + 1].is_line_end() ? i + 2 : i + 1;
      if (inside && next < tokens_.size() && tokens_[next].is_word()) continue;
      return 0;
    }
    if (surname.compare(matched, token.text.size(), token.text) != 0) return 0;
    matched += token.text.size();
    if (matched < surname.size()) continue;
    // "Smith" is not the beginning of "Smith-Baker", nor of an address.
    const auto next = i + 1;
    const bool hyphen = next + 1 < tokens_.size() && tokens_[next].is_mark("-") &&
                        !tokens_[next].spaced && tokens_[next + 1].is_word() &&
                        !tokens_[next + 1].spaced;
    const bool address = next < tokens_.size() && !tokens_[next].spaced &&
                         (tokens_[next].is_mark("@") || tokens_[next].is_mark("_"));
    return hyphen || address ? 0 : next;
  }
  return 0;
}

NameReader::Surname NameReader::surname_at(std::size_t at) const {
  Surname best;
  if (at >= tokens_.size() || !tokens_[at].is_word()) return best;
  const auto take = [&](const Known& known, const std::string& surname, bool exact) {
    if (surname.front() != tokens_[at].text.front()) return;
    const auto end = end_of_surname(at, surname);
    if (end == 0 || end < best.end || (end == best.end && best.exact && !exact)) return;
    if (end > best.end || (exact && !best.exact)) best = {{}, end, exact};
    best.bearers.push_back(&known);
  };
  for (const auto& known : known_) {
    take(known, known.name.surname, true);
    for (const auto& other : known.name.other_surnames) take(known, other, false);
  }
  return best;
}

const Person* NameReader::person_with(const std::string& forename,
                                      const std::string& surname) const {
  const Person* person = nullptr;
  for (const auto& known : known_) {
    if (known.name.surname != surname || fit_of({forename}, known.name) == Fit::none) continue;
    if (person != nullptr) return nullptr;
    person = known.person;
  }
  return person;
}

// One forename or initial, the full stop and the hyphen after it included.
std::optional<std::size_t> NameReader::forename_end(std::size_t at) const {
  if (at >= tokens_.size() || !tokens_[at].is_word() || tokens_[at].possessive) return {};
  auto end = at + 1;
  if (end < tokens_.size() && tokens_[end].is_mark(".") && !tokens_[end].spaced &&
      tokens_[at].text.size() <= 5)
    ++end;
  if (end < tokens_.size() && tokens_[end].is_mark("-") && !tokens_[end].spaced) ++end;
  if (end < tokens_.size() && tokens_[end].is_line_end()) ++end;
  if (at > 0 && end < tokens_.size() &&
      ((tokens_[at - 1].is_mark("(") && tokens_[end].is_mark(")")) ||
       (tokens_[at - 1].is_mark("\"") && tokens_[end].is_mark("\""))))
    ++end;  // "(Jane) Smith"
  return past_nickname(end);
}

// "Robert (Bob) Jones", 'Robert "Bob" Jones': past what stands in brackets or quotes.
std::size_t NameReader::past_nickname(std::size_t at) const {
  if (at + 2 < tokens_.size() && tokens_[at].is_mark("'") && tokens_[at + 1].is_word())
    return at + 2;  // the closing quote belongs to the word
  const bool nickname = at + 3 < tokens_.size() && tokens_[at + 1].is_word() &&
                        ((tokens_[at].is_mark("(") && tokens_[at + 2].is_mark(")")) ||
                         (tokens_[at].is_mark("\"") && tokens_[at + 2].is_mark("\"")));
  return nickname ? at + 3 : at;
}

std::optional<ReadName> NameReader::forename_first(std::size_t at) const {
  std::vector<std::string> typed;
  bool run = false;
  std::size_t end = at;
  while (typed.size() < forenames_read) {
    const auto next = forename_end(end);
    if (!next || (!typed.empty() && !may_be_middle_name(tokens_[end]))) return {};
    run = run || (typed.empty() && is_initials_run(tokens_[end]));
    typed.push_back(tokens_[end].text);
    end = *next;
    const auto surname = surname_at(end);
    if (surname.bearers.empty()) continue;

    ReadName read{nullptr, surname.end, true, false, &surname.bearers.front()->name.surname};
    Fit best = Fit::none;
    for (const auto* known : surname.bearers) {
      Fit fit = fit_of(typed, known->name);
      if (fit == Fit::none && run && typed.size() == 1)
        fit = fit_of(as_initials(typed[0]), known->name);
      if (fit == Fit::none || fit < best) continue;
      read.person = fit == best ? nullptr : known->person;
      read.in_full = is_given_in_full(typed, known->name) && !(run && fit == Fit::possible);
      best = fit;
    }
    // "Jones Smith" may be two people; with no forename that fits it is not one we know.
    return best == Fit::none ? std::nullopt : std::optional(read);
  }
  return {};
}

// A surname that is a forename as well ("James") before another name is that one's forename.
bool NameReader::opens_another_name(std::size_t surname, std::size_t next) const {
  if (next >= tokens_.size() || !tokens_[next].is_word() || tokens_[surname].possessive)
    return false;
  if (is_honour(tokens_[next].text)) return false;
  if (!surname_at(next).bearers.empty()) return true;
  const auto& word = tokens_[surname].text;
  return tokens_[next].capital && !tokens_[surname].all_capitals &&
         are_forms_of_one_name(word, word);
}

// "Brown (Susan)", "Brown (S)", "Brown S,": which of several is meant.
std::optional<ReadName> NameReader::forename_behind(const Surname& surname) const {
  if (surname.bearers.size() < 2) return {};
  const bool bracket = surname.end + 2 < tokens_.size() && tokens_[surname.end].is_mark("(");
  const auto at = surname.end + (bracket ? 1 : 0);
  if (at >= tokens_.size() || !tokens_[at].is_word()) return {};
  auto end = at + 1;
  if (end < tokens_.size() && tokens_[end].is_mark(".") && !tokens_[end].spaced) ++end;
  if (bracket && !(end < tokens_.size() && tokens_[end].is_mark(")"))) return {};
  if (bracket) ++end;
  const bool closed = end >= tokens_.size() || !tokens_[end].is_word();
  if (!bracket && (tokens_[at].text.size() != 1 || !tokens_[at].capital || !closed)) return {};
  const auto* person = person_with(tokens_[at].text, surname.bearers.front()->name.surname);
  if (person == nullptr) return {};
  return ReadName{person, end, true, false, &surname.bearers.front()->name.surname};
}

std::optional<ReadName> NameReader::surname_first(std::size_t at) const {
  const auto surname = surname_at(at);
  if (surname.bearers.empty()) return {};
  // "Smith, Jane", "SMITH Jane"; in "Smith, Jane Brown" the forename is the next one's.
  const bool comma = surname.end < tokens_.size() && tokens_[surname.end].is_mark(",");
  const auto forename = surname.end + (comma ? 1 : 0);
  if ((comma || tokens_[at].all_capitals) && forename < tokens_.size() &&
      tokens_[forename].is_word() && tokens_[forename].text.size() > 1 &&
      surname_at(forename + 1).bearers.empty()) {
    const auto& text = tokens_[forename].text;
    const auto& name = surname.bearers.front()->name;
    const auto fits = [&](const Known* known) { return fit_of({text}, known->name) >= Fit::usual; };
    if (std::count_if(surname.bearers.begin(), surname.bearers.end(), fits) == 1) {
      const auto* known = *std::find_if(surname.bearers.begin(), surname.bearers.end(), fits);
      return ReadName{known->person, forename + 1, true, true, &name.surname};
    }
  }
  if (auto name = forename_behind(surname)) return name;
  if (opens_another_name(at, surname.end)) return {};
  const auto& first = *surname.bearers.front();
  return ReadName{surname.bearers.size() == 1 ? first.person : nullptr, surname.end, false,
                  first.name.forenames.empty(), &first.name.surname};
}

std::optional<ReadName> NameReader::read(std::size_t at) const {
  if (at >= tokens_.size() || !tokens_[at].is_word()) return {};
  const bool inside_word = at >= 2 && tokens_[at - 1].is_mark("-") && !tokens_[at].spaced &&
                           !tokens_[at - 1].spaced && tokens_[at - 2].is_word();
  if (inside_word) return {};
  if (const auto name = forename_first(at)) return name;
  return surname_first(at);
}

}  // namespace candour::people
