// SPDX-License-Identifier: MPL-2.0
//
// The clock of a place, by the names and rules of the IANA time zone database. ICU knows them;
// this header keeps its types out of everybody else's.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::base {

/// A day and a time of day as a clock on a wall shows them, whatever its place is ahead of UTC.
using WallTime = std::chrono::local_time<std::chrono::minutes>;

/// Immutable; may be copied and shared between threads.
class TimeZone {
 public:
  /// name     "Europe/London"; "UTC" and fixed ones as "Etc/GMT-1" too
  /// Errors   malformed: there is no such zone; the detail says which was probably meant
  static Result<TimeZone> named(std::string_view name);

  const std::string& name() const { return name_; }

  /// When the clock there shows that time. An hour that clocks leave out in spring is taken as
  /// though they had not: 01:30 is then the moment at which they show 02:30. Of an hour that comes
  /// twice in autumn, the first.
  Instant instant_at(WallTime local) const;

  WallTime local(Instant instant) const;
  /// How far the clock there is ahead of UTC at that instant.
  std::chrono::minutes offset(Instant instant) const;

 private:
  struct Rules;
  TimeZone(std::string name, std::shared_ptr<const Rules> rules)
      : name_(std::move(name)), rules_(std::move(rules)) {}

  std::string name_;
  std::shared_ptr<const Rules> rules_;
};

}  // namespace candour::base
