// SPDX-License-Identifier: MPL-2.0
//
// The properties of .doc, .xls and .ppt: title, subject … and the user's own, where sensitivity
// labels stand.
// Source: [MS-OLEPS]; [MS-OSHARED] section 2.3.3.2
#pragma once

#include <string_view>
#include <vector>

#include "extract/readers/compound_file.h"
#include "mail/mail.h"

namespace candour::extract {

/// Those of one stream ("\005SummaryInformation"), texts and numbers alone. Linear in its size.
std::vector<mail::Field> parse_property_set(std::string_view stream);

/// Those of a file.
std::vector<mail::Field> properties_of(CompoundFile& file);

}  // namespace candour::extract
