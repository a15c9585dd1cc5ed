// SPDX-License-Identifier: MPL-2.0

#include "people/roster_checks.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::people {

namespace {

// Words for a role that the contract does not have, and the role they mean.
std::string_view role_meant(std::string_view word) {
  static const std::map<std::string, std::string_view, std::less<>> meant{
      {"mayor", "chair"},
      {"chairman", "chair"},
      {"deputy mayor", "vice-chair"},
      {"member", "councillor"},
      {"cllr", "councillor"},
      {"town clerk", "clerk"},
      {"parish clerk", "clerk"},
      {"deputy clerk", "officer"},
      {"rfo", "officer"},
      {"staff", "officer"},
      {"solicitor", "adviser"},
      {"auditor", "adviser"},
      {"monitoring officer", "adviser"}};
  const auto found = meant.find(base::folded_name(word));
  return found == meant.end() ? std::string_view{} : found->second;
}

}  // namespace

std::string in_quotes(std::string_view text) {
  constexpr std::size_t shown = 80;
  return "'" + std::string(text.substr(0, shown)) + (text.size() > shown ? "…'" : "'");
}

std::string or_close(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto close = base::closest(word, candidates);
  return close.empty() ? "" : "; did you mean '" + std::string(close) + "'?";
}

std::string fault_of_role(std::string_view word) {
  if (word.empty())
    return "the row has no role; write chair, vice-chair, councillor, clerk, officer, adviser, "
           "press, complainant or list";
  std::string what = "unknown role " + in_quotes(word);
  if (const auto meant = role_meant(word); !meant.empty())
    return what + "; did you mean '" + std::string(meant) + "'?";
  const auto hint = or_close(word, {"chair", "vice-chair", "councillor", "clerk", "officer",
                                    "adviser", "press", "complainant", "list"});
  return what + (hint.empty() ? "; the roles are chair, vice-chair, councillor, clerk, officer, "
                                "adviser, press, complainant and list"
                              : hint);
}

std::string fault_of_address(std::string_view address) {
  const auto at = address.find('@');
  if (at == address.npos) return "has no @; write name@domain, or *@domain for a whole domain";
  if (address.find('@', at + 1) != address.npos) return "has two @; put ; between addresses";
  if (at == 0) return "has nothing before the @; write name@domain, or *@domain";
  const auto local = address.substr(0, at);
  auto domain = address.substr(at + 1);
  if (local.find('*') != local.npos && local != "*")
    return "mixes * with other letters; only a whole domain can be meant: *@domain";
  if (local == "*" && domain.starts_with("*.")) domain.remove_prefix(2);
  if (domain.empty()) return "has no domain after the @";
  const bool odd = domain.find_first_of(" \t\"'(),:;<>[\\]*/!?&=") != domain.npos ||
                   domain.front() == '.' || domain.find("..") != domain.npos ||
                   local.find_first_of(" \t\"(),:;<>[\\]") != local.npos;
  return odd ? "holds a character that no address has there" : "";
}

bool terms_overlap(const Term& a, const Term& b) {
  return (!a.end || !b.start || *b.start <= *a.end) && (!b.end || !a.start || *a.start <= *b.end);
}

std::vector<ListNote> notes_on_lists(const RosterFile& roster) {
  std::vector<ListNote> notes;
  std::vector<std::string_view> committees, groups;
  for (const auto& person : roster.people)
    for (const auto& position : person.positions) {
      committees.insert(committees.end(), position.committees.begin(), position.committees.end());
      if (!position.group.empty()) groups.push_back(position.group);
    }
  const auto note_unknown = [&](std::size_t list, std::string_view what, std::string_view body,
                                const std::vector<std::string_view>& known) {
    if (std::any_of(known.begin(), known.end(), [&](auto k) { return same_body(k, body); })) return;
    notes.push_back({list, "nobody in the roster is of " + std::string(what) + " " +
                               in_quotes(body) + or_close(body, known)});
  };
  for (std::size_t i = 0; i < roster.lists.size(); ++i) {
    for (const auto& committee : roster.lists[i].committees)
      note_unknown(i, "committee", committee, committees);
    if (!roster.lists[i].group.empty()) note_unknown(i, "group", roster.lists[i].group, groups);
  }
  return notes;
}

std::optional<std::string> note_on_chairs(const RosterFile& roster) {
  const Person* chair = nullptr;
  const Position* office = nullptr;
  for (const auto& person : roster.people)
    for (const auto& position : person.positions) {
      if (position.role != Role::chair) continue;
      if (chair != nullptr && chair != &person && terms_overlap(office->term, position.term))
        return chair->name + " and " + person.name +
               " are both chair at one time; give the earlier a term_end. Until then \"the "
               "Mayor\" names neither";
      chair = &person;
      office = &position;
    }
  return {};
}

}  // namespace candour::people
