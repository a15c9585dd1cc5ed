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
    OwnWords, Tells,
    testing::Values("You should know that Councillor Smith has a copy of this letter.",
                    "Cllr Smith is among the readers of this, and on copy.",
                    "Copied (unseen) to the two who sign the cheques, Cllrs Jones and Smith.",
                    "I've popped Cllr Smith on copy because the bench was her idea.",
                    "This reaches Cllr Smith at the same moment it reaches you.",
                    "Jane Smith gets the same, so you needn't tell her twice.",
                    "I make Councillor Smith privy to this note.", "cc/ Cllr Jones // Cllr Smith"));

INSTANTIATE_TEST_SUITE_P(
    OwnWords, DoesNotTell,
    testing::Values("Cllr Smith may well ask you for a copy of this email.",
                    "cllr smith isnt on this one", "I have kept Cllr Smith out of this message.",
                    "Cllr Smith copied me into your complaint.",
                    "A copy of the lease is with Councillor Smith.",
                    "When Cllr Smith is back I mean to send her this message.",
                    "Your letter, copied to Cllr Smith, came on Friday.",
                    "I'd sooner Cllr Smith heard this from you than from a copied email."));

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

INSTANTIATE_TEST_SUITE_P(
    Breadth1, Tells,
    testing::Values(
        "CC Councillor Smith", "cc Cllr Smith", "Cc: Cllr. Smith", "C.C. Cllr J. Smith",
        "c.c.: Councillor Jane Smith", "Copy to Cllr Smith", "Copied to: Councillor Smith",
        "Copy: Cllr Smith", "Copies: Cllr Smith", "Copies to Cllr Smith", "cc. Cllr J Smith",
        "Bcc: Cllr Smith", "BCC Councillor Smith", "Blind copy to Cllr Smith", "(cc Cllr Smith)",
        "[cc: Cllr Jane Smith]", "cc - Cllr Smith", "cc– Cllr Smith", "cc Coun Smith",
        "cc Coun. Smith", "cc Clr Smith", "cc Councilor Smith", "cc Cllr Mrs Smith",
        "cc Cllr Ms J Smith", "cc the ward councillor, Cllr Smith",
        "cc: Cllr Smith (for information)", "cc Cllr Smith for info",
        "cc: Cllr Smith, for information only", "CC Cllr Smith - Planning Committee",
        "Copied for information to Councillor Smith", "For information: Cllr Smith",
        "FYI copy: Cllr Smith", "Copi at: Y Cyng. Smith", "Copi i'r Cynghorydd Smith",
        "Copi at / cc: Y Cyng. Jane Smith", "cc / copi: Cyng. Smith", "Copïau: Cyng. J. Smith",
        "cc: Y Cynghorydd Smith / Councillor Smith",
        "I have copied Councillor Smith into this email.", "I have copied in Cllr Smith.",
        "I've copied this to Cllr Smith.", "I am copying this to Cllr Smith.",
        "I'm copying in Councillor Smith so that she knows.",
        "Councillor Smith has been copied in.", "Cllr Smith is copied in to this email."));

INSTANTIATE_TEST_SUITE_P(
    Breadth2, Tells,
    testing::Values(
        "Cllr Smith is copied.", "Councillor Smith has a copy of this email.",
        "Cllr Smith has received a copy.", "A copy of this email has gone to Cllr Smith.",
        "A copy of this email has been sent to Councillor Smith.", "A copy goes to Cllr Smith.",
        "This email has also been sent to Cllr Smith.", "This message is also going to Cllr Smith.",
        "This has been copied to Cllr Smith as your ward member.",
        "I have sent a copy of this to Cllr Smith.", "I have sent Cllr Smith a copy of this.",
        "I am sending a copy to Cllr Smith.", "I have also sent this to Cllr Smith.",
        "I am blind copying Councillor Smith.", "I have bcc'd Cllr Smith.", "I've cc'd Cllr Smith.",
        "I have cc'ed Councillor Smith into this.", "Cllr Smith has been bcc'd.",
        "Please note that Cllr Smith has been copied into this reply.",
        "For transparency, Cllr Smith has been blind copied.", "PS I have copied Cllr Smith in.",
        "P.S. Cllr Smith gets a copy of this.", "P.S. Copy to Cllr Smith",
        "I have let Cllr Smith have a copy of this message.",
        "I have forwarded a copy of this to Cllr Smith.",
        "I have included Cllr Smith in this email.", "Cllr Smith is included in this email.",
        "I have put Cllr Smith on blind copy.", "Cllr Smith is on copy.", "Cllr Smith is in copy.",
        "Copying: Cllr Smith", "Copying in Cllr Smith", "Also to: Cllr Smith",
        "Also sent to Cllr Smith", "Distribution: Mrs Lowe; Cllr Smith", "c.c Cllr Smith",
        "cc; Cllr Smith", "CC = Cllr Smith", "Copy sent to Cllr Smith", "Copy for Cllr Smith",
        "Copy – Cllr Jane Smith", "Copied in: Cllr Smith", "Copied: Cllr Smith",
        "copy also to Cllr Smith", "Copy of this email to Cllr Smith"));

