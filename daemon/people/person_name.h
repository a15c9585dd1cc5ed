// SPDX-License-Identifier: MPL-2.0
//
// A person's name taken apart, so that "Cllr Mrs J Smith", "SMITH Jane", "Smith, Jane MBE" and
// "Jane Smith" can be known as one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::people {

/// A name's parts, folded, without accents, apostrophes or hyphens (base::folded_name).
struct PersonName {
  std::vector<std::string> forenames;  // may be initials: "j"; empty where only a surname is known
  std::string surname;                 // joined: "omalley", "smithjones", "vanderberg"
  std::string nickname{};              // "tony" of "A. J. (Tony) Lloyd"
  /// Other ways the surname is written: "iorwerth" for "ap Iorwerth", "mcdonald" for "MacDonald".
  std::vector<std::string> other_surnames{};
};

PersonName parse_person_name(std::string_view name);

/// One key for all ways to write a name: two rows of the roster with one key are one person.
std::string person_key(std::string_view name);

/// How well forenames as typed fit those of a roster name.
enum class Fit {
  none,      // "John" against Jane, "J A" against Jane Beth
  possible,  // an initial, or the roster knows no more than one
  usual,     // a short form: "Liz" for Elizabeth
  exact,
};
Fit fit_of(const std::vector<std::string>& typed, const PersonName& name);

/// Whether one forename is a usual short form of the other, or both of a third: "bob" and "robert".
/// English and Welsh; folded.
bool are_forms_of_one_name(std::string_view a, std::string_view b);

}  // namespace candour::people
