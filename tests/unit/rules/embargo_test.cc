// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/embargo.h"

#include <gtest/gtest.h>

#include <ostream>

namespace candour::rules {

namespace {

using namespace std::chrono;

struct Embargo {
  const char* words;
  const char* ends;  // UTC; empty: cannot be read
};
void PrintTo(const Embargo& embargo, std::ostream* out) {
  *out << embargo.words;
}

class EmbargoEnd : public testing::TestWithParam<Embargo> {};
TEST_P(EmbargoEnd, IsReadOnBritishClocks) {
  const auto end = embargo_end(GetParam().words, sys_days{2026y / April / 20});
  EXPECT_EQ(end ? base::to_string(*end) : "", GetParam().ends);
}
INSTANTIATE_TEST_SUITE_P(
    Forms, EmbargoEnd,
    testing::Values(Embargo{"embargoed until 00:01 on 5 may 2026", "2026-05-04T23:01:00Z"},
                    Embargo{"embargoed until friday 5 june 10am", "2026-06-05T09:00:00Z"},
                    Embargo{"embargoed until 10 a.m. on 5th may", "2026-05-05T09:00:00Z"},
                    Embargo{"embargo: 0001 hrs tuesday 5 may 2026", "2026-05-04T23:01:00Z"},
                    Embargo{"embargoed until 6.30pm, may 5th, 2026", "2026-05-05T17:30:00Z"},
                    Embargo{"embargoed until 05/05/2026 09:00", "2026-05-05T08:00:00Z"},
                    Embargo{"embargoed until 2026-12-05 09:00", "2026-12-05T09:00:00Z"},
                    Embargo{"embargoed until noon on 1 december 2026", "2026-12-01T12:00:00Z"},
                    Embargo{"embargoed until midnight on 5 may", "2026-05-05T23:00:00Z"},
                    Embargo{"not for publication before 5 may", "2026-05-04T23:00:00Z"},
                    Embargo{"embargoed until 3 january", "2026-01-03T00:00:00Z"},
                    Embargo{"embargoed until 1.5.26", "2026-04-30T23:00:00Z"},
                    Embargo{"embargoed until friday 10am", ""},
                    Embargo{"embargoed until after the meeting", ""},
                    Embargo{"embargoed until 31 june", ""}));

TEST(EmbargoEndAtYearsTurn, TakesTheNearerYear) {
  const auto end = embargo_end("embargoed until 3 january", sys_days{2026y / December / 28});
  ASSERT_TRUE(end);
  EXPECT_EQ(base::to_string(*end), "2027-01-03T00:00:00Z");
}

}  // namespace

}  // namespace candour::rules
