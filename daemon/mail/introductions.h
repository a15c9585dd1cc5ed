// SPDX-License-Identifier: MPL-2.0
//
// The lines with which mail clients introduce an earlier message: "On … wrote:", the block of
// From/Sent/To/Subject, "-----Original Message-----", in English and Welsh.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mail/lines.h"
#include "mail/mail.h"

namespace candour::mail {

struct Introduction {
  std::size_t end = 0;  // line after its last one
  Quote::Kind kind = Quote::Kind::reply;
  bool certain = false;  // true: what follows is quoted even without `>` or a container
  std::vector<Address> from, to, cc;
  bool recipients_known = false;
  std::string subject;
  std::string sent;
};

/// Whether line `first` begins an introduction. Looks at most a header block ahead, and never at
/// lines over 10,000 bytes.
std::optional<Introduction> introduction_at(const Lines& lines, std::size_t first);

}  // namespace candour::mail
