// SPDX-License-Identifier: MPL-2.0
//
// Pictures as plain SVG: told apart by pattern, so that they can be read in black and white, each
// with its words for whoever cannot see it. The tables beside them have the same figures.
#pragma once

#include "base/markup.h"
#include "reports/summary.h"

namespace candour::reports {

/// Messages of thirteen months: with something found, and with nothing.
base::Markup trend_chart(const Summary& summary);

/// What became of the messages with something found, a bar each.
base::Markup outcome_chart(const Summary& summary);

}  // namespace candour::reports
