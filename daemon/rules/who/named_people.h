// SPDX-License-Identifier: MPL-2.0
//
// A text with its names taken out: `<name>` stands where it names a councillor, gives a
// councillor's address, or speaks of all councillors or of a committee. So that patterns can tell
// what is said of somebody whatever his name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

struct NamedPeople {
  enum class Kind { councillor, body, everyone };
  Kind kind = Kind::councillor;
  std::vector<const people::Person*> people;  // empty for everyone
  std::size_t begin = 0;                      // of `<name>`, in bytes of MaskedText::text
};

struct MaskedText {
  std::string text;                // folded
  std::vector<NamedPeople> named;  // by begin
};

/// text   as written
MaskedText mask_names(std::string_view text, const Correspondence& correspondence);

}  // namespace candour::rules
