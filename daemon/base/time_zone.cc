// SPDX-License-Identifier: MPL-2.0

#include "base/time_zone.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <vector>

#include "base/text.h"

namespace candour::base {

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

std::vector<std::string> all_names() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  std::vector<std::string> names;
  if (U_FAILURE(status)) return names;
  while (const auto* name = zones->snext(status)) {
    std::string utf8;
    names.push_back(name->toUTF8String(utf8));
  }
  return names;
}

Error unknown_zone(std::string_view name) {
  std::string what = "there is no time zone '" + std::string(name) + "'";
  const auto names = all_names();
  const auto meant = closest(name, {names.begin(), names.end()});
  what += meant.empty() ? "; one is named as Europe/London"
                        : "; did you mean '" + std::string(meant) + "'?";
  return {Fault::malformed, "base.time_zone", std::move(what)};
}

double as_icu(milliseconds since_epoch) {
  return static_cast<double>(since_epoch.count());
}

}  // namespace

struct TimeZone::Rules {
  std::unique_ptr<const icu::BasicTimeZone> zone;
};

Result<TimeZone> TimeZone::named(std::string_view name) {
  const icu::UnicodeString id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  // ICU knows custom zones of its own, "GMT+3:17", and makes GMT of all it does not know.
  icu::UnicodeString canonical;
  UBool of_the_system = false;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(id, canonical, of_the_system, status);
  if (U_FAILURE(status) || !of_the_system || id == UNICODE_STRING_SIMPLE("Etc/Unknown"))
    return unknown_zone(name);
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (rules == nullptr) return unknown_zone(name);
  auto kept = std::make_shared<Rules>();
  kept->zone.reset(rules->clone());
  return TimeZone(std::string(name), std::move(kept));
}

Instant TimeZone::instant_at(WallTime local) const {
  const milliseconds shown = local.time_since_epoch();
  int32_t standard = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffsetFromLocal(as_icu(shown), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER,
                                   standard, summer, status);
  return Instant(shown - milliseconds(standard + summer));
}

minutes TimeZone::offset(Instant instant) const {
  int32_t standard = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffset(as_icu(instant.time_since_epoch()), false, standard, summer, status);
  return std::chrono::duration_cast<minutes>(milliseconds(standard + summer));
}

WallTime TimeZone::local(Instant instant) const {
  return WallTime(std::chrono::floor<minutes>(instant.time_since_epoch()) + offset(instant));
}

}  // namespace candour::base
