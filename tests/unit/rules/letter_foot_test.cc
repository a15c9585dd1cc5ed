// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/letter_foot.h"

#include <gtest/gtest.h>

#include "mail/mail.h"

namespace candour::rules {

namespace {

const std::string letter = "The auditor came on Monday and took the cash book with her.\n\n";

TEST(LetterFoot, LeavesOutTheQuotationBelowASignature) {
  EXPECT_EQ(without_feet(letter + "-- \nHelen Ward\nA river is the cosiest of friends. You must "
                                  "love it and live with it\nbefore you can know it.\n"),
            letter);
}

TEST(LetterFoot, KeepsWhatIsPastedBelowASignature) {
  EXPECT_EQ(without_feet(letter + "--\nHelen Ward\nTown Clerk\n\nThe report says: two plots.\n"),
            letter + "\nThe report says: two plots.\n");
}

TEST(LetterFoot, LeavesOutEachOfTwoSignatures) {
  EXPECT_EQ(without_feet(letter + "-- \nHelen Ward\n-- \nEastmere walkers: http://walk.example\n"),
            letter);
}

TEST(LetterFoot, LeavesOutTheSignatureAndTheSealOfASignedText) {
  EXPECT_EQ(without_feet(letter + "- -- \nHelen Ward\nTown Clerk\n-----BEGIN PGP SIGNATURE-----\n"
                                  "Version: GnuPG v2\nComment: Signed at Eastmere\n\niQEcBAEB\n"
                                  "-----END PGP SIGNATURE-----\n"),
            letter);
  const auto after = std::string("-----END PGP SIGNATURE-----\nTwo plots are vacant.\n");
  EXPECT_EQ(without_feet(letter + "-----BEGIN PGP SIGNATURE-----\niQEcBAEB\n" + after),
            letter + "Two plots are vacant.\n");
}

TEST(LetterFoot, KeepsWhatStandsBelowASealThatNeverEnds) {
  const auto text = letter + "-----BEGIN PGP SIGNATURE-----\nTwo plots are vacant.\n";
  EXPECT_EQ(without_feet(text), text);
}

TEST(LetterFoot, LeavesOutTheFooterOfAList) {
  for (const std::string footer :
       {"_______________________________________________\nWalkers mailing list\n"
        "https://walk.example/list\n",
        "---------------- Eastmere Groups Sponsor ----------------~-->\nFour films free, join now\n"
        "http://films.example/join\n--------------------------------------------------->\n\n"
        "To unsubscribe from this group, write to:\nleave@walk.example\n",
        "==============================\nI ddad-danysgrifio: atebwch y neges hon\n"})
    EXPECT_EQ(without_feet(letter + footer), letter) << footer;
}

TEST(LetterFoot, LeavesOutASayingWithItsAuthor) {
  for (const std::string saying :
       {"\"A river is the cosiest of friends.  You must love it\nand live with it before you can "
        "know it.\"\n                          --G. W. Curtis, 1850\n",
        "“Count the spoons.” — An old clerk\n"})
    EXPECT_EQ(without_feet(letter + saying), letter) << saying;
}

TEST(LetterFoot, KeepsWordsInQuotationMarksThatHaveNoAuthor) {
  for (const std::string words :
       {"\"I took the cash,\" he said, \"and the book.\" - He will not say where it is, nor who "
        "told him to take it away.\n",
        "\"I took the cash.\"\n", "The treasurer goes in May.\n- Helen\n", "\"\n", "\"\" -\n"})
    EXPECT_EQ(without_feet(letter + words), letter + words) << words;
}

TEST(LetterFoot, KeepsWhatStandsBelowARuleWithoutALink) {
  const auto text = letter + "------------------------------\nPlot 7 owes two years of rent.\n";
  EXPECT_EQ(without_feet(text), text);
}

TEST(LetterFoot, KeepsALongReportBelowARuleThatEndsWithALink) {
  std::string report = letter + "------------------------------\n";
  for (int i = 0; i < 20; ++i) report += "Plot " + std::to_string(i) + " owes rent.\n";
  report += "See https://plots.example\n";
  EXPECT_EQ(without_feet(report), report);
}

TEST(LetterFoot, KeepsTextWithoutALineEnd) {
  EXPECT_EQ(without_feet(""), "");
  EXPECT_EQ(without_feet("one line"), "one line");
  EXPECT_EQ(without_feet("one line\n--"), "one line\n");
}

TEST(LetterFoot, LeavesOutWordsBelowASignatureThatCountAsAuthored) {
  const auto mail = mail::read(
      "From: helen.ward@eastmere-tc.gov.uk\nContent-Type: text/plain\n\n"
      "The auditor came on Monday and took the cash book with her.\n\n-- \n"
      "Within the span of the last few weeks I have heard elements of many threads\n"
      "which have been conjoined in time. They form a new chord within my gourd.\n");
  ASSERT_EQ(mail.bodies.size(), 1u);
  EXPECT_EQ(authored_without_feet(mail.bodies.front()), letter);
}

}  // namespace

}  // namespace candour::rules
