// SPDX-License-Identifier: MPL-2.0
//
// What is worth remembering of a message once it has gone out or come in: the confidential part of
// an EarlierMail row. Whoever records a message, the ledger or a folder of mail read for
// `candour check --history`, asks here, so that all remember alike.
#pragma once

#include <string>
#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

struct Remembered {
  bool marked = false;    // something in it is marked, or passes on what earlier mail marked
  bool released = false;  // an officer's release stands in it
  std::vector<std::string> fingerprints;  // of the marked matter; made with History::key_of
};

/// correspondence  of sent or received mail; its history is asked for what was marked before
Remembered remember(const Correspondence& correspondence);

}  // namespace candour::rules
