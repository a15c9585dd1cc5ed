// SPDX-License-Identifier: MPL-2.0
//
// Word, Excel and PowerPoint up to 2003: which streams hold what, and the programs that read the
// rest.
#pragma once

#include "extract/readers/compound_file.h"
#include "extract/readers/opening.h"

namespace candour::extract {

void read_word(const File& file, CompoundFile& compound, Opening& opening);
void read_excel(const File& file, CompoundFile& compound, Opening& opening);
void read_powerpoint(CompoundFile& compound, Opening& opening);

}  // namespace candour::extract
