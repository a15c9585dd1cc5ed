// SPDX-License-Identifier: MPL-2.0
//
// An attached file as matter that may be marked: the file itself, and each file that it holds.
#pragma once

#include <vector>

#include "rules/correspondence.h"
#include "rules/marked/marking.h"
#include "rules/marked/matter.h"

namespace candour::rules {

/// Whether a part is a file that somebody attached, rather than what mail clients add by themselves
/// and would make every mail alike: logos, cards, signatures.
bool is_file(const mail::Part& part);

/// The file, and behind it what it holds: a file inside is marked by what marks the whole, and its
/// own marking marks the whole. `originals` hold the messages inside alone; those around the part
/// are for the caller to add.
std::vector<Matter> read_file(const mail::Part& part, const mail::Mail& mail,
                              const MarkingReader& reader, const Phrases& phrases);

}  // namespace candour::rules
