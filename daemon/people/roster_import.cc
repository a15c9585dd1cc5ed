// SPDX-License-Identifier: MPL-2.0

#include "people/roster_import.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "people/person_name.h"
#include "people/roster.h"
#include "people/vcard.h"

namespace candour::people {

namespace {

constexpr std::size_t most_rows = 5'000;

// The roster's own first; none twice.
std::string both_addresses(std::string_view roster, std::string_view more) {
  std::string all(roster);
  std::vector<std::string> known;
  for (const bool theirs : {false, true})
    for (auto text = theirs ? more : roster; !text.empty();) {
      const auto end = text.find_first_of(";, \t\r\n");
      const auto address = text.substr(0, end);
      text.remove_prefix(end == text.npos ? text.size() : end + 1);
      if (address.empty() || std::ranges::find(known, normalised(address)) != known.end()) continue;
      known.push_back(normalised(address));
      if (theirs) all += (all.empty() ? "" : ";") + std::string(address);
    }
  return all;
}

IncomingRoster rows_of(const std::vector<Contact>& contacts, const std::vector<RosterRow>& now,
                       std::string_view role) {
  std::map<std::string, std::vector<const RosterRow*>> known;
  for (const auto& row : now) known[person_key(row.name)].push_back(&row);
  IncomingRoster incoming;
  for (const auto& contact : contacts) {
    const auto namesakes = known.find(person_key(contact.row.name));
    if (!contact.ours && namesakes != known.end()) {
      for (const auto* row : namesakes->second) {
        incoming.rows.push_back(*row);
        if (row == namesakes->second.front())
          incoming.rows.back().emails = both_addresses(row->emails, contact.row.emails);
      }
      continue;
    }
    auto row = contact.row;
    if (row.role.empty()) row.role = role;
    if (row.role.empty() || row.name.empty())
      incoming.left_out.push_back(row.name.empty() ? row.emails : row.name);
    else
      incoming.rows.push_back(std::move(row));
  }
  return incoming;
}

}  // namespace

base::Result<IncomingRoster> read_incoming(std::string_view bytes, std::string_view file,
                                           const std::vector<RosterRow>& now,
                                           std::string_view role) {
  if (is_vcard(bytes)) {
    const auto contacts = read_vcards(bytes, file);
    if (!contacts) return contacts.error();
    return rows_of(*contacts, now, role);
  }
  if (const auto checked = read_roster(bytes, file); !checked) return checked.error();
  const auto document = RosterDocument::read(bytes, file);
  if (!document) return document.error();
  return IncomingRoster{document->rows(), {}};
}

base::Result<NextRoster> with_incoming(RosterDocument now, const std::vector<RosterRow>& rows,
                                       Others others, std::string_view file) {
  if (rows.size() > most_rows || now.rows().size() > most_rows)
    return base::Error{base::Fault::over_limit, "people.roster_import",
                       "more than " + std::to_string(most_rows) +
                           " rows are too many to take in like this; save the file in the place "
                           "of the roster"};
  NextRoster next;
  next.difference = difference(now.rows(), rows, others);
  apply(next.difference, now);
  next.bytes = now.bytes();
  const auto checked = read_roster(next.bytes, file);
  if (!checked) return checked.error();
  next.notes = checked->notes;
  return next;
}

}  // namespace candour::people
