// SPDX-License-Identifier: MPL-2.0
//
// Where a mail client breaks lines must not matter: the same mail is met with its lines whole in a
// compose window and broken on its way.

#include <gtest/gtest.h>

#include <algorithm>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;

std::string from_the_mayor(std::string text) {
  return "From: Jane Smith <jane.smith@eastmere-tc.gov.uk>\n"
         "To: info@barton-fencing.example\n"
         "Subject: The fence\n"
         "\n" +
         text + "\n\nJane Smith\n";
}

std::vector<std::string> words_of(const std::string& raw) {
  std::vector<std::string> words;
  for (const auto& finding : Letter(raw).judged_by("obligation-in-councillor-name").findings)
    for (const auto& evidence : finding.evidence) words.push_back(evidence.text);
  return words;
}

class LineBreaks : public testing::TestWithParam<std::string> {};

TEST_P(LineBreaks, ChangeNoFinding) {
  auto whole = GetParam();
  std::replace(whole.begin(), whole.end(), '\n', ' ');
  EXPECT_EQ(words_of(from_the_mayor(GetParam())), words_of(from_the_mayor(whole)));
}

INSTANTIATE_TEST_SUITE_P(
    OfAClient, LineBreaks,
    testing::Values(
        // Within the words quoted.
        "I have been to see the fence with my own eyes this week, and the Council\naccepts your "
        "quotation.",
        // In a sentence that begins late in its line: what stands before the break is short only
        // if counted from there.
        "Very many thanks for walking the pond with me. I have thought it over and\nyou are hereby "
        "appointed."));

TEST(Evidence, StandsInOneLine) {
  const auto words = words_of(from_the_mayor(
      "I have been to see the fence with my own eyes this week, and the Council\naccepts your "
      "quotation."));
  ASSERT_FALSE(words.empty());
  EXPECT_EQ(words.front().find('\n'), std::string::npos);
}

TEST(CopyLine, IsReadWholeBelowASignatureWhereAClientBrokeIt) {
  const Letter mail(
      "From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: tom@resident.example\n"
      "Bcc: jane.smith@eastmere-tc.gov.uk, robert.jones@eastmere-tc.gov.uk, "
      "margaret.green@eastmere-tc.gov.uk\nSubject: The fence\n\n"
      "Dear Tom,\n\nIt is mended.\n\n-- \nHelen Ward\nTown Clerk\n\n"
      "CC Councillor Jane Smith, Councillor Robert Jones, and Councillor\nMargaret Green\n");
  EXPECT_EQ(mail.people("silent-copy"), std::vector<std::string>{});
}

}  // namespace
}  // namespace candour::rules
