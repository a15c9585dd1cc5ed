// SPDX-License-Identifier: MPL-2.0

#include "console/proposals.h"

#include <algorithm>
#include <set>

#include "mail/mail.h"

namespace candour::console {

namespace {

constexpr std::size_t most_held_mails = 50;  // looked through

void add_held(const Sources& sources, base::Day today, std::set<std::string>& known,
              std::vector<Proposal>& found) {
  if (!sources.held.held) return;
  const auto states = sources.held.held->states();
  if (!states) return;
  const auto policy = sources.policies.current();
  std::size_t looked = 0;
  for (const auto& state : *states) {
    if (++looked > most_held_mails) break;
    const auto message = sources.held.held->read(state.id);
    if (!message || message->envelope.notice) continue;
    const auto mail = mail::read(message->bytes);
    for (const auto* field : {&mail.headers.from, &mail.headers.to, &mail.headers.cc})
      for (const auto& address : *field) {
        auto proposal = people::proposal_for(address.name, address.address, policy->roster, today);
        if (proposal && known.insert(people::normalised(address.address)).second)
          found.push_back({std::move(*proposal), {}});
      }
  }
}

}  // namespace

std::vector<Proposal> proposals(const Sources& sources, base::Day today) {
  std::vector<Proposal> found;
  std::set<std::string> known;
  if (sources.met != nullptr)
    for (auto& met : sources.met->list(sources.policies.current()->roster, today)) {
      known.insert(people::normalised(met.proposal.address));
      found.push_back({std::move(met.proposal), met.last});
    }
  add_held(sources, today, known, found);
  return found;
}

std::optional<std::size_t> row_of(std::string_view councillor, const RosterOnDisk& roster) {
  const auto& rows = roster.document.rows();
  const auto row = std::ranges::find(rows, councillor, &people::RosterRow::name);
  if (row == rows.end()) return {};
  return static_cast<std::size_t>(row - rows.begin());
}

}  // namespace candour::console
