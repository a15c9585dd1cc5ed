// SPDX-License-Identifier: MPL-2.0

#include "rules/correspondence.h"

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::envelope_to;
using support::Letter;
using Kind = people::Standing::Kind;

/// "address visible", "address blind", one a recipient; a list's members by name.
std::vector<std::string> recipients(const Letter& letter) {
  std::vector<std::string> result;
  for (const auto& recipient : letter.correspondence().recipients)
    result.push_back((recipient.via_list != nullptr ? recipient.name : recipient.address) +
                     (recipient.visibility == Visibility::blind ? " blind" : " visible") +
                     (recipient.in_envelope ? "" : ", not carried"));
  return result;
}
using Lines = std::vector<std::string>;

TEST(Recipients, AreThoseOfToCcAndBccWhereTheEnvelopeIsNotKnown) {
  const Letter letter("From: a@x.example\nTo: b@x.example\nCc: c@x.example\nBcc: d@x.example\n\n");
  EXPECT_EQ(recipients(letter),
            (Lines{"b@x.example visible", "c@x.example visible", "d@x.example blind"}));
}

TEST(Recipients, AreBlindWhereOnlyTheEnvelopeHasThem) {
  const Letter letter("From: a@x.example\nTo: b@x.example\n\n",
                      envelope_to({"B@X.example", "d@x.example"}));
  EXPECT_EQ(recipients(letter), (Lines{"b@x.example visible", "d@x.example blind"}));
  EXPECT_TRUE(letter.correspondence().blind_known);
}

TEST(Recipients, KeepThoseWhomTheEnvelopeDoesNotCarry) {
  const Letter letter("From: a@x.example\nTo: b@x.example, c@x.example\n\n",
                      envelope_to({"b@x.example"}));
  EXPECT_EQ(recipients(letter), (Lines{"b@x.example visible", "c@x.example visible, not carried"}));
}

TEST(Recipients, CountOnceAndVisibleBeforeBlind) {
  const Letter letter("From: a@x.example\nTo: b@x.example\nBcc: b+tag@x.example\n\n");
  EXPECT_EQ(recipients(letter), Lines{"b@x.example visible"});
}

TEST(Recipients, OfMailSentOnAreThoseOfTheResentFields) {
  const Letter letter(
      "From: a@x.example\nTo: b@x.example\nResent-From: clerk@eastmere-tc.gov.uk\n"
      "Resent-To: c@x.example\n\n");
  EXPECT_EQ(recipients(letter), (Lines{"c@x.example visible", "b@x.example visible, not carried"}));
  EXPECT_EQ(letter.correspondence().sender_address, "clerk@eastmere-tc.gov.uk");
  EXPECT_TRUE(letter.correspondence().sent_by_officer());
}

TEST(Recipients, OfAListAreItsMembersInOffice) {
  const Letter letter(
      "From: a@x.example\nTo: planning@eastmere-tc.gov.uk\n"
      "Date: Mon, 20 Jul 2026 10:00:00 +0100\n\n");
  EXPECT_EQ(recipients(letter),
            (Lines{"Jane Smith visible", "Robert Jones visible", "Aisha Khan visible",
                   "Susan Brown visible", "Siân O'Malley visible", "Margaret Green visible"}));
}

TEST(Correspondence, CountsEachCouncillorOnce) {
  const Letter letter(
      "From: a@x.example\nTo: planning@eastmere-tc.gov.uk,\n"
      " jane@smith-family.example, jane.smith@eastmere-tc.gov.uk\n\n");
  const auto councillors = letter.correspondence().councillors(Visibility::visible);
  EXPECT_EQ(councillors.size(), 6u);
  EXPECT_EQ(councillors.front()->address, "jane@smith-family.example");
}

TEST(Correspondence, DoesNotKnowBlindCopiesWithoutBccAndEnvelope) {
  EXPECT_FALSE(Letter("From: a@x.example\nTo: b@x.example\n\n").correspondence().blind_known);
  EXPECT_TRUE(Letter("From: a@x.example\nBcc:\n\n").correspondence().blind_known);
}

TEST(Correspondence, IsOfTheDayOnTheWritersClock) {
  const Letter late("From: a@x.example\nDate: Mon, 20 Jul 2026 00:30:00 +0100\n\n");
  EXPECT_EQ(base::to_string(late.correspondence().day), "2026-07-20");
  const Letter undated("From: a@x.example\n\n");
  EXPECT_EQ(undated.correspondence().time, support::received);
}

struct PatternCase {
  std::string_view pattern, address;
  bool matches;
};
class AddressPattern : public testing::TestWithParam<PatternCase> {};

TEST_P(AddressPattern, MatchesAsAPersonWouldReadIt) {
  EXPECT_EQ(matches_pattern(GetParam().pattern, GetParam().address), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, AddressPattern,
    testing::Values(PatternCase{"*@parliament.uk", "Jo.Field.mp@Parliament.uk", true},
                    PatternCase{"*@parliament.uk", "jo@notparliament.uk", false},
                    PatternCase{"*@parliament.uk", "jo@parliament.uk.example", false},
                    PatternCase{"*@*.parliament.uk", "jo@lords.parliament.uk", true},
                    PatternCase{"*@*.parliament.uk", "jo@parliament.uk", false},
                    PatternCase{"jo@parliament.uk", "JO@parliament.uk", true},
                    PatternCase{"*@gov.uk", "\"x@gov.uk\"@evil.example", false}));

}  // namespace
}  // namespace candour::rules
