// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "rules/correspondence.h"
#include "rules/finding.h"

namespace candour::rules {

/// Whether a fix changes recipients and nothing else, so that mended() can tell what comes of it.
bool changes_recipients(FixKind kind);

/// The mail as it would be were all of these addresses moved to Cc, removed or added.
Correspondence mended(const Correspondence& correspondence, FixKind kind,
                      const std::vector<std::string>& addresses);

}  // namespace candour::rules
