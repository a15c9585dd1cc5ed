// SPDX-License-Identifier: MPL-2.0
//
// A reader for each kind of file. All have one shape: what they find they hand to the Opening,
// what they cannot read they say there. They may throw std::exception: read_file() says "damaged".
#pragma once

#include "extract/readers/opening.h"

namespace candour::extract {

class ZipArchive;

void read_text(const File& file, Opening& opening);  // CSV and calendars too
void read_html(const File& file, Opening& opening);
void read_message(const File& file, Opening& opening);  // RFC 5322, web archives too
void read_rtf(const File& file, Opening& opening);
void read_tnef(const File& file, Opening& opening);      // winmail.dat
void read_compound(const File& file, Opening& opening);  // .doc, .xls, .ppt, .msg

void read_zip(const File& file, Opening& opening);  // OOXML and OpenDocument too
void read_flat_opendocument(const File& file, Opening& opening);
void read_pdf(const File& file, Opening& opening);
/// What each process would load again for its one PDF: done once, in the process they come from.
void load_pdf_tables();

// What read_zip() finds in an archive.
void read_ooxml(const ZipArchive& archive, Opening& opening);
void read_opendocument(const ZipArchive& archive, Opening& opening);

}  // namespace candour::extract
