// SPDX-License-Identifier: MPL-2.0

#include "rules/who/participants.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "base/unicode.h"
#include "people/naming.h"

namespace candour::rules {

namespace {

using people::Standing;

/// "Ward, Helen (Clerk)" -> "helen ward", as directories show names.
std::string plain_name(std::string_view name) {
  if (const auto bracket = name.find_first_of("([|"); bracket != name.npos && bracket > 0)
    name = name.substr(0, bracket);
  auto plain = base::folded_name(base::trim(name));
  if (const auto comma = plain.find(','); comma != std::string::npos)
    plain = std::string(base::trim(plain.substr(comma + 1))) + " " +
            std::string(base::trim(plain.substr(0, comma)));
  return std::string(base::trim(plain));
}

// This mail's own recipients often are the earlier mail's, and have their addresses with them.
std::optional<Standing> standing_in_headers(const std::string& name,
                                            const Correspondence& correspondence) {
  const auto& headers = correspondence.mail.headers;
  for (const auto* field : {&headers.from, &headers.to, &headers.cc})
    for (const auto& address : *field)
      if (!address.address.empty() && plain_name(address.name) == name)
        return correspondence.roster.identify(address.address, correspondence.day);
  return std::nullopt;
}

bool speaks_of_an_office(const std::string& name, const Correspondence& correspondence) {
  for (const std::string_view office : {"clerk", "officer", "council office"})
    if (name.find(office) != std::string::npos) return true;
  return name == base::folded_name(correspondence.council);
}

std::optional<Standing> standing_of_name(const std::string& name,
                                         const Correspondence& correspondence) {
  const auto& roster = correspondence.roster;
  for (const auto& person : roster.people())
    for (const auto& position : person.positions)
      if (!people::is_councillor(position.role) && position.term.covers(correspondence.day) &&
          plain_name(person.name) == name) {
        Standing standing;
        standing.kind = people::is_officer(position.role)        ? Standing::Kind::officer
                        : position.role == people::Role::adviser ? Standing::Kind::adviser
                        : position.role == people::Role::press   ? Standing::Kind::press
                                                                 : Standing::Kind::complainant;
        standing.person = &person;
        standing.position = &position;
        return standing;
      }
  for (const auto& list : roster.lists())
    if (plain_name(list.name) == name) {
      Standing standing;
      standing.kind = Standing::Kind::list;
      standing.list = &list;
      return standing;
    }
  return std::nullopt;
}

}  // namespace

void Participants::add(const Standing& standing, const Correspondence& correspondence) {
  switch (standing.kind) {
    case Standing::Kind::councillor:
      councillors.insert(standing.person);
      break;
    case Standing::Kind::officer:
    case Standing::Kind::adviser:
      officers = true;
      break;
    case Standing::Kind::list:
      for (const auto* member : correspondence.roster.members(*standing.list, correspondence.day))
        councillors.insert(member);
      break;
    case Standing::Kind::press:
    case Standing::Kind::complainant:
    case Standing::Kind::third_party:
      outsiders = true;
      break;
  }
}

void Participants::add(const mail::Address& address, const Correspondence& correspondence) {
  if (address.address.find('@') != std::string::npos)
    return add(correspondence.roster.identify(address.address, correspondence.day), correspondence);
  const auto& shown = address.name.empty() ? address.address : address.name;
  const auto name = plain_name(shown);
  if (name.empty()) return;
  if (const auto* councillor = people::named_by(shown, correspondence.roster, correspondence.day))
    councillors.insert(councillor);
  else if (const auto known = standing_of_name(name, correspondence))
    add(*known, correspondence);
  else if (const auto in_headers = standing_in_headers(name, correspondence))
    add(*in_headers, correspondence);
  else if (speaks_of_an_office(name, correspondence))
    officers = true;
  else
    strangers = true;
}

void Participants::add(const std::vector<mail::Address>& addresses,
                       const Correspondence& correspondence) {
  for (const auto& address : addresses) add(address, correspondence);
}

}  // namespace candour::rules
