// SPDX-License-Identifier: MPL-2.0

#include "rules/who/copy_notice.h"

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;
using support::person;

std::string letter_ending(std::string_view end) {
  return "From: Helen Ward <clerk@eastmere-tc.gov.uk>\n"
         "To: Colin Frost <colin.frost@webmail.example>\n"
         "Subject: Your letter about the allotments\n"
         "Date: Mon, 20 Jul 2026 10:00:00 +0100\n"
         "MIME-Version: 1.0\n"
         "Content-Type: text/plain; charset=utf-8\n"
         "\n"
         "Dear Mr Frost,\n"
         "\n"
         "Thank you for your letter. The gate will be mended this week.\n"
         "\n" +
         std::string(end) + "\n";
}

std::vector<std::string> left_out(std::string_view end, std::vector<std::string> names,
                                  NoticePlace place = NoticePlace::foot) {
  std::vector<std::string> addresses{"colin.frost@webmail.example"};
  Councillors copied;
  for (const auto& name : names) {
    copied.push_back(&person(name));
    addresses.push_back(person(name).positions.front().emails.front());
  }
  const Letter letter(letter_ending(end), support::envelope_to(addresses));
  return names_of(unnamed(letter.correspondence(), copied, place));
}

using Names = std::vector<std::string>;

class Tells : public testing::TestWithParam<const char*> {};
class DoesNotTell : public testing::TestWithParam<const char*> {};

TEST_P(Tells, ThatCouncillorSmithIsCopied) {
  EXPECT_EQ(left_out(GetParam(), {"Jane Smith"}), Names{});
}

TEST_P(DoesNotTell, ThatCouncillorSmithIsCopied) {
  EXPECT_EQ(left_out(GetParam(), {"Jane Smith"}), Names{"Jane Smith"});
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Tells,
    testing::Values(
        "CC Councillor Smith", "Cc Councillor Smith", "cc: Councillor Smith", "CC: Cllr Smith",
        "cc Cllr. Smith", "CC Councilor Smith", "cc cllr smith", "CC COUNCILLOR SMITH",
        "CC - Cllr Smith", "CC – Cllr Smith", "Cc.  Councillor  Smith", "CC:Councillor Smith",
        "CC\u00a0Councillor\u00a0Smith", "Copy to Councillor Smith", "Copied to: Cllr Smith",
        "Copies to Cllr Smith", "Copied: Cllr Smith", "Copy: Cllr Smith",
        "Copied to Councillor J Smith", "CC Councillor J. Smith", "CC Councillor Jane Smith",
        "CC Mayor Smith", "CC Chairman Smith", "CC Jane Smith", "CC the Mayor", "cc The Chair",
        "CC: Cllr Jane Smith (Mayor)", "c.c. Councillor Smith", "c.c Councillor Smith",
        "C.C. Councillor Smith", "c/c Cllr Smith", "Bcc Councillor Smith", "BCC: Cllr Smith",
        "b.c.c. Councillor Smith", "cc'd Cllr Smith", "Cc'd to Cllr Smith",
        "*CC:* Councillor Smith", "(cc Cllr Smith)", "- CC Cllr Smith", "Also cc: Cllr Smith",
        "Copy sent to Councillor Smith", "With a copy to Councillor Smith",
        "Blind copy to Cllr Smith", "CC jane.smith@eastmere-tc.gov.uk",
        "CC Cllr Smith for information", "CC: Helen Ward (Clerk), Cllr Smith",
        "Copi at y Cynghorydd Smith", "Copi i'r Cynghorydd Jane Smith", "Copïau: Cynghorydd Smith",
        "Copi: y Cynghorydd Smith"));

INSTANTIATE_TEST_SUITE_P(
    Lists, Tells,
    testing::Values("CC Councillor Jones, Councillor Smith", "CC Councillors Jones and Smith",
                    "CC Cllrs Jones & Smith", "CC Cllr Jones; Cllr Smith",
                    "CC Councillors R Jones, A Khan and J Smith", "CC:\nCouncillor Smith",
                    "CC:\nCouncillor Jones\nCouncillor Smith", "CC:\n- Cllr Jones\n- Cllr Smith",
                    "cc\nHelen Ward, Town Clerk\nCllr Jones\nCllr Smith",
                    "CC:\n1. Councillor Jones\n2. Councillor Smith",
                    "CC Councillor Robert Jones, Councillor Aisha Khan,\nCouncillor Jane Smith",
                    "CC Councillor Robert Jones, Councillor Jane\nSmith",
                    "CC Councillor Robert Jones and Councillor\nSmith",
                    "CC: Cllr Jones\nCllr Smith", "Copied to:\n\nCouncillor Smith"));

