// SPDX-License-Identifier: MPL-2.0

#include "rules/language/inflection.h"

#include <gtest/gtest.h>

namespace candour::rules {
namespace {

struct Verb {
  const char *base, *third_person, *continuous, *past;
};

class Inflection : public testing::TestWithParam<Verb> {};

TEST_P(Inflection, GivesEachForm) {
  const auto& verb = GetParam();
  EXPECT_EQ(inflected(verb.base, VerbForm::base), verb.base);
  EXPECT_EQ(inflected(verb.base, VerbForm::third_person), verb.third_person);
  EXPECT_EQ(inflected(verb.base, VerbForm::continuous), verb.continuous);
  EXPECT_EQ(inflected(verb.base, VerbForm::past), verb.past);
}

INSTANTIATE_TEST_SUITE_P(
    Verbs, Inflection,
    testing::Values(
        Verb{"accept", "accepts", "accepting", "accepted"},
        Verb{"settle", "settles", "settling", "settled"},
        Verb{"agree", "agrees", "agreeing", "agreed"}, Verb{"waive", "waives", "waiving", "waived"},
        Verb{"indemnify", "indemnifies", "indemnifying", "indemnified"},
        Verb{"pay", "pays", "paying", "paid"}, Verb{"stop", "stops", "stopping", "stopped"},
        Verb{"repair", "repairs", "repairing", "repaired"},
        Verb{"mow", "mows", "mowing", "mowed|mown"},
        Verb{"cancel", "cancels", "cancelling", "cancelled"},
        Verb{"commit", "commits", "committing", "committed"},
        Verb{"order", "orders", "ordering", "ordered"}, Verb{"quit", "quits", "quitting", "quit"},
        Verb{"finish", "finishes", "finishing", "finished"},
        Verb{"take", "takes", "taking", "took|taken"}, Verb{"do", "does", "doing", "did|done"},
        Verb{"pick up", "picks up", "picking up", "picked up"},
        Verb{"take on", "takes on", "taking on", "(?:took|taken) on"}));

}  // namespace
}  // namespace candour::rules
