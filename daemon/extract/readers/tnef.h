// SPDX-License-Identifier: MPL-2.0
//
// winmail.dat: how Outlook packs a letter and its files (Transport Neutral Encapsulation Format).
// Read by our own hand: the tnef program aborts on some, and leaves out what lies deeper.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/letter.h"
#include "extract/readers/opening.h"

namespace candour::extract {

struct PackedFile {
  std::string name;
  std::string type;  // as declared; may be empty
  std::string content;
};

struct Tnef {
  Letter letter;
  std::vector<PackedFile> files;  // an attached letter is a TNEF of its own
  bool damaged = false;           // ends too early, or in something else
};

bool is_tnef(std::string_view content);

/// Linear in its input, out of which nothing comes twice.
///
/// text_bytes  of each of the letter's bodies
/// Source      [MS-OXTNEF]
Tnef parse_tnef(std::string_view content, std::size_t text_bytes = Bounds{}.text_bytes);

}  // namespace candour::extract