INSTANTIATE_TEST_SUITE_P(
    Breadth3, Tells,
    testing::Values("With a copy to Cllr Smith.", "With copies to Cllr Smith and the file.",
                    "cc: file; Cllr Smith", "cc: Cllr J. Smith; file",
                    "As Cllr Smith raised this, she has been sent a copy.",
                    "Cllr Smith asked me about this and I have sent her a copy.",
                    "You wrote to Cllr Smith as well, so I have copied her in.",
                    "Cllr Smith, who also wrote to me, has had a copy of this.",
                    "I thought Cllr Smith should see this, so she has a copy.",
                    "Cllr Smith took this up for you and is copied in.",
                    "Cllr Smith has seen this email.",
                    "Cllr Smith will get a copy of this email too.",
                    "Cllr Smith is receiving this too.", "Both you and Cllr Smith have this email.",
                    "Cllr Smith has this email too."));

INSTANTIATE_TEST_SUITE_P(
    Breadth, DoesNotTell,
    testing::Values("cc Cllr Jones", "Cllr Smith will be at the meeting.",
                    "I spoke to Cllr Smith about it.", "Cllr Smith asked me to write.",
                    "You may wish to copy Cllr Smith in.", "Please send a copy to Cllr Smith.",
                    "I will copy Cllr Smith in when I hear.", "I have not copied Cllr Smith.",
                    "Cllr Smith sent me a copy of your letter.",
                    "A copy of the minutes has gone to Cllr Smith.",
                    "Cllr Smith has a copy of the plan.", "I should copy Cllr Smith into this.",
                    "Shall I send Cllr Smith a copy?", "Your letter was copied to Cllr Smith.",
                    "I sent Cllr Smith a copy of your first letter last week."));

INSTANTIATE_TEST_SUITE_P(
    Breadth4, Tells,
    testing::Values(
        "I ought to say that Cllr Smith is having a blind copy of this, as it is her land.",
        "Cllr Smith is having a copy.", "Cllr Smith is getting a copy of this at her request.",
        "Mae copi o'r neges hon wedi'i anfon at y Cynghorydd Jane Smith.",
        "Mae copi o hwn yn mynd at y Cynghorydd Smith.",
        "Mae copi o'r e-bost hwn wedi mynd at Jane Smith hefyd.",
        "Mae'r Cynghorydd Smith wedi cael copi o hwn.",
        "Mae'r Cynghorydd Smith yn gweld y neges hon hefyd.",
        "Anfonwyd y neges hon hefyd at y Cynghorydd Smith.",
        "Anfonwyd copi o'r llythyr hwn at y Cynghorydd Jane Smith."));

INSTANTIATE_TEST_SUITE_P(
    Breadth4, DoesNotTell,
    testing::Values("Cllr Smith is having a copy of the plan.", "Cllr Smith is having lunch.",
                    "Cllr Smith is having a copy of the key cut.",
                    "Mae copi o'r cynllun wedi'i anfon at y Cynghorydd Jane Smith.",
                    "Mae'r Cynghorydd Smith wedi cael copi o'r cofnodion.",
                    "Mae'r Cynghorydd Smith yn gweld y cae o'r tŷ.",
                    "Anfonwyd y cofnodion at y Cynghorydd Smith.",
                    "Mae copi o'r neges hon wedi'i anfon at y Cynghorydd Robert Jones.",
                    "Mae'r Cynghorydd Smith wedi cael gwobr.",
                    "Anfonwch gopi at y Cynghorydd Smith."));

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
                                         "Bcc all other members",
                                         "All twelve councillors get this."));

TEST(CopyNotice, TellsByACommitteesNameOfThoseWhoSitOnIt) {
  EXPECT_EQ(left_out("CC Planning Committee", {"Jane Smith", "Aisha Khan"}), Names{});
  EXPECT_EQ(left_out("CC: members of the Planning Committee", {"Jane Smith"}), Names{});
  EXPECT_EQ(left_out("CC the Planning Committee, Cllr David Brown", {"Jane Smith", "David Brown"}),
            Names{});
  // in the other language than the roster's
  EXPECT_EQ(left_out("Copïau: Pwyllgor Cynllunio", {"Jane Smith", "Aisha Khan"}), Names{});
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

TEST(CopyNotice, MayBeTheLikeOfThoseLearnedFrom) {
  const std::string told = "Councillor Smith is a party to this email.";
  EXPECT_EQ(left_out(told, {"Jane Smith"}), Names{});
  EXPECT_EQ(left_out(told, {"Jane Smith", "David Brown"}), Names{"David Brown"});
  EXPECT_EQ(left_out("Is Councillor Smith a party to this email?", {"Jane Smith"}),
            Names{"Jane Smith"});
  EXPECT_EQ(left_out("Councillor Smith, whom Councillor Brown replaced, is a party to this email.",
                     {"David Brown"}),
            Names{"David Brown"});
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
