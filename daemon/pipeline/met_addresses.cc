// SPDX-License-Identifier: MPL-2.0

#include "pipeline/met_addresses.h"

#include <algorithm>

#include "base/british_time.h"

namespace candour::pipeline {

namespace {

constexpr std::size_t most_of_a_mail = 50;
constexpr std::size_t most_in_all = 200;
constexpr std::size_t most_octets = 320;  // of a name or an address; RFC 5321 section 4.5.3.1

}  // namespace

void MetAddresses::note(const mail::Headers& headers, const people::Roster& roster,
                        base::Instant time) {
  const auto day = base::british_day(time);
  std::size_t looked = 0;
  for (const auto* field : {&headers.from, &headers.to, &headers.cc})
    for (const auto& address : *field) {
      if (++looked > most_of_a_mail) return;
      if (address.name.size() > most_octets || address.address.size() > most_octets) continue;
      if (people::proposal_for(address.name, address.address, roster, day))
        keep(address.name, address.address, time);
    }
}

void MetAddresses::keep(const std::string& name, const std::string& address, base::Instant time) {
  const std::lock_guard lock(mutex_);
  auto& seen = seen_[people::normalised(address)];
  if (time >= seen.last) seen = {name, address, time};
  if (seen_.size() > most_in_all)
    seen_.erase(
        std::ranges::min_element(seen_, {}, [](const auto& entry) { return entry.second.last; }));
}

std::vector<MetAddress> MetAddresses::list(const people::Roster& roster, base::Day today) const {
  std::vector<MetAddress> met;
  const std::lock_guard lock(mutex_);
  for (const auto& [key, seen] : seen_)
    if (auto proposal = people::proposal_for(seen.name, seen.address, roster, today))
      met.push_back({std::move(*proposal), seen.last});
  std::ranges::stable_sort(met, std::greater<>(), &MetAddress::last);
  return met;
}

}  // namespace candour::pipeline
