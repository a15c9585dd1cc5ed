// SPDX-License-Identifier: MPL-2.0
//
// When Candour did not run, from when it did. Before its first start nothing is known, which is not
// the same as not running.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "reports/period.h"
#include "stores/runs.h"

namespace candour::reports {

struct Stretch {
  base::Instant from, to;
};

struct Away {
  base::Instant known_from;  // the period's begin, or the first start on record within it
  std::chrono::milliseconds total{};
  std::uint64_t stretches = 0;
  std::vector<Stretch> longest;  // first; `most_stretches` at most
};

inline constexpr std::size_t most_stretches = 5;
/// A shorter time without it, as when it is restarted, is none: signs are a minute apart.
inline constexpr std::chrono::minutes shortest_stretch{2};

/// runs     in the order in which they began; may overlap, and the clock may have been put back
/// Returns  nothing where no moment of the period is known of
std::optional<Away> away_in(const Period& period, const std::vector<stores::Run>& runs,
                            base::Instant now);

/// "14 hours 5 minutes"; to the minute
std::string duration_words(std::chrono::milliseconds duration);
std::string words_of(const Stretch& stretch);
std::uint64_t minutes_of(std::chrono::milliseconds duration);  // rounded down

/// How long it was, and from when it is known.
std::vector<std::string> away_sentences(const std::optional<Away>& away, const Period& period);

}  // namespace candour::reports
