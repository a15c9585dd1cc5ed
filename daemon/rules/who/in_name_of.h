// SPDX-License-Identifier: MPL-2.0
//
// In whose name a mail goes out, as its readers see it: the councillors whom From or Sender, the
// display name, the closing signature or an "on behalf of" makes its signatories. A councillor who
// is only mentioned or copied in is none.
#pragma once

#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

struct Signatory {
  const people::Person* councillor = nullptr;
  Evidence evidence;  // the address, the display name or the words that make him one
};

/// The councillors in whose name the mail goes, each once; none where an officer writes in his own,
/// the councillor who serves as acting clerk included.
std::vector<Signatory> in_name_of(const Correspondence& correspondence);

}  // namespace candour::rules
