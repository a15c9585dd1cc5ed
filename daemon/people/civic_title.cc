// SPDX-License-Identifier: MPL-2.0

#include "people/civic_title.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "people/person_name.h"

namespace candour::people {

namespace {

template <std::size_t Count>
bool is_one_of(const Token& token, const std::array<std::string_view, Count>& words) {
  return token.is_word() && std::find(words.begin(), words.end(), token.text) != words.end();
}

// What a chair may be of, besides a council.
constexpr std::array<std::string_view, 32> other_bodies{
    "committee",       "committees",    "panel",    "group",   "forum",   "governors",
    "trustees",        "trust",         "board",    "party",   "branch",  "association",
    "society",         "club",          "charity",  "meeting", "session", "subcommittee",
    "district",        "county",        "borough",  "region",  "school",  "partnership",
    "friends",         "pwyllgor",      "bwyllgor", "grwp",    "cttee",   "federation",
    "ymddiriedolaeth", "llywodraethwyr"};

// What stands before "mayor" where another one is meant.
constexpr std::array<std::string_view, 11> other_offices{
    "young",   "youth",    "junior",   "metro",  "regional", "directly",
    "elected", "honorary", "district", "county", "borough"};

constexpr std::array<std::string_view, 9> honorifics{
    "worshipful", "right", "lord", "current", "lady", "present", "acting", "civic", "new"};

constexpr std::array<std::string_view, 4> formers{"former", "ex", "late", "retired"};

// What stands before an office that its holder has left or not yet taken, or that is nobody's.
constexpr std::array<std::string_view, 16> other_times{
    "past", "previous", "incoming", "next", "then", "last", "outgoing", "acting",
    "a",    "any",      "every",    "each", "no",   "some", "another",  "which"};

constexpr std::array<std::string_view, 13> determiners{
    "the", "our",   "your",   "council", "councils", "town", "parish",
    "mr",  "madam", "madame", "y",       "yr",       "cc"};

// "in the chair", "took the chair": the office of who presides at a meeting.
constexpr std::array<std::string_view, 10> presiding{
    "in", "through", "take", "takes", "took", "taking", "taken", "vacate", "vacated", "vacates"};

constexpr std::array<std::string_view, 8> articles{"the", "this", "that", "a",
                                                   "an",  "our",  "your", "future"};

// Words that may follow in capitals without being the name of another mayor.
constexpr std::array<std::string_view, 19> continuations{
    "and",  "or",   "of", "for",    "by",     "on",   "in",   "to", "with", "council",
    "town", "city", "cc", "copied", "cyngor", "tref", "dref", "y",  "yr"};

bool follows_at_once(std::span<const Token> tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].is_word();
}

}  // namespace

bool is_former(std::span<const Token> tokens, std::size_t at) {
  if (at > 1 && tokens[at - 1].is_mark("-") && tokens[at - 2].is_word("ex")) return true;
  return at > 0 && is_one_of(tokens[at - 1], formers);
}

CivicTitles::CivicTitles(std::span<const Token> tokens, const Roster& roster, base::Day day)
    : tokens_(tokens), roster_(roster), day_(day) {}

// We know the council's name only by its domains: "eastmere" in eastmere-tc.gov.uk.
bool CivicTitles::is_own_place(const Token& token) const {
  return token.is_word() && token.text.size() > 2 &&
         std::any_of(roster_.domains().begin(), roster_.domains().end(),
                     [&](const auto& domain) { return domain.find(token.text) != domain.npos; });
}

bool CivicTitles::is_committee_word(const Token& token) const {
  if (!token.is_word()) return false;
  for (const auto& person : roster_.people())
    for (const auto& position : person.positions)
      for (const auto& committee : position.committees) {
        const auto folded = base::folded_name(committee);
        if (folded == token.text || folded.ends_with(" " + token.text) ||
            folded.starts_with(token.text + " "))
          return true;
      }
  return false;
}

// "Chair, Environment Committee", "Chair - Staffing", "Chair (Planning)": a heading, as in a
// signature. In "the Chair, the Planning Committee and" the article begins something else; a mayor
// has no committee.
bool CivicTitles::is_headed(std::size_t end) const {
  static constexpr std::array<std::string_view, 5> marks{",", "-", "(", ":", "|"};
  if (tokens_[end - 1].text.ends_with("mayor") || end + 1 >= tokens_.size()) return false;
  if (std::find(marks.begin(), marks.end(), tokens_[end].text) == marks.end()) return false;
  bool own = false;
  for (auto i = end + 1; i < std::min(end + 7, tokens_.size()); ++i) {
    const auto& token = tokens_[i];
    if (token.is_mark("&") || token.is_mark("-")) continue;
    if (!token.is_word() || token.text == "the" || token.text == "y") return false;
    own = own || token.text == "council" || is_own_place(token);
    if (is_one_of(token, other_bodies) || (is_committee_word(token) && !own)) return true;
  }
  return false;
}

