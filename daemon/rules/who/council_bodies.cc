// SPDX-License-Identifier: MPL-2.0

#include "rules/who/council_bodies.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <set>

#include "people/body_names.h"
#include "rules/language/phrases.h"
#include "rules/language/plain_words.h"

namespace candour::rules {

namespace {

constexpr std::size_t full = 0;  // the whole council's index

// What is looked at on both sides of a name; more would be another sentence's.
constexpr std::size_t window = 120;
// No honest text names committees so often; a hostile one costs no more than its length.
constexpr std::size_t most_places = 500;

bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) > 127;
}

bool is_inside_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string_view set_for(CouncilBodies::Mention mention, std::string_view heading,
                         std::string_view sending, std::string_view prose) {
  switch (mention) {
    case CouncilBodies::Mention::heading:
      return heading;
    case CouncilBodies::Mention::sending:
      return sending;
    case CouncilBodies::Mention::prose:
      break;
  }
  return prose;
}

std::vector<std::string> names_of_council(const CouncilName& council) {
  if (council.place().empty()) return {};
  std::string place;
  for (const auto& word : council.place()) place += word + ' ';
  std::vector<std::string> names{place + "council"};
  if (!council.kind().empty()) {
    names.push_back(place + council.kind() + " council");
    names.push_back(place + council.kind().front() + "c");
  }
  return names;
}

/// A text with the names in it replaced: `<council>` for the council itself, `<body>` for one
/// committee, `<other>` for all others.
template <class Places>
std::string masked(std::string_view folded, base::Range range, const Places& places,
                   std::size_t only) {
  std::string text;
  auto from = range.begin;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& place = places[i];
    if (place.range.begin < from || place.range.end > range.end) continue;
    text += folded.substr(from, place.range.begin - from);
    text += place.council ? "<council>" : i == only ? "<body>" : "<other>";
    from = place.range.end;
  }
  text += folded.substr(from, range.end - from);
  return text;
}

base::Range around(std::string_view folded, base::Range place) {
  auto begin = place.begin > window ? place.begin - window : 0;
  auto end = std::min(place.end + window, folded.size());
  while (begin > 0 && is_inside_character(folded[begin])) --begin;
  while (end < folded.size() && is_inside_character(folded[end])) ++end;
  return {begin, end};
}

constexpr std::size_t nothing = static_cast<std::size_t>(-1);

}  // namespace

std::string address_of(const people::Person& councillor, base::Day day) {
  const auto* office = councillor.councillor_position_on(day);
  if (office != nullptr && !office->emails.empty()) return office->emails.front();
  for (const auto& position : councillor.positions)
    if (position.term.covers(day) && !position.emails.empty()) return position.emails.front();
  return {};
}

CouncilBodies::CouncilBodies(const Correspondence& correspondence)
    : correspondence_(correspondence),
      council_names_(names_of_council(CouncilName(correspondence.council))) {
  bodies_.push_back({"full council", correspondence.roster.councillors(correspondence.day), {}});
  add_committees();
  for (const auto& list : correspondence.roster.lists())
    if (!list.committees.empty() && list.group.empty()) add_list(list);
}

// Each committee stands in many rows: its name is read once, however it is spelt.
void CouncilBodies::add_committees() {
  std::map<std::string_view, std::size_t> by_cell;
  const auto everybody = bodies_[full].members;
  for (const auto* councillor : everybody)
    for (const auto& position : councillor->positions) {
      if (!people::is_councillor(position.role) || !position.term.covers(correspondence_.day))
        continue;
      for (const auto& committee : position.committees) {
        const auto [known, is_new] = by_cell.try_emplace(committee, 0);
        if (is_new) known->second = body_called(committee);
        auto& members = bodies_[known->second].members;
        if (members.empty() || members.back() != councillor) members.push_back(councillor);
      }
    }
}

std::size_t CouncilBodies::body_called(std::string_view name) {
  for (std::size_t body = full + 1; body < bodies_.size(); ++body)
    if (people::same_body(bodies_[body].name, name)) return body;
  auto names = people::names_of_body(name);
  if (names.empty()) names.push_back(base::folded(name));
  std::string shown(name);
  if (!people::says_its_kind(name)) shown += " Committee";
  bodies_.push_back({std::move(shown), {}, std::move(names)});
  return bodies_.size() - 1;
}

