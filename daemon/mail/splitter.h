// SPDX-License-Identifier: MPL-2.0
//
// Finds where the entities of a message stand. Boundaries count at the start of a line only, with
// blanks after them allowed; the boundaries of all open multiparts are known at any time, so a
// part that is never ended takes nothing of what its parent holds (RFC 2046 section 5.1.1).
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "mail/entity.h"
#include "mail/mail.h"
#include "mail/remarks.h"

namespace candour::mail {

/// A message taken apart. The entities' views point into the raw bytes and into `decoded`.
struct Tree {
  std::unique_ptr<Entity> root;
  std::deque<std::string> decoded;  // what had to be decoded before it could be taken apart
};

/// Takes a message apart, attached messages too, in time linear in its size. Limits on bytes, depth
/// and parts are kept here; what lies past them stays in the content of the last entity before.
///
/// raw      must outlive the tree
Tree split_message(std::string_view raw, const Limits& limits, Remarks& remarks);

}  // namespace candour::mail
