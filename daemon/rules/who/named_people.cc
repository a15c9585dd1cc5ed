// SPDX-License-Identifier: MPL-2.0

#include "rules/who/named_people.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "people/body_names.h"
#include "people/naming.h"

namespace candour::rules {

namespace {

constexpr std::string_view mask = "<name>";

struct Span {
  std::size_t begin = 0;  // bytes of the text as written
  std::size_t end = 0;
  NamedPeople::Kind kind = NamedPeople::Kind::councillor;
  std::vector<const people::Person*> people;
};

/// What the text of a phrase is looked up in, with the way back to the text as written.
class Finder {
 public:
  explicit Finder(std::string_view text) : folded_(base::fold(text)) {}

  bool has(std::string_view folded) const { return folded_.text.find(folded) != std::string::npos; }

  void find(std::string_view phrase, NamedPeople::Kind kind,
            const std::vector<const people::Person*>& people, std::vector<Span>& spans) const {
    const auto wanted = base::folded(phrase);
    if (wanted.empty()) return;
    for (auto at = folded_.text.find(wanted); at != std::string::npos;
         at = folded_.text.find(wanted, at + 1)) {
      if (!stands_alone(at, at + wanted.size())) continue;
      const auto [begin, length] = folded_.original(at, wanted.size());
      spans.push_back({begin, begin + length, kind, people});
    }
  }

 private:
  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) > 127;
  }

  bool stands_alone(std::size_t begin, std::size_t end) const {
    return (begin == 0 || !is_word(folded_.text[begin - 1])) &&
           (end == folded_.text.size() || !is_word(folded_.text[end]));
  }

  base::Folded folded_;
};

void find_councillors(std::string_view text, const Correspondence& correspondence,
                      std::vector<Span>& spans) {
  for (const auto& mention :
       people::mentions(text, correspondence.roster, correspondence.day, people::Naming::in_list))
    spans.push_back({mention.begin, mention.end, NamedPeople::Kind::councillor, {mention.person}});
}

bool is_address_byte(char c) {
  return std::string_view(" \t\n\r<>()[],;:\"'|").find(c) == std::string_view::npos;
}

void find_addresses(std::string_view text, const Correspondence& correspondence,
                    std::vector<Span>& spans) {
  for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    std::size_t end = at;
    while (begin > 0 && is_address_byte(text[begin - 1])) --begin;
    while (end < text.size() && is_address_byte(text[end])) ++end;
    while (end > at && text[end - 1] == '.') --end;
    const auto standing =
        correspondence.roster.identify(text.substr(begin, end - begin), correspondence.day);
    if (standing.kind == people::Standing::Kind::councillor && standing.person != nullptr)
      spans.push_back({begin, end, NamedPeople::Kind::councillor, {standing.person}});
  }
}

void find_everyone(const Finder& finder, std::vector<Span>& spans) {
  static constexpr std::array<std::string_view, 8> whos{"councillors",
                                                        "cllrs",
                                                        "members",
                                                        "town councillors",
                                                        "parish councillors",
                                                        "council members",
                                                        "members of the council",
                                                        "members of council"};
  std::vector<std::string> alls{"all ", "all the ", "all other ", "every one of the "};
  if (finder.has("all "))  // "all twelve councillors"
    for (const std::string_view number : {"five", "six", "seven", "eight", "nine", "ten", "eleven",
                                          "twelve", "thirteen", "fourteen", "fifteen", "sixteen"})
      alls.push_back("all " + std::string(number) + " ");
  for (const auto who : whos)
    if (finder.has(who))
      for (const auto& all : alls)
        finder.find(all + std::string(who), NamedPeople::Kind::everyone, {}, spans);
  for (const std::string_view whole :
       {"full council", "whole council", "entire council", "every councillor", "every member",
        "all of the council", "councillors all"})
    finder.find(whole, NamedPeople::Kind::everyone, {}, spans);
}

// "Planning" is a body's name only with a word that says so: the CC line may be about planning.
void find_body_called(const Finder& finder, std::string_view name,
                      const std::vector<const people::Person*>& members, std::vector<Span>& spans) {
  const auto folded = base::folded(name);
  const auto says_so = [&](std::string_view word) { return folded.ends_with(word); };
  const bool whole = says_so("committee") || says_so("group") || says_so("panel") ||
                     says_so("party") || says_so("board") || says_so("members");
  for (const std::string_view word :
       {"committee", "cttee", "sub-committee", "members", "committee members", "councillors",
        "group", "working group", "working party", "panel"})
    finder.find(folded + " " + std::string(word), NamedPeople::Kind::body, members, spans);
  if (whole) {
    finder.find(folded, NamedPeople::Kind::body, members, spans);
    finder.find(folded + " members", NamedPeople::Kind::body, members, spans);
  }
  for (const std::string_view committee : {"pwyllgor ", "bwyllgor ", "phwyllgor "})
    finder.find(std::string(committee) + folded, NamedPeople::Kind::body, members, spans);
}

// In either language, whichever the roster has: "CC Planning Committee" for "Cynllunio".
void find_body(const Finder& finder, std::string_view name,
               const std::vector<const people::Person*>& members, std::vector<Span>& spans) {
  find_body_called(finder, name, members, spans);
  for (const auto& known : people::names_of_body(name))
    if (finder.has(known)) find_body_called(finder, known, members, spans);
}

void find_bodies(const Finder& finder, const Correspondence& correspondence,
                 std::vector<Span>& spans) {
  // Cheaper than to go through all their names.
  static constexpr std::array<std::string_view, 9> kinds{"committee",   "cttee", "members",
                                                         "councillors", "group", "party",
                                                         "panel",       "board", "wyllgor"};
  if (std::none_of(kinds.begin(), kinds.end(), [&](auto kind) { return finder.has(kind); })) return;
  const auto& roster = correspondence.roster;
  for (const auto& list : roster.lists())
    find_body(finder, list.name, roster.members(list, correspondence.day), spans);

  std::set<std::string> names;
  for (const auto* councillor : roster.councillors(correspondence.day)) {
    const auto& position = *councillor->councillor_position_on(correspondence.day);
    names.insert(position.committees.begin(), position.committees.end());
  }
  for (const auto& name : names) {
    people::List body;
    body.committees = {name};
    find_body(finder, name, roster.members(body, correspondence.day), spans);
  }
}

// In order, the longer first where two begin together, none inside another.
std::vector<Span> apart(std::vector<Span> spans) {
  std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<Span> result;
  for (auto& span : spans)
    if (result.empty() || span.begin >= result.back().end) result.push_back(std::move(span));
  return result;
}

}  // namespace

MaskedText mask_names(std::string_view text, const Correspondence& correspondence) {
  std::vector<Span> spans;
  find_councillors(text, correspondence, spans);
  find_addresses(text, correspondence, spans);
  const Finder finder(text);
  find_everyone(finder, spans);
  find_bodies(finder, correspondence, spans);

  MaskedText masked;
  std::size_t from = 0;
  for (auto& span : apart(std::move(spans))) {
    masked.text += base::folded(text.substr(from, span.begin - from));
    masked.named.push_back({span.kind, std::move(span.people), masked.text.size()});
    masked.text += mask;
    from = span.end;
  }
  masked.text += base::folded(text.substr(from));
  return masked;
}

}  // namespace candour::rules