INSTANTIATE_TEST_SUITE_P(
    Sentences, Tells,
    testing::Values(
        "I have copied Councillor Smith into this email.", "I've copied in Cllr Smith.",
        "I have copied this to Councillor Smith.", "I am copying Councillor Smith in.",
        "I'm copying in Cllr Jane Smith as she raised it earlier.", "Cllr Smith is copied in.",
        "Councillor Smith has been copied into this message.", "Councillor Smith is cc'd.",
        "I have cc'd Cllr Smith.", "Cllr Smith cc'd",
        "This email has been copied to Councillor Smith.", "Copied to Cllr Smith for information.",
        "Copying in Cllr Smith for info.", "Copying Cllr Smith.", "cc'ing Cllr Smith",
        "I have blind copied Councillor Smith.", "I have sent a copy of this to Councillor Smith.",
        "A copy of this email has been sent to Councillor Smith.",
        "I have included Cllr Smith in this email.",
        "I have added Councillor Smith to this thread.", "Looping in Cllr Smith.",
        "I have also copied Councillors Jones and Smith.",
        "I have copied in Jane Smith and Robert Jones.",
        "Please note that I have copied Councillor Jones and\nCouncillor Smith into this email.",
        "I have copied the Mayor, Cllr Smith, into this email.",
        "For transparency, Councillor Smith is receiving a copy of this message.",
        "I\u2019ve copied Cllr Smith in so that she is aware.",
        "I have taken the liberty of copying in Councillor Smith.",
        "Cllr Smith, copied in, will call you.", "I copied in Cllr Smith.",
        "I will not be in tomorrow. I have copied in Cllr Smith.",
        "Cllr Smith (copied) will call you.",
        "As Cllr Smith drafted the scheme I have copied her in, so that you can both answer.",
        "You will see that I have copied this exchange to Councillor Smith.",
        "For your information Cllr Jane Smith, who spotted it, has been sent a copy of this "
        "message.",
        "Cllr Smith is getting this as well.", "Councillor Smith also receives this message.",
        "Cllr Smith sees this too.", "Cllr Smith is on this email too.",
        "I have taken the liberty of sharing this with Cllr Smith.",
        "I am letting Cllr Smith see this.", "I have let Cllr Smith have a copy of this.",
        "By copy of this email I am informing Councillor Smith.",
        "By copy of this letter Councillor Smith is informed.",
        "Councillor Smith has asked to be kept informed and receives this message as well.",
        "Cllr Smith receives this in blind copy.", "This goes to Cllr Smith too.",
        "This message also goes to Councillor Smith, who asked about the drains.",
        "You should know that Cllr Smith has this too.",
        "I've bcc'd Cllr Smith so she can see where we have got to.",
        "Councillor Smith gets a copy because the hedge is in her ward.",
        "Cllr Smith is in the bcc.", "Cllr Smith has been blind copied.",
        "Just so you know, Jane Smith is copied in to this as chair.",
        "I have sent this to Cllr Smith as well.", "I am sending the same to Cllr Smith.",
        "Cllr Smith, who is copied in, has the key.", "Cllr Smith (in copy) has the key.",
        "Councillor Smith (also receiving this) has the key.",
        "This has gone to Councillor Smith as well, so she knows.",
        "A copy is with Councillor Smith.", "Cllr Smith has had sight of this email."));

INSTANTIATE_TEST_SUITE_P(
    OtherWords, DoesNotTell,
    testing::Values(
        "", "CC Councillor Jones", "CC", "CC:", "CC Councillor Smythe", "Councillor Smith",
        "CC Jane", "CC Smith", "Kind regards,\nHelen\n\nSmith and Sons, Copy to order",
        "I have not copied Councillor Smith into this email.", "Cllr Smith has not been copied in.",
        "I haven't copied Cllr Smith.", "I am not copying in Cllr Smith.",
        "I never copied Cllr Smith.", "Cllr Smith was copied into the earlier email.",
        "I copied Cllr Smith into my previous email.",
        "I copied Cllr Smith in on my email of 3 May.",
        "The earlier email was copied to Cllr Smith.", "You have copied Cllr Smith.",
        "Thank you for copying Cllr Smith into your email.",
        "Would you like me to copy Cllr Smith in?", "Shall I copy Councillor Smith?",
        "Is Councillor Smith copied in?", "Please copy Councillor Smith into your reply.",
        "Please send a copy to Councillor Smith.", "Copy to be sent to Councillor Smith.",
        "Copy to Councillor Smith will follow.", "I spoke to Councillor Smith yesterday.",
        "I have copied the minutes and Councillor Smith will collect them.",
        "CC Councillor Jones re Councillor Smith", "CC Councillor Jones on behalf of Cllr Smith",
        "CC: Cllr Jones\nCllr Smith will call you tomorrow.", "CC Ms Smith's solicitor",
        "Cllr Jones has copied Cllr Smith.", "I have copied Cllr Jones, as Cllr Smith asked.",
        "I have copied Cllr Jones rather than Cllr Smith.",
        "CC all councillors except Cllr Smith"));

TEST(CopyNotice, NamesNeitherOfTwoCouncillorsWhoShareASurname) {
  EXPECT_EQ(left_out("CC Councillor Brown", {"David Brown"}), Names{"David Brown"});
  EXPECT_EQ(left_out("CC Councillor D Brown", {"David Brown"}), Names{});
  EXPECT_EQ(left_out("CC Cllr S. Brown", {"David Brown", "Susan Brown"}), Names{"David Brown"});
  EXPECT_EQ(left_out("CC Councillors David and Susan Brown", {"David Brown", "Susan Brown"}),
            Names{});
}

