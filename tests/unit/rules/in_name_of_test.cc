// SPDX-License-Identifier: MPL-2.0

#include "rules/who/in_name_of.h"

#include <gtest/gtest.h>

#include "support/letter.h"

namespace candour::rules {
namespace {

using support::Letter;
using Names = std::vector<std::string>;

const std::string clerk = "Helen Ward <clerk@eastmere-tc.gov.uk>";

std::string letter(std::string_view from, std::string_view text, std::string_view more = {}) {
  return "From: " + std::string(from) +
         "\n"
         "To: info@barton-fencing.example\n"
         "Subject: The fence\n"
         "Date: Mon, 20 Jul 2026 10:00:00 +0100\n" +
         std::string(more) +
         "MIME-Version: 1.0\n"
         "Content-Type: text/plain; charset=utf-8\n"
         "\n" +
         std::string(text) + "\n";
}

Names signatories(const std::string& raw) {
  const Letter letter(raw);
  Names names;
  for (const auto& signatory : in_name_of(letter.correspondence()))
    names.push_back(signatory.councillor->name);
  return names;
}

Names signed_with(std::string_view closing) {
  return signatories(
      letter(clerk, "Dear Mr Barton,\n\nThe fence is very good.\n\n" + std::string(closing)));
}

TEST(NameOfMail, IsTheCouncillorsWhoseAddressSendsIt) {
  EXPECT_EQ(signatories(letter("jane.smith@eastmere-tc.gov.uk", "Hello")), Names{"Jane Smith"});
  EXPECT_EQ(signatories(letter("JS <JANE@smith-family.example>", "Hello")), Names{"Jane Smith"});
}

TEST(NameOfMail, IsTheCouncillorsWhoseAddressStandsInSender) {
  EXPECT_EQ(signatories(letter("office@eastmere-tc.gov.uk", "Hello",
                               "Sender: aisha.khan@eastmere-tc.gov.uk\n")),
            Names{"Aisha Khan"});
}

TEST(NameOfMail, IsTheClerksWhoWritesHerself) {
  EXPECT_EQ(signatories(letter(clerk,
                               "Cllr Jane Smith has asked me to thank you.\n\n"
                               "Kind regards\nHelen Ward\nTown Clerk")),
            Names{});
}

TEST(NameOfMail, IsTheActingClerksThoughSheIsACouncillor) {
  EXPECT_EQ(signatories("From: Margaret Green <acting.clerk@eastmere-tc.gov.uk>\n"
                        "To: info@barton-fencing.example\n"
                        "Date: Mon, 2 Feb 2026 10:00:00 +0000\n\n"
                        "We accept your quotation.\n\nMargaret Green\nActing Clerk\n"),
            Names{});
}

TEST(NameOfMail, IsNotAFormerCouncillors) {
  EXPECT_EQ(signatories(letter("george.taylor@eastmere-tc.gov.uk", "Hello\n\nGeorge Taylor")),
            Names{});
}

TEST(NameOfMail, IsNotTheCouncillorsWhoseMailAnOfficerSendsOn) {
  EXPECT_EQ(signatories(letter("jane.smith@eastmere-tc.gov.uk", "Hello",
                               "Resent-From: clerk@eastmere-tc.gov.uk\n"
                               "Resent-To: info@barton-fencing.example\n")),
            Names{});
}

class DisplayName : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(DisplayName, TellsWhoseMailItIs) {
  const auto [written, councillor] = GetParam();
  const auto raw = letter("\"" + std::string(written) + "\" <office@eastmere-tc.gov.uk>", "Hello");
  EXPECT_EQ(signatories(raw), *councillor == '\0' ? Names{} : Names{councillor}) << written;
}

INSTANTIATE_TEST_SUITE_P(
    Forms, DisplayName,
    testing::Values(std::pair{"Cllr Jane Smith", "Jane Smith"},
                    std::pair{"Jane Smith", "Jane Smith"},
                    std::pair{"Jane Smith - Mayor", "Jane Smith"},
                    std::pair{"Councillor Jane Smith (Mayor)", "Jane Smith"},
                    std::pair{"Smith, Jane (Cllr)", "Jane Smith"},
                    std::pair{"Mayor of Eastmere", "Jane Smith"},
                    std::pair{"Cllr. S. O'Malley", "Siân O'Malley"},
                    std::pair{"Helen Ward on behalf of Cllr Jones", "Robert Jones"},
                    std::pair{"Helen Ward", ""}, std::pair{"Clerk to the Mayor", ""},
                    std::pair{"Mayor's Secretary", ""}, std::pair{"Eastmere Town Council", ""},
                    std::pair{"Jane", ""}, std::pair{"Smith Brothers Ltd", ""}));

class Closing : public testing::TestWithParam<std::pair<const char*, Names>> {};

TEST_P(Closing, TellsWhoSigns) {
  EXPECT_EQ(signed_with(GetParam().first), GetParam().second) << GetParam().first;
}

INSTANTIATE_TEST_SUITE_P(
    Councillors, Closing,
    testing::Values(
        std::pair{"Kind regards\n\nCllr Jane Smith\nMayor of Eastmere", Names{"Jane Smith"}},
        std::pair{"Regards,\nJane Smith\nMayor of Eastmere", Names{"Jane Smith"}},
        std::pair{"Best wishes\nJane\n\nCllr Jane Smith\nEastmere Town Council",
                  Names{"Jane Smith"}},
        std::pair{"-- \nCllr Robert Jones\nDeputy Mayor\n01632 960001", Names{"Robert Jones"}},
        std::pair{"Yours sincerely\n\n\nRobert Jones (Cllr)", Names{"Robert Jones"}},
        std::pair{"Many thanks,\nCouncillor A Khan", Names{"Aisha Khan"}},
        std::pair{"Cllr Jane Smith", Names{"Jane Smith"}},
        std::pair{"Yours faithfully\npp Councillor Jane Smith\nHelen Ward", Names{"Jane Smith"}},
        std::pair{"Yours faithfully\n\nHelen Ward\np.p. Cllr Robert Jones", Names{"Robert Jones"}},
        std::pair{"Helen Ward\nfor and on behalf of the Mayor", Names{"Jane Smith"}},
        std::pair{"Helen Ward\nOn behalf of Cllr Aisha Khan", Names{"Aisha Khan"}},
        std::pair{"Kind regards\nCllr Jane Smith\nCllr Robert Jones",
                  Names{"Jane Smith", "Robert Jones"}},
        std::pair{"Yours sincerely,\nCllr Jane Smith and Cllr Aisha Khan",
                  Names{"Jane Smith", "Aisha Khan"}},
        std::pair{"I am writing on behalf of Cllr Smith.\n\nHelen", Names{"Jane Smith"}}));

INSTANTIATE_TEST_SUITE_P(
    Others, Closing,
    testing::Values(
        std::pair{"Kind regards\nHelen Ward\nTown Clerk\n\ncc: Cllr Jane Smith", Names{}},
        std::pair{"Kind regards\nHelen Ward\nClerk to Cllr Jane Smith", Names{}},
        std::pair{"Regards\nHelen Ward\nTown Clerk\nMayor: Cllr Jane Smith", Names{}},
        std::pair{"Helen Ward\n\nCC Councillor Smith", Names{}},
        std::pair{"Regards\nHelen\n\nCC:\nCllr Smith\nCllr Jones", Names{}},
        std::pair{"The prize was collected on behalf of Cllr Smith by her son.\n\nHelen Ward",
                  Names{}},
        std::pair{"I saw Cllr Smith on behalf of the fair.\n\nHelen Ward", Names{}},
        std::pair{"Do ring Cllr Smith.", Names{}},
        std::pair{"Kind regards\nMartin Reed\nDeputy Clerk", Names{}},
        std::pair{"Kind regards\nBrown", Names{}}));

TEST(NameOfMail, IsNotTheChairsWhereAnotherSignsAsChairOfACommittee) {
  EXPECT_EQ(signed_with("Kind regards\nMargaret Green\nChair, Planning Committee"),
            Names{"Margaret Green"});
  EXPECT_EQ(signed_with("Kind regards\nCllr Margaret Green\nChair\nPlanning Committee"),
            Names{"Margaret Green"});
}

TEST(NameOfMail, IsNotThatOfASignatureInTheQuote) {
  EXPECT_EQ(signed_with("Helen Ward\nTown Clerk\n\n"
                        "On Mon, 20 Jul 2026 at 09:00, Jane Smith <jane@smith-family.example> "
                        "wrote:\n> Hello\n>\n> Cllr Jane Smith\n> Mayor of Eastmere"),
            Names{});
}

TEST(NameOfMail, ShowsWhereItStands) {
  const Letter mail(letter("Cllr Jane Smith <office@eastmere-tc.gov.uk>", "Hello"));
  const auto signatories = in_name_of(mail.correspondence());
  ASSERT_EQ(signatories.size(), 1u);
  EXPECT_EQ(signatories.front().evidence.where, "header From");
  EXPECT_EQ(signatories.front().evidence.text, "Cllr Jane Smith");
}

}  // namespace
}  // namespace candour::rules