bool CivicTitles::is_of_another_body(std::size_t begin, std::size_t end) const {
  // "Planning Chair", "the Committee Chairman", "metro mayor"
  // "last year's Mayor"
  if (begin > 0 && tokens_[begin - 1].possessive && !is_one_of(tokens_[begin - 1], determiners) &&
      !is_own_place(tokens_[begin - 1]))
    return true;
  // "the Wells Mayor"
  if (begin > 1 && tokens_[begin - 2].is_word("the") && tokens_[begin - 1].capital &&
      !tokens_[begin - 1].all_capitals && !is_one_of(tokens_[begin - 1], determiners) &&
      !is_own_place(tokens_[begin - 1]) && !is_one_of(tokens_[begin - 1], honorifics))
    return true;
  if (begin > 0 &&
      (is_one_of(tokens_[begin - 1], other_bodies) || is_one_of(tokens_[begin - 1], other_times) ||
       is_one_of(tokens_[begin - 1], other_offices) || is_committee_word(tokens_[begin - 1])))
    return true;
  if (is_headed(end)) return true;
  // "Chair and Vice-Chair of Planning": what follows the second title holds for the first.
  auto at = end;
  if (at + 1 < tokens_.size() && (tokens_[at].is_word("and") || tokens_[at].is_mark("&"))) {
    auto second = at + 1;
    while (second < tokens_.size() &&
           (tokens_[second].is_mark("-") || tokens_[second].is_word("vice") ||
            tokens_[second].is_word("deputy")))
      ++second;
    if (second > at + 1 && second < tokens_.size()) at = second + 1;
  }
  static constexpr std::array<std::string_view, 4> of{"of", "for", "y", "yr"};
  if (!follows_at_once(tokens_, at) || !is_one_of(tokens_[at], of)) return false;
  bool own = false;
  for (auto i = at + 1; i < std::min(at + 7, tokens_.size()) && tokens_[i].is_word(); ++i) {
    if (is_one_of(tokens_[i], other_bodies)) return true;
    own = own || tokens_[i].text == "council" || tokens_[i].text == "cyngor" ||
          tokens_[i].text == "dref" || is_own_place(tokens_[i]) ||
          (i <= at + 2 && (tokens_[i].text == "town" || tokens_[i].text == "parish" ||
                           tokens_[i].text == "city" || tokens_[i].text == "community"));
    if (is_committee_word(tokens_[i]) && !own) return true;
  }
  return !own;
}

// "our Chairman Hugh"
bool CivicTitles::is_forename_of(const Token& word, const Person* person) {
  if (person == nullptr) return false;
  const auto name = parse_person_name(person->name);
  return !name.forenames.empty() && fit_of({word.text}, name) >= Fit::usual;
}

const Person* CivicTitles::holder(std::size_t begin, std::size_t end, TitleKind kind) const {
  if (kind != TitleKind::chair && kind != TitleKind::vice_chair) return nullptr;
  const auto& title = tokens_[end - 1];
  if (title.possessive || is_former(tokens_, begin) || is_of_another_body(begin, end))
    return nullptr;

  auto next = end;
  if (next + 1 < tokens_.size() && tokens_[next].is_mark("-") && !tokens_[next].spaced) ++next;
  if (follows_at_once(tokens_, next)) {
    const auto& word = tokens_[next];
    if (word.text == "elect" || word.text == "designate" || word.text == "making") return nullptr;
    // "Mayor Baker": somebody else's mayor.
    const bool name = word.capital && !title.all_capitals && !is_one_of(word, continuations) &&
                      !is_own_place(word) && next == end;
    if (name && !is_forename_of(word, holder_on_day(kind))) return nullptr;
  }

  if (title.text == "chair") {
    const bool article_before = begin > 0 && is_one_of(tokens_[begin - 1], determiners);
    const auto before = article_before ? begin - 1 : begin;
    if (article_before && before > 0 && is_one_of(tokens_[before - 1], presiding)) return nullptr;
    const bool verb = follows_at_once(tokens_, end) && is_one_of(tokens_[end], articles);
    const bool bare_in_prose =
        !article_before && begin > 0 && tokens_[begin - 1].is_word() && !title.capital;
    if (verb || (bare_in_prose && kind == TitleKind::chair)) return nullptr;
  }

  return holder_on_day(kind);
}

const Person* CivicTitles::holder_on_day(TitleKind kind) const {
  const auto wanted = kind == TitleKind::chair ? Role::chair : Role::vice_chair;
  const Person* holder = nullptr;
  for (const auto& person : roster_.people())
    for (const auto& position : person.positions) {
      if (position.role != wanted || !position.term.covers(day_)) continue;
      if (holder != nullptr && holder != &person) return nullptr;
      holder = &person;
    }
  return holder;
}

}  // namespace candour::people
