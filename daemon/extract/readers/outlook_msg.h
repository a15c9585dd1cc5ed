// SPDX-License-Identifier: MPL-2.0
//
// A letter saved from Outlook (.msg).
// Source: [MS-OXMSG]
#pragma once

#include "extract/readers/compound_file.h"
#include "extract/readers/opening.h"

namespace candour::extract {

bool is_outlook_msg(const CompoundFile& file);

/// The letter, those attached to it, and the files of all.
void read_outlook_msg(CompoundFile& file, Opening& opening);

}  // namespace candour::extract
