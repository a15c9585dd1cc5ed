// SPDX-License-Identifier: MPL-2.0

#include "rules/who/copied_people.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "people/naming.h"

namespace candour::rules {

bool contains(const Councillors& councillors, const people::Person* person) {
  return std::find(councillors.begin(), councillors.end(), person) != councillors.end();
}

Councillors copied(const Correspondence& correspondence, Visibility visibility) {
  Councillors result;
  for (const auto* recipient : correspondence.councillors(visibility))
    if (recipient->standing.person != correspondence.sender.person)
      result.push_back(recipient->standing.person);
  return result;
}

bool everyone_received(const Correspondence& correspondence) {
  const auto& recipients = correspondence.recipients;
  const auto in_office = correspondence.roster.councillors(correspondence.day);
  return std::all_of(in_office.begin(), in_office.end(), [&](const people::Person* person) {
    const auto* position = person->councillor_position_on(correspondence.day);
    if (position == nullptr || position->emails.empty()) return true;  // gets it on paper
    return std::any_of(recipients.begin(), recipients.end(), [&](const Recipient& recipient) {
      return recipient.standing.person == person;
    });
  });
}

std::vector<const Recipient*> ways_to(const Correspondence& correspondence,
                                      const Councillors& councillors) {
  std::vector<const Recipient*> ways;
  std::set<std::string> addresses;
  for (const auto& recipient : correspondence.recipients)
    if (contains(councillors, recipient.standing.person) &&
        addresses.insert(people::normalised(recipient.address)).second)
      ways.push_back(&recipient);
  return ways;
}

std::vector<Fix> removals(const Correspondence& correspondence,
                          const std::vector<const Recipient*>& ways) {
  std::set<std::string> addresses;
  for (const auto* way : ways) addresses.insert(way->address);
  const auto& recipients = correspondence.recipients;
  const bool anybody_left =
      std::any_of(recipients.begin(), recipients.end(), [&](const Recipient& recipient) {
        return recipient.in_envelope && !addresses.contains(recipient.address);
      });
  std::vector<Fix> fixes;
  if (anybody_left)
    for (const auto* way : ways) fixes.push_back({FixKind::remove_recipient, way->address});
  return fixes;
}

std::vector<const Recipient*> written_to(const Correspondence& correspondence) {
  const auto& headers = correspondence.mail.headers;
  std::set<std::string> to;
  for (const auto& address : headers.resent_to.empty() ? headers.to : headers.resent_to)
    to.insert(people::normalised(address.address));
  std::vector<const Recipient*> recipients;
  for (const auto& recipient : correspondence.recipients)
    if (to.contains(people::normalised(recipient.address))) recipients.push_back(&recipient);
  return recipients;
}

std::vector<std::string> names_of(const Councillors& councillors) {
  std::vector<std::string> names;
  for (const auto* councillor : councillors) names.push_back(councillor->name);
  return names;
}

std::string prose_of(const Councillors& councillors) {
  std::vector<std::string> names;
  for (const auto* councillor : councillors) names.push_back(people::with_title(*councillor));
  return base::join_as_prose(names);
}

}  // namespace candour::rules
