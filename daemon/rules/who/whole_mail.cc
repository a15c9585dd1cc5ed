// SPDX-License-Identifier: MPL-2.0

#include "rules/who/whole_mail.h"

#include <algorithm>

#include "rules/language/phrases.h"

namespace candour::rules {

bool says_anywhere(const Correspondence& correspondence, SetName set) {
  const auto& phrases = correspondence.phrases;
  return phrases.any(set, wording_of(correspondence.subject, phrases)) ||
         phrases.any(set, base::folded(correspondence.sender_name)) ||
         std::any_of(correspondence.bodies.begin(), correspondence.bodies.end(),
                     [&](const ReadBody& body) {
                       return phrases.any(set, wording_of(body.authored, phrases)) ||
                              phrases.any(set, wording_of(body.signature, phrases));
                     });
}

bool speaks_of_council(const Correspondence& correspondence) {
  return says_anywhere(correspondence, "situation.council-named");
}

}  // namespace candour::rules
