// SPDX-License-Identifier: MPL-2.0

#include "people/roster.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::people {

namespace {

struct NamedRole {
  Role role;
  std::string_view name;
};

constexpr std::array roles{
    NamedRole{Role::chair, "chair"},           NamedRole{Role::vice_chair, "vice-chair"},
    NamedRole{Role::councillor, "councillor"}, NamedRole{Role::clerk, "clerk"},
    NamedRole{Role::officer, "officer"},       NamedRole{Role::adviser, "adviser"},
    NamedRole{Role::press, "press"},           NamedRole{Role::complainant, "complainant"},
};

Standing::Kind kind_of(Role role) {
  switch (role) {
    case Role::chair:
    case Role::vice_chair:
    case Role::councillor:
      return Standing::Kind::councillor;
    case Role::clerk:
    case Role::officer:
      return Standing::Kind::officer;
    case Role::adviser:
      return Standing::Kind::adviser;
    case Role::press:
      return Standing::Kind::press;
    case Role::complainant:
      return Standing::Kind::complainant;
  }
  return Standing::Kind::third_party;
}

// Which of several rows speaks for an address; the smallest does. The enumerators stand in the
// order that is right for a recipient.
int as_recipient(Role role) {
  return static_cast<int>(role);
}

// Mail from an acting clerk's address is the officer's.
int as_sender(Role role) {
  return is_officer(role) ? -1 : as_recipient(role);
}

std::string_view domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == address.npos ? std::string_view{} : address.substr(at + 1);
}

// `"jane smith"@x` and `jane` quoted for no reason (RFC 5321 section 4.1.2).
std::string without_quotes(std::string_view local) {
  if (local.size() < 2 || !local.starts_with('"') || !local.ends_with('"'))
    return std::string(local);
  std::string plain;
  for (std::size_t i = 1; i + 1 < local.size(); ++i) {
    if (local[i] == '\\' && i + 2 < local.size()) ++i;
    plain += local[i];
  }
  return plain;
}

// "Planning Committee" -> "planning"
std::string body_key(std::string_view name) {
  const std::string folded = base::folded_name(name);
  std::string key;
  for (const auto word : base::split(folded, ' ')) {
    if (word.empty() || (!key.empty() && (word == "committee" || word == "group"))) continue;
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

}  // namespace

std::optional<Role> role_named(std::string_view name) {
  std::string wanted = base::lower_ascii(base::trim(name));
  std::replace_if(
      wanted.begin(), wanted.end(), [](char c) { return c == ' ' || c == '_'; }, '-');
  for (const auto& role : roles)
    if (role.name == wanted) return role.role;
  return {};
}

std::string_view name_of(Role role) {
  return std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return r.role == role; })
      ->name;
}

bool is_councillor(Role role) {
  return kind_of(role) == Standing::Kind::councillor;
}

bool is_officer(Role role) {
  return kind_of(role) == Standing::Kind::officer;
}

bool Term::covers(base::Day day) const {
  return (!start || *start <= day) && (!end || day <= *end);
}

bool Person::is_councillor_on(base::Day day) const {
  return councillor_position_on(day) != nullptr;
}

const Position* Person::councillor_position_on(base::Day day) const {
  const Position* found = nullptr;
  for (const auto& position : positions)
    if (is_councillor(position.role) && position.term.covers(day) &&
        (found == nullptr || position.role < found->role))
      found = &position;
  return found;
}

std::string_view Person::group_on(base::Day day) const {
  for (const auto& position : positions)
    if (is_councillor(position.role) && position.term.covers(day) && !position.group.empty())
      return position.group;
  return {};
}

bool Person::sits_on(std::string_view committee, base::Day day) const {
  return std::any_of(positions.begin(), positions.end(), [&](const Position& position) {
    return is_councillor(position.role) && position.term.covers(day) &&
           std::any_of(position.committees.begin(), position.committees.end(),
                       [&](const auto& own) { return same_body(own, committee); });
  });
}

bool same_body(std::string_view a, std::string_view b) {
  return a == b || body_key(a) == body_key(b);
}

std::string normalised(std::string_view address) {
  if (const auto open = address.rfind('<'); open != address.npos) {
    address.remove_prefix(open + 1);
    address = address.substr(0, address.find('>'));
  }
  address = base::trim(address);
  const auto at = address.rfind('@');
  if (at == address.npos) return base::folded(address);
  const std::string plain = without_quotes(base::trim(address.substr(0, at)));
  std::string_view local = plain;
  if (const auto tag = local.find('+'); tag != local.npos && tag > 0) local = local.substr(0, tag);
  return base::folded(local) + '@' + base::domain_to_ascii(base::trim(address.substr(at + 1)));
}

