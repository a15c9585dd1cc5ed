// SPDX-License-Identifier: MPL-2.0
//
// Address books' contacts as files (vCard: RFC 6350; RFC 2426 and vCard 2.1 as programs still write
// them), as far as a roster can use them: names, addresses and what Candour itself wrote there.
// Pictures, telephones and the rest are passed over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "people/roster_document.h"

namespace candour::people {

/// What is read of one file; all inclusive.
struct VcardLimits {
  std::size_t file_bytes = 16u << 20;
  std::size_t contacts = 2'000;
  std::size_t addresses = 100;      // of one contact
  std::size_t value_bytes = 4'096;  // of a value that is kept
};

/// One contact as a row; what it does not tell is empty. A row's `role` is empty where the contact
/// has none that a roster knows.
struct Contact {
  RosterRow row;
  bool ours = false;     // Candour wrote it: what is empty is meant to be
  std::size_t line = 1;  // where it begins
};

bool is_vcard(std::string_view bytes);

/// bytes   UTF-8, or what 2.1 says; CRLF, LF or CR; folded lines
/// file    its name, for messages
/// Errors  malformed: "contacts.vcf:7: …"; over_limit
base::Result<std::vector<Contact>> read_vcards(std::string_view bytes, std::string_view file,
                                               const VcardLimits& limits = {});

/// A contact a row, vCard 4.0; role, group, committees and term in X-CANDOUR-… properties, which
/// other programs keep or pass over (RFC 6350 section 6.10).
std::string write_vcards(const std::vector<RosterRow>& rows);

}  // namespace candour::people
