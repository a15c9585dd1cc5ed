// SPDX-License-Identifier: MPL-2.0
//
// The council and its committees on a mail's day: who sits on them, and which of them a text means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "rules/correspondence.h"
#include "rules/who/copied_people.h"

namespace candour::rules {

struct CouncilBody {
  std::string name;                // as a sentence has it: "the full council"
  Councillors members;             // in office; in the roster's order
  std::vector<std::string> names;  // what a text calls it, folded; none for the full council
};

class CouncilBodies {
 public:
  explicit CouncilBodies(const Correspondence& correspondence);

  /// How a text brings a committee up.
  enum class Mention {
    heading,  // a subject, a file's name or head: "Planning agenda", "F&GP 12 May"
    sending,  // prose that sends its papers: "the agenda for Monday's Planning Committee"
    prose,    // anywhere: "the Planning Committee"
  };

  /// The bodies that a text means, each once; a committee of another council is none of them.
  std::vector<const CouncilBody*> named_in(std::string_view folded, Mention mention) const;
  /// Whether a text is about a body that the roster does not know: "Steering Group".
  bool names_unknown(std::string_view folded, Mention mention) const;

  /// The smallest body on which all of these sit, the first in the roster of several.
  const CouncilBody& smallest_with(const Councillors& councillors) const;
  /// Whether these are all who sit on some body, those apart who cannot be written to.
  bool are_whole_body(const Councillors& councillors) const;

 private:
  /// Where a text gives a name: of one of the bodies or, in other words, of the council itself.
  struct Place {
    base::Range range;
    std::size_t body = 0;
    bool council = false;
  };

  void add_committees();
  void add_list(const people::List& list);
  std::size_t body_called(std::string_view name);
  std::vector<Place> places_in(std::string_view folded) const;

  const Correspondence& correspondence_;
  std::vector<CouncilBody> bodies_;         // the full council first
  std::vector<std::string> council_names_;  // "eastmere town council", "eastmere tc"
};

/// An address to write to a councillor, that of his office first; empty where the roster has none.
std::string address_of(const people::Person& councillor, base::Day day);

}  // namespace candour::rules
