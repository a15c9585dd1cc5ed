// SPDX-License-Identifier: MPL-2.0
//
// What goes to the press or is to be printed, and whose words are in it. The words looked for stand
// in policies/phrases/publication.yaml.
#pragma once

#include <string>
#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

/// Recipients that the roster calls press, and outsiders with an editor's or a newspaper's address.
std::vector<const Recipient*> press_among(const Correspondence& correspondence);

/// Where the sender says that his words are to be printed; empty where he does not. A draft that
/// only colleagues get is not to be printed yet.
std::vector<Evidence> printing_notices(const Correspondence& correspondence);

/// The folded text, of the same length, with blanks for the quotations that it attributes to
/// somebody else: "Councillor Smith said: …". What an officer or a spokesperson says is the
/// office's own.
std::string without_attributed_words(const ReadText& read, const Phrases& phrases);

/// The texts of attached files, as far as they were opened.
std::vector<ReadText> attached_texts(const Correspondence& correspondence);

}  // namespace candour::rules
