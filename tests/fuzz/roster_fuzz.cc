// SPDX-License-Identifier: MPL-2.0
//
// Any bytes as a roster, then names and addresses read with it: what loads must answer.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "people/naming.h"
#include "people/roster.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candour;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = people::read_roster(bytes, "roster.csv");
  if (!file) {
    if (file.error().detail.find("roster.csv:") != 0) std::abort();  // a fault without a place
    return 0;
  }
  const people::Roster roster(file->people, file->lists, {"eastmere-tc.gov.uk"});
  const auto day = base::Day{std::chrono::days{20'000}};
  for (const auto& person : roster.people()) {
    for (const auto& position : person.positions)
      for (const auto& email : position.emails) roster.identify(email, day);
    people::named_by(person.name, roster, day);
    people::with_title(person);
  }
  for (const auto naming : {people::Naming::titled, people::Naming::in_list})
    for (const auto& mention : people::mentions(bytes, roster, day, naming))
      if (mention.person == nullptr || mention.begin >= mention.end || mention.end > size)
        std::abort();
  return 0;
}
