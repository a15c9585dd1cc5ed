// SPDX-License-Identifier: MPL-2.0
//
// The kinds of file that Candour knows, and how each is recognised. A new kind is a reader of its
// own file, a line in readers.h and a row in kinds.cc.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "extract/readers/opening.h"

namespace candour::extract {

struct Kind {
  std::string_view name;                       // for people who read the table
  bool (*has_form)(std::string_view content);  // the bytes' own form; null: they say nothing
  std::string_view endings;                    // of file names, parted by blanks, lower case
  std::string_view types;                      // media types; "image/" stands for all of them
  void (*read)(const File& file, Opening& opening);
};

/// The table, in the order in which the forms are tried.
std::span<const Kind> kinds();

/// What a file is by its bytes; where they say nothing by its name, then by its declared type.
/// Senders get types wrong, and names can be given by hand: the recipient's programs look at the
/// bytes as well. What no row knows is told to be unread.
const Kind& kind_of(const File& file);

}  // namespace candour::extract
