// SPDX-License-Identifier: MPL-2.0

#include "mail/date.h"

#include <gtest/gtest.h>

namespace candour::mail {
namespace {

struct Sample {
  std::string_view value;
  std::string_view local;
};

class ReadableDate : public testing::TestWithParam<Sample> {};

TEST_P(ReadableDate, GivesTheMomentOnTheWritersClock) {
  const auto date = parse_date(GetParam().value);
  ASSERT_TRUE(date);
  EXPECT_EQ(date->to_string(), GetParam().local);
}

INSTANTIATE_TEST_SUITE_P(
    InMailOrder, ReadableDate,
    testing::Values(Sample{"Mon, 20 Jul 2026 17:00:51 +0100", "2026-07-20T17:00:51+01:00"},
                    Sample{"Mon, 20 Jul 2026 17:00:51 +0100 (British Summer Time)",
                           "2026-07-20T17:00:51+01:00"},
                    Sample{"20 Jul 2026 17:00:51 -0530", "2026-07-20T17:00:51-05:30"},
                    Sample{"20 Jul 2026 17:00 +0100", "2026-07-20T17:00:00+01:00"},
                    Sample{"Mon,20 Jul 2026 17:00:51 -0000", "2026-07-20T17:00:51+00:00"},
                    Sample{"Mon 20 July 2026 17:00:51 +01:00", "2026-07-20T17:00:51+01:00"},
                    Sample{"Llun, 20 Jul 2026 17:00:51 +0100", "2026-07-20T17:00:51+01:00"},
                    Sample{"mar., 21 Jul 2026 17:00:51 +0200", "2026-07-21T17:00:51+02:00"},
                    Sample{"  Mon  , 20\tJUL 2026\r\n 17:00:51 +0100  ",
                           "2026-07-20T17:00:51+01:00"},
                    Sample{"Mon (a (nested) one), 20 (x) Jul(y) 2026 17:00:51 +0100",
                           "2026-07-20T17:00:51+01:00"},
                    Sample{"20-Jul-2026 17:00:51+0100", "2026-07-20T17:00:51+01:00"},
                    Sample{"20-Jul-26 17:00:51-0500", "2026-07-20T17:00:51-05:00"},
                    Sample{"1 Sept. 2026 7:05 +0100", "2026-09-01T07:05:00+01:00"},
                    Sample{"29 Feb 2024 23:59:59 +2359", "2024-02-29T23:59:59+23:59"},
                    Sample{"31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00+00:00"}));

INSTANTIATE_TEST_SUITE_P(
    InCOrder, ReadableDate,
    testing::Values(Sample{"Mon Jul 20 17:00:51 2026", "2026-07-20T17:00:51+00:00"},
                    Sample{"Mon Jul 20 17:00:51 BST 2026", "2026-07-20T17:00:51+01:00"},
                    Sample{"Mon Jul 20 17:00:51 2026 +0100", "2026-07-20T17:00:51+01:00"}));

INSTANTIATE_TEST_SUITE_P(
    Zones, ReadableDate,
    testing::Values(Sample{"20 Jul 2026 17:00:51", "2026-07-20T17:00:51+00:00"},
                    Sample{"20 Jul 2026 17:00:51 GMT", "2026-07-20T17:00:51+00:00"},
                    Sample{"20 Jul 2026 17:00:51 ut", "2026-07-20T17:00:51+00:00"},
                    Sample{"20 Jul 2026 17:00:51 BST", "2026-07-20T17:00:51+01:00"},
                    Sample{"20 Jul 2026 17:00:51 EST", "2026-07-20T17:00:51-05:00"},
                    Sample{"20 Jul 2026 17:00:51 PDT", "2026-07-20T17:00:51-07:00"},
                    Sample{"20 Jul 2026 17:00:51 A", "2026-07-20T17:00:51+00:00"},
                    Sample{"20 Jul 2026 17:00:51 XYZ", "2026-07-20T17:00:51+00:00"}));

INSTANTIATE_TEST_SUITE_P(ShortYears, ReadableDate,
                         testing::Values(Sample{"20 Jul 26 17:00 Z", "2026-07-20T17:00:00+00:00"},
                                         Sample{"20 Jul 49 17:00 Z", "2049-07-20T17:00:00+00:00"},
                                         Sample{"20 Jul 50 17:00 Z", "1950-07-20T17:00:00+00:00"},
                                         Sample{"20 Jul 126 17:00 Z",
                                                "2026-07-20T17:00:00+00:00"}));

class UnreadableDate : public testing::TestWithParam<std::string_view> {};

TEST_P(UnreadableDate, GivesNothing) {
  EXPECT_FALSE(parse_date(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Samples, UnreadableDate,
    testing::Values("", " ", "Mon", "yesterday", "20 Jul 2026", "20 Jul 2026 24:00:00 +0000",
                    "20 Jul 2026 17:60 +0000", "20 Jul 2026 17:00:61 +0000",
                    "30 Feb 2026 17:00 +0000", "29 Feb 2026 17:00 +0000", "0 Jul 2026 17:00 +0000",
                    "32 Jul 2026 17:00 +0000", "20 Jux 2026 17:00 +0000", "20 J 2026 17:00 +0000",
                    "20 Jul 1815 17:00 +0000", "20 Jul 20266 17:00 +0000", "20 Jul 6 17:00 +0000",
                    "20 Jul 2026 17:00 +2400", "20 Jul 2026 17:00 +0160",
                    "20 Jul 2026 17:00 +99999", "20 Jul 2026 17:00 +1", "20 Jul 2026 17 +0000",
                    "20 Jul 2026 17:00:00:00 Z", "20 Jul 2026 -1:00 +0000",
                    "20 Jul 2026 17:0x +0000", "20/07/2026 17:00", "(20 Jul 2026 17:00 +0000)",
                    "20 Jul 99999999999999999999 17:00 +0000"));

TEST(Date, FallsOnTheDayOfTheWritersClock) {
  const auto date = parse_date("21 Jul 2026 00:30:00 +0100");
  ASSERT_TRUE(date);
  EXPECT_EQ(base::to_string(date->day()), "2026-07-21");
  EXPECT_EQ(base::to_string(date->instant), "2026-07-20T23:30:00Z");
}

TEST(Date, BeforeTheEpochIsStillWritten) {
  const auto date = parse_date("31 Dec 1969 23:00:01 -0100");
  ASSERT_TRUE(date);
  EXPECT_EQ(date->to_string(), "1969-12-31T23:00:01-01:00");
}

TEST(HostileDates, TakeLinearTime) {
  constexpr std::size_t size = 1u << 20;
  for (const char c : {'(', ')', '-', '+', ':', ',', ' ', '1', 'J', '\\', '\xFF', '\0'})
    EXPECT_FALSE(parse_date(std::string(size, c))) << c;
  EXPECT_TRUE(parse_date(std::string(size, '(') + std::string(size, ')') + "20 Jul 2026 17:00"));
}

}  // namespace
}  // namespace candour::mail
