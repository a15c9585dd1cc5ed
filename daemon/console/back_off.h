// SPDX-License-Identifier: MPL-2.0
//
// Who tries passwords again and again has to wait, by his address and by the name he tries: longer
// each time, never for ever. So that nobody is shut out by a stranger who tries his name, a name's
// wait is not for addresses from which it has signed in before. In memory alone, and of a bounded
// size.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/calendar.h"

namespace candour::console {

/// Thread-safe.
class BackOff {
 public:
  explicit BackOff(base::Clock clock = base::now);

  /// How long to wait before another try; zero: try now. That counts as a failure, so that those
  /// side by side count too, until one of the next two is called. A try that has to wait does not
  /// count.
  ///
  /// name      as it was typed; what is no user's name is all the same one
  /// address   empty where it is not known
  std::chrono::seconds begin(const std::string& name, const std::string& address);
  void succeeded(const std::string& name, const std::string& address);
  /// It could not be tried: a fault of ours.
  void take_back(const std::string& name, const std::string& address);

  /// Forgets what is over.
  void sweep();

 private:
  struct Tally {
    unsigned failures = 0;
    base::Instant last;
  };
  using Tallies = std::map<std::string, Tally>;
  struct Patience {
    unsigned free_failures;     // without a wait
    std::chrono::seconds most;  // a wait, which begins at a second and doubles
  };
  static constexpr Patience with_address{5, std::chrono::minutes(15)};
  static constexpr Patience with_name{10, std::chrono::minutes(1)};

  std::chrono::seconds wait(const Tallies& tallies, const std::string& key,
                            const Patience& patience) const;
  void count(Tallies& tallies, const std::string& key);
  void forget_old();

  const base::Clock clock_;
  std::mutex mutex_;
  Tallies addresses_, names_;
  std::map<std::pair<std::string, std::string>, base::Instant> known_;  // name and address
};

}  // namespace candour::console
