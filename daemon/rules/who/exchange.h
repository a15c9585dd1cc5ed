// SPDX-License-Identifier: MPL-2.0
//
// Earlier messages inside a mail or behind it (quotes, attached messages, the thread) that passed
// between one councillor and officers only.
#pragma once

#include <set>
#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

struct Exchange {
  const people::Person* councillor = nullptr;  // the only one who took part
  /// Councillors who had a later message of the same exchange, and with it this one.
  std::set<const people::Person*> had_already;
  bool recipients_known = true;  // false: taken that there were no others
  Evidence evidence;
};

std::vector<Exchange> private_exchanges(const Correspondence& correspondence);

}  // namespace candour::rules
