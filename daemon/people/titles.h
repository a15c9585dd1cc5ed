// SPDX-License-Identifier: MPL-2.0
//
// The titles councillors go by, as words of folded text: "cllr", "deputy mayor", "mrs".
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace candour::people {

enum class TitleKind {
  councillor,   // "Cllr"
  councillors,  // "Cllrs": a list of names may follow
  chair,        // "Mayor", "Chairman"
  vice_chair,   // "Deputy Mayor", "Vice-Chair"
  leader,       // of a council or group: goes before a name, stands for nobody alone
};

struct Title {
  TitleKind kind;
  std::size_t words;  // how many of the words it takes
};

/// The longest title that these words open with; hyphens between words are not among them.
std::optional<Title> title_at(std::span<const std::string_view> words);

bool is_personal_title(std::string_view word);  // "mrs", "dr"
bool is_honour(std::string_view word);          // "mbe", "jp"

}  // namespace candour::people