Roster::Roster(std::vector<Person> people, std::vector<List> lists,
               const std::vector<std::string>& domains)
    : people_(std::move(people)), lists_(std::move(lists)) {
  for (const auto& domain : domains) domains_.push_back(base::domain_to_ascii(base::trim(domain)));
  for (std::size_t person = 0; person < people_.size(); ++person) {
    const auto& positions = people_[person].positions;
    for (std::size_t position = 0; position < positions.size(); ++position)
      for (const auto& email : positions[position].emails)
        rows_[normalised(email)].push_back({person, position});
  }
  for (std::size_t list = 0; list < lists_.size(); ++list)
    for (const auto& email : lists_[list].emails)
      lists_by_address_.try_emplace(normalised(email), list);
}

const std::vector<Roster::Row>* Roster::rows_of(const std::string& address) const {
  const auto found = rows_.find(address);
  return found == rows_.end() ? nullptr : &found->second;
}

// "*@dw-law.example" before "*@*.example": the nearer pattern knows better.
const std::vector<Roster::Row>* Roster::rows_by_pattern(std::string_view domain) const {
  if (const auto* rows = rows_of("*@" + std::string(domain))) return rows;
  for (auto dot = domain.find('.'); dot != domain.npos; dot = domain.find('.', dot + 1))
    if (const auto* rows = rows_of("*@*" + std::string(domain.substr(dot)))) return rows;
  return nullptr;
}

// What rows that carry an address make of it. Nothing where they leave it to the domain: an officer
// may leave, but his mailbox stays the council's. A former councillor's does not count as such.
std::optional<Standing> Roster::standing(const std::vector<Row>& rows, base::Day day,
                                         Prefer prefer) const {
  Standing best;
  const auto offer = [&](const Person& person, const Position& position) {
    if (!position.term.covers(day)) return;
    if (best.position != nullptr && prefer(best.position->role) <= prefer(position.role)) return;
    best = {kind_of(position.role), &person, &position, nullptr};
  };
  for (const auto& row : rows)
    offer(people_[row.person], people_[row.person].positions[row.position]);
  if (best.person != nullptr) return best;

  // The row with this address is over; he may hold another office now (councillor, then officer).
  bool was_councillor = false;
  for (const auto& row : rows)
    for (const auto& position : people_[row.person].positions) {
      was_councillor = was_councillor || is_councillor(position.role);
      offer(people_[row.person], position);
    }
  if (best.person != nullptr || was_councillor) return best;
  return {};
}

bool Roster::is_own_domain(std::string_view domain) const {
  return std::any_of(domains_.begin(), domains_.end(), [&](const std::string& own) {
    return !own.empty() && domain.ends_with(own) &&
           (domain.size() == own.size() || domain[domain.size() - own.size() - 1] == '.');
  });
}

Standing Roster::identify(std::string_view address, base::Day day, Prefer prefer) const {
  const std::string wanted = normalised(address);
  const auto domain = domain_of(wanted);
  if (const auto* rows = rows_of(wanted))
    if (const auto found = standing(*rows, day, prefer)) return *found;
  if (const auto list = lists_by_address_.find(wanted); list != lists_by_address_.end())
    return {Standing::Kind::list, nullptr, nullptr, &lists_[list->second]};
  if (const auto* rows = rows_by_pattern(domain))
    if (const auto found = standing(*rows, day, prefer)) return *found;
  if (is_own_domain(domain)) return {Standing::Kind::officer, nullptr, nullptr, nullptr};
  return {};
}

Standing Roster::identify(std::string_view address, base::Day day) const {
  return identify(address, day, as_recipient);
}

Standing Roster::identify_sender(std::string_view address, base::Day day) const {
  return identify(address, day, as_sender);
}

std::vector<const Person*> Roster::members(const List& list, base::Day day) const {
  std::vector<const Person*> members;
  for (const auto* person : councillors(day)) {
    const bool in_group = list.group.empty() || same_body(list.group, person->group_on(day));
    const bool in_committee =
        list.committees.empty() ||
        std::any_of(list.committees.begin(), list.committees.end(),
                    [&](const auto& committee) { return person->sits_on(committee, day); });
    if (in_group && in_committee) members.push_back(person);
  }
  return members;
}

std::vector<const Person*> Roster::councillors(base::Day day) const {
  std::vector<const Person*> councillors;
  for (const auto& person : people_)
    if (person.is_councillor_on(day)) councillors.push_back(&person);
  return councillors;
}

}  // namespace candour::people
