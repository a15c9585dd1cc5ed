// SPDX-License-Identifier: MPL-2.0

#include "rules/who/own_people.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "people/person_name.h"
#include "people/titles.h"
#include "rules/language/phrases.h"

namespace candour::rules {

namespace {

constexpr std::size_t shortest_forename = 3;  // initials name nobody

struct Word {
  std::string text;  // folded, without accents and "'s"
  bool capital = false;
  bool opens = false;  // a sentence
};

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

/// The words of a text as they stand between blanks, without the marks round them.
std::vector<Word> words_in(std::string_view text) {
  static constexpr std::string_view marks = ".,;:!?()\"'-*";
  std::vector<Word> words;
  bool opens = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    while (at < text.size() && !is_blank(text[at])) ++at;
    auto word = text.substr(begin, at - begin);
    ++at;
    const bool closes = !word.empty() && std::string_view(".!?:").find(word.back()) != word.npos;
    word.remove_prefix(std::min(word.find_first_not_of(marks), word.size()));
    word = word.substr(0, word.find_last_not_of(marks) + 1);
    if (word.empty()) continue;
    Word made{base::folded_name(word), word.front() >= 'A' && word.front() <= 'Z',
              std::exchange(opens, closes)};
    if (made.text.ends_with("'s")) made.text.resize(made.text.size() - 2);
    words.push_back(std::move(made));
  }
  return words;
}

bool greets(std::string_view word) {
  static constexpr std::array greetings{"dear", "hi", "hello", "hiya", "morning", "evening"};
  return std::find(greetings.begin(), greetings.end(), word) != greetings.end();
}

std::vector<people::PersonName> officers_elsewhere(const Correspondence& correspondence) {
  std::vector<people::PersonName> names;
  for (const auto& person : correspondence.roster.people()) {
    const bool officer = std::any_of(
        person.positions.begin(), person.positions.end(), [&](const people::Position& position) {
          return position.term.covers(correspondence.day) && people::is_officer(position.role);
        });
    const bool reads = std::any_of(
        correspondence.recipients.begin(), correspondence.recipients.end(),
        [&](const Recipient& recipient) { return recipient.standing.person == &person; });
    if (officer && !reads && &person != correspondence.sender.person)
      names.push_back(people::parse_person_name(person.name));
  }
  return names;
}

/// "Mrs Pocock"; "Sandra" or "Sandra Pocock", and no "Sandra Bullock" or "Tom Martin".
bool is_named_at(const std::vector<Word>& words, std::size_t at, const people::PersonName& name) {
  const auto& word = words[at];
  if (!word.capital || at == 0 || greets(words[at - 1].text)) return false;
  if (word.text == name.surname && people::is_personal_title(words[at - 1].text))
    return at < 2 || !greets(words[at - 2].text);
  const bool forename =
      std::any_of(name.forenames.begin(), name.forenames.end(), [&](const std::string& each) {
        return each.size() >= shortest_forename && word.text == each;
      });
  const bool follows_name = !word.opens && words[at - 1].capital && !words[at - 1].opens;
  if (!forename || follows_name) return false;
  const bool surname_follows = at + 1 < words.size() && words[at + 1].capital;
  return !surname_follows || words[at + 1].text == name.surname;
}

}  // namespace

bool names_an_officer(const Correspondence& correspondence) {
  const auto officers = officers_elsewhere(correspondence);
  if (officers.empty()) return false;
  return std::any_of(correspondence.bodies.begin(), correspondence.bodies.end(),
                     [&](const ReadBody& body) {
                       const auto words = words_in(body.authored.text);
                       for (std::size_t at = 0; at < words.size(); ++at)
                         for (const auto& name : officers)
                           if (is_named_at(words, at, name)) return true;
                       return false;
                     });
}

bool answers_council_mail(const Correspondence& correspondence) {
  const auto& phrases = correspondence.phrases;
  return std::any_of(
      correspondence.bodies.begin(), correspondence.bodies.end(), [&](const ReadBody& body) {
        return phrases.any("situation.council-named", wording_of(body.quoted, phrases));
      });
}

}  // namespace candour::rules
