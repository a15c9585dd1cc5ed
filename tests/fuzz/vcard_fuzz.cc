// SPDX-License-Identifier: MPL-2.0
//
// Any bytes as contacts: what is read can be written and is read the same again, and can be merged
// into a roster without a crash.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "people/roster_import.h"
#include "people/vcard.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candour::people;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto roster =
      RosterDocument::read("name,role,emails\nJane Smith,chair,jane@x.example\n", "r.csv");
  const auto contacts = read_vcards(bytes, "c.vcf");
  if (!contacts) {
    if (contacts.error().detail.find("c.vcf:") != 0) std::abort();  // a fault without a place
  } else {
    for (const auto& contact : *contacts)
      if (contact.row.name.size() > VcardLimits{}.value_bytes) std::abort();
    std::vector<RosterRow> rows;
    for (const auto& contact : *contacts) rows.push_back(contact.row);
    if (const auto again = read_vcards(write_vcards(rows), "c.vcf");
        !again || again->size() != rows.size())
      std::abort();
    if (rows.size() < 20) with_incoming(*roster, rows, Others::go, "r.csv");
  }
  if (const auto document = RosterDocument::read(bytes, "r.csv")) {
    auto changed = *document;
    if (document->rows().size() > 20) return 0;
    const auto count = changed.rows().size();
    RosterRow row;
    row.name = "A, \"B\"\nC";
    changed.add(row);
    if (changed.rows().size() != count + 1) std::abort();
    changed.remove(count);
    if (count > 0) changed.replace(0, row);
    if (changed.rows().size() != count) std::abort();
  }
  return 0;
}
