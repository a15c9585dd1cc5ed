// SPDX-License-Identifier: MPL-2.0
//
// How long to leave a server alone that failed: longer each time, and at once again after it went
// well for a while.
#pragma once

#include <chrono>

#include "base/result.h"

namespace candour::watchers {

using Moment = std::chrono::steady_clock::time_point;

class BackOff {
 public:
  /// The connection stands.
  void connected(Moment now) { since_ = now; }

  /// It failed. Where the server says no, as to a wrong password, asking on soon would only lock
  /// the account.
  std::chrono::milliseconds failed(base::Fault fault, Moment now);

 private:
  std::chrono::milliseconds next_{500};
  Moment since_ = Moment::max();
};

}  // namespace candour::watchers
