// SPDX-License-Identifier: MPL-2.0
//
// A reader for each kind of file. All have one shape: what they find they hand to the Opening,
// what they cannot read they say there. They may throw std::exception: read_file() says "damaged".
#pragma once

#include "extract/confined/opening.h"

namespace candour::extract {

void read_text(const File& file, Opening& opening);  // CSV and calendars too
void read_html(const File& file, Opening& opening);
void read_message(const File& file, Opening& opening);  // RFC 5322, web archives too
void read_rtf(const File& file, Opening& opening);
void read_tnef(const File& file, Opening& opening);  // winmail.dat

}  // namespace candour::extract
