// SPDX-License-Identifier: MPL-2.0
//
// Which councillors a text names, in the forms people use: "Cllr Smith", "Councillor J. Smith",
// "the Mayor", "CC all members". Rules ask here and never compare names themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/roster.h"

namespace candour::people {

/// How strictly a name must be given before it counts.
enum class Naming {
  titled,   // a title is needed: "Cllr Smith", "Councillor Jane Smith", "Mayor Smith"
  in_list,  // inside a CC line: a title, a full name, or (after a title earlier on the line) a
            // surname
};

struct Mention {
  const Person* person = nullptr;
  std::size_t begin = 0;  // bytes into the text as given
  std::size_t end = 0;
};

/// The councillors that a text names, in order of appearance. A surname that two councillors in
/// office share names neither without a forename or initial. The chair's title alone names the
/// chair.
std::vector<Mention> mentions(std::string_view text, const Roster& roster, base::Day day,
                              Naming naming);

/// The councillor whose name a display name or a signature line gives, titled or not ("Jane Smith",
/// "Cllr J Smith"); null where none or more than one fits.
const Person* named_by(std::string_view name, const Roster& roster, base::Day day);

/// Whether such a line names him by his office and no more: "Mayor of Eastmere".
bool is_office_alone(std::string_view line, const Person& holder);

/// "Councillor Jane Smith"; the name as it stands where it already opens with a title.
std::string with_title(const Person& person);

}  // namespace candour::people