TEST(CopyNotice, ReadsAccentsApostrophesAndDoubleNamesAsPeopleTypeThem) {
  EXPECT_EQ(left_out("CC Cllr O\u2019Malley", {"Siân O'Malley"}), Names{});
  EXPECT_EQ(left_out("CC Sian O'Malley", {"Siân O'Malley"}), Names{});
  EXPECT_EQ(left_out("CC Cllr Hartley-Cole", {"Peter Hartley-Cole"}), Names{});
  EXPECT_EQ(left_out("CC Cllr Hartley Cole", {"Peter Hartley-Cole"}), Names{});
}

TEST(CopyNotice, ListsEverybodyWhoIsNotNamed) {
  EXPECT_EQ(left_out("CC Councillor Jones", {"Jane Smith", "Robert Jones", "Aisha Khan"}),
            (Names{"Jane Smith", "Aisha Khan"}));
}

const Names everyone{"Jane Smith",  "Robert Jones",  "Aisha Khan",         "David Brown",
                     "Susan Brown", "Siân O'Malley", "Peter Hartley-Cole", "Margaret Green"};

class TellsOfAll : public testing::TestWithParam<const char*> {};

TEST_P(TellsOfAll, WhereEveryCouncillorReceivedIt) {
  EXPECT_EQ(left_out(GetParam(), everyone), Names{});
}

TEST_P(TellsOfAll, ButNotWhereSomebodyDidNot) {
  const Names most(everyone.begin(), everyone.end() - 1);
  EXPECT_EQ(left_out(GetParam(), most), most);
}

INSTANTIATE_TEST_SUITE_P(Lines, TellsOfAll,
                         testing::Values("CC all councillors", "CC: All Members",
                                         "Copied to all town councillors", "CC Full Council",
                                         "I have copied all councillors into this email.",
                                         "Bcc all other members"));

TEST(CopyNotice, TellsByACommitteesNameOfThoseWhoSitOnIt) {
  EXPECT_EQ(left_out("CC Planning Committee", {"Jane Smith", "Aisha Khan"}), Names{});
  EXPECT_EQ(left_out("CC: members of the Planning Committee", {"Jane Smith"}), Names{});
  EXPECT_EQ(left_out("CC the Planning Committee, Cllr David Brown", {"Jane Smith", "David Brown"}),
            Names{});
}

TEST(CopyNotice, TellsNothingByACommitteesNameWhereABlindCouncillorIsNotOnIt) {
  EXPECT_EQ(left_out("CC Planning Committee", {"Jane Smith", "David Brown"}),
            (Names{"Jane Smith", "David Brown"}));
  EXPECT_EQ(left_out("CC planning application file", {"Jane Smith"}), Names{"Jane Smith"});
}

TEST(CopyNotice, StandsAboveOrBelowTheSignature) {
  EXPECT_EQ(
      left_out("Kind regards,\n\nHelen Ward\nTown Clerk\n\nCC Councillor Smith", {"Jane Smith"}),
      Names{});
  EXPECT_EQ(left_out("CC Councillor Smith\n\n-- \nHelen Ward\nTown Clerk\nEastmere Town Council",
                     {"Jane Smith"}),
            Names{});
  EXPECT_EQ(left_out("-- \nHelen Ward\nTown Clerk\nEastmere Town Council\n\nCC Councillor Smith",
                     {"Jane Smith"}),
            Names{});
}

TEST(CopyNotice, StandsAtTheFootAndNotFarAboveIt) {
  std::string end = "CC Councillor Smith\n\n";
  for (int i = 0; i < 12; ++i) end += "This is paragraph " + std::to_string(i) + ".\n\n";
  EXPECT_EQ(left_out(end, {"Jane Smith"}), Names{"Jane Smith"});
  EXPECT_EQ(left_out(end, {"Jane Smith"}, NoticePlace::authored), Names{});
}

TEST(CopyNotice, WrittenByCandourIsReadByCandour) {
  const Councillors copied{&person("David Brown"), &person("Siân O'Malley"),
                           &person("Peter Hartley-Cole")};
  const Letter letter(letter_ending(""), support::envelope_to({}));
  const auto notice = notice_for(letter.correspondence(), copied);
  EXPECT_EQ(notice,
            "CC Councillor David Brown, Councillor Siân O'Malley, Councillor Peter Hartley-Cole");
  EXPECT_EQ(left_out(notice, names_of(copied)), Names{});
}

TEST(CopyNotice, WrittenByCandourSpeaksOfAllWhereAllReceivedIt) {
  Councillors all;
  std::vector<std::string> addresses;
  for (const auto& name : everyone) {
    all.push_back(&person(name));
    addresses.push_back(all.back()->positions.front().emails.front());
  }
  const Letter letter(letter_ending(""), support::envelope_to(addresses));
  EXPECT_EQ(notice_for(letter.correspondence(), all), "CC all councillors");
}

}  // namespace
}  // namespace candour::rules