// A list is another name of a committee, or stands for several together.
void CouncilBodies::add_list(const people::List& list) {
  std::set<const people::Person*> seats;
  std::size_t only = full;
  for (const auto& committee : list.committees) {
    only = body_called(committee);
    seats.insert(bodies_[only].members.begin(), bodies_[only].members.end());
  }
  auto names = people::names_of_body(list.name);
  if (list.committees.size() == 1) {
    auto& known = bodies_[only].names;
    known.insert(known.end(), names.begin(), names.end());
  } else if (!names.empty() && !seats.empty()) {
    CouncilBody joint{list.name, {}, std::move(names)};
    std::copy_if(bodies_[full].members.begin(), bodies_[full].members.end(),
                 std::back_inserter(joint.members),
                 [&](const auto* councillor) { return seats.contains(councillor); });
    bodies_.push_back(std::move(joint));
  }
}

// The longer first where two begin together, none inside another.
std::vector<CouncilBodies::Place> CouncilBodies::places_in(std::string_view folded) const {
  std::vector<Place> places;
  const auto find = [&](std::string_view name, std::size_t body, bool council) {
    for (auto at = folded.find(name); at != folded.npos && places.size() < most_places;
         at = folded.find(name, at + 1)) {
      const auto end = at + name.size();
      if ((at == 0 || !is_word_byte(folded[at - 1])) &&
          (end == folded.size() || !is_word_byte(folded[end])))
        places.push_back({{at, end}, body, council});
    }
  };
  for (const auto& name : council_names_) find(name, full, true);
  // Of two committees one may be called what the other is: its own name comes first.
  for (std::size_t body = full + 1; body < bodies_.size(); ++body)
    find(bodies_[body].names.front(), body, false);
  for (std::size_t body = full + 1; body < bodies_.size(); ++body)
    for (const auto& name : bodies_[body].names) find(name, body, false);
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin
                                          : a.range.end > b.range.end;
  });
  std::vector<Place> apart;
  for (const auto& place : places)
    if (apart.empty() || place.range.begin >= apart.back().range.end) apart.push_back(place);
  return apart;
}

std::vector<const CouncilBody*> CouncilBodies::named_in(std::string_view folded,
                                                        Mention mention) const {
  const auto& phrases = correspondence_.phrases;
  const auto places = places_in(folded);
  std::set<std::size_t> named;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].council || named.contains(places[i].body)) continue;
    const auto text = masked(folded, around(folded, places[i].range), places, i);
    if (phrases.any(set_for(mention, "circulation.body-heading", "circulation.body-sending",
                            "circulation.body-prose"),
                    text) &&
        !phrases.any("circulation.body-elsewhere", text))
      named.insert(places[i].body);
  }
  if (phrases.any(set_for(mention, "circulation.council-heading", "circulation.council-sending",
                          "circulation.council-prose"),
                  masked(folded, {0, folded.size()}, places, nothing)))
    named.insert(full);
  std::vector<const CouncilBody*> bodies;
  bodies.reserve(named.size());
  for (const auto body : named) bodies.push_back(&bodies_[body]);
  return bodies;
}

bool CouncilBodies::names_unknown(std::string_view folded, Mention mention) const {
  const auto& phrases = correspondence_.phrases;
  const auto text = masked(folded, {0, folded.size()}, places_in(folded), nothing);
  for (const auto& match :
       phrases.find(mention == Mention::heading ? SetName("circulation.unknown-heading")
                                                : SetName("circulation.unknown-sending"),
                    text))
    if (!phrases.any("circulation.no-body",
                     std::string_view(text).substr(match.begin, match.end - match.begin)))
      return true;
  return false;
}

const CouncilBody& CouncilBodies::smallest_with(const Councillors& councillors) const {
  const auto* smallest = &bodies_[full];
  for (const auto& body : bodies_)
    if (!body.members.empty() && body.members.size() < smallest->members.size() &&
        std::all_of(councillors.begin(), councillors.end(),
                    [&](const auto* councillor) { return contains(body.members, councillor); }))
      smallest = &body;
  return *smallest;
}

bool CouncilBodies::are_whole_body(const Councillors& councillors) const {
  return std::any_of(bodies_.begin(), bodies_.end(), [&](const CouncilBody& body) {
    return std::all_of(councillors.begin(), councillors.end(),
                       [&](const auto* each) { return contains(body.members, each); }) &&
           std::all_of(body.members.begin(), body.members.end(), [&](const auto* member) {
             return contains(councillors, member) ||
                    address_of(*member, correspondence_.day).empty();
           });
  });
}

}  // namespace candour::rules
