// SPDX-License-Identifier: MPL-2.0
//
// Finds where HTML would cost libxml2 more than linear time or much memory, before libxml2 sees it.
#pragma once

#include <string_view>

namespace candour::mail {

struct GuardedHtml {
  std::string_view html;  // the longest beginning that is safe to parse
  bool cut = false;
};

/// libxml2 compares each attribute with all others of its tag, and looks for each end tag's partner
/// through all open elements; it keeps some 250 bytes for each tag. Cuts before a tag with more
/// than 1,000 attributes, after 100,000 tags, and where the search for partners would pass 20
/// million steps. Linear.
GuardedHtml guard_html(std::string_view html);

}  // namespace candour::mail
