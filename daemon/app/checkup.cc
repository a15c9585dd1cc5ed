// SPDX-License-Identifier: MPL-2.0

#include "app/checkup.h"

#include <algorithm>

namespace candour::app {

std::string_view name_of(Check::State state) {
  switch (state) {
    case Check::State::well:
      return "well";
    case Check::State::care:
      return "care";
    case Check::State::bad:
      return "bad";
  }
  return {};
}

std::size_t Checkup::count(Check::State state) const {
  return static_cast<std::size_t>(
      std::count_if(checks_.begin(), checks_.end(),
                    [state](const Check& check) { return check.state == state; }));
}

}  // namespace candour::app
