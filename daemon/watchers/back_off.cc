// SPDX-License-Identifier: MPL-2.0

#include "watchers/back_off.h"

#include <algorithm>
#include <utility>

namespace candour::watchers {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds first = 500ms;
constexpr std::chrono::milliseconds longest = 5min;
constexpr std::chrono::milliseconds after_a_no = 1min;
constexpr std::chrono::milliseconds well_for_a_while = 1min;

}  // namespace

std::chrono::milliseconds BackOff::failed(base::Fault fault, Moment now) {
  // A server that lets us in and hangs up each time has not gone well.
  const auto since = std::exchange(since_, Moment::max());
  if (since != Moment::max() && now - since >= well_for_a_while) next_ = first;
  if (fault == base::Fault::refused) next_ = std::max(next_, after_a_no);
  return std::exchange(next_, std::min(next_ * 2, longest));
}

}  // namespace candour::watchers
