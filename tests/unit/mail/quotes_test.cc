// SPDX-License-Identifier: MPL-2.0
//
// What the introductions of quotes tell: who wrote them, to whom, when.

#include "mail/quotes.h"

#include <gtest/gtest.h>

#include <array>

#include "mail/quoted_addresses.h"
#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

std::string names_of(const std::vector<Address>& addresses) {
  std::string result;
  for (const auto& each : addresses) result += each.name + "<" + each.address + ">";
  return result;
}

TEST(Quotes, TellSenderRecipientsAndSubjectOfAnOutlookBlock) {
  const auto body = divided(
      "Agreed.\n\nFrom: Smith, Jane\nSent: 03 March 2026 10:12\nTo: Clerk "
      "<clerk@eastmere-tc.gov.uk>; Jones, Robert\nCc: Deputy [mailto:deputy@eastmere-tc.gov.uk]\n"
      "Subject: RE: Drains\n\nCan we go ahead?\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  const auto& quote = body.quotes[0];
  EXPECT_EQ(names_of(quote.from), "Smith, Jane<>");
  EXPECT_EQ(names_of(quote.to), "Clerk<clerk@eastmere-tc.gov.uk>Jones, Robert<>");
  EXPECT_EQ(names_of(quote.cc), "Deputy<deputy@eastmere-tc.gov.uk>");
  EXPECT_TRUE(quote.recipients_known);
  EXPECT_EQ(quote.subject, "RE: Drains");
  EXPECT_EQ(quote.sent, "03 March 2026 10:12");
  EXPECT_EQ(quote.text, "Can we go ahead?\n");
  EXPECT_EQ(quote.kind, Quote::Kind::reply);
}

TEST(Quotes, BeginBelowTheListOfCopiesAtALettersFoot) {
  const auto body = divided(
      "The bin will come.\n\nCC:\nCouncillor P Hartley-Cole\n\nFrom: Ms I Carr "
      "<isobel.carr@webmail.example>\nSent: 30 September 2026 20:20\nTo: "
      "deputy.clerk@eastmere-tc.gov.uk\nSubject: Grit bin\n\nCould we have one?\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  EXPECT_EQ(names_of(body.quotes[0].cc), "");
  EXPECT_EQ(body.quotes[0].text, "Could we have one?\n");
}

TEST(Quotes, KnowNoRecipientsFromAWroteLine) {
  const auto body = divided(
      "Yes.\n\nOn Tue, 3 Mar 2026 at 10:12, June Carter <june@carter.example>\nwrote:\n> Can "
      "we?\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  EXPECT_EQ(names_of(body.quotes[0].from), "June Carter<june@carter.example>");
  EXPECT_EQ(body.quotes[0].sent, "Tue, 3 Mar 2026 at 10:12");
  EXPECT_FALSE(body.quotes[0].recipients_known);
  EXPECT_EQ(body.quotes[0].text, "Can we?\n");
}

TEST(Quotes, NestWithTheirOwnWords) {
  const auto body = divided(
      "On 03/03/2026 10:12, Jane Smith wrote:\n> On 02/03/2026 09:00, Clerk wrote:\n>> Do you "
      "object?\n> Not at all.\n");
  ASSERT_EQ(body.quotes.size(), 2u);
  EXPECT_EQ(body.quotes[0].text, "Not at all.\n");
  EXPECT_EQ(names_of(body.quotes[1].from), "Clerk<>");
  EXPECT_EQ(body.quotes[1].depth, 2u);
  EXPECT_EQ(body.quotes[1].text, "Do you object?\n");
}

TEST(Quotes, NestWhereOneBlockFollowsAnother) {
  const auto body = divided(
      "Yes.\n\nFrom: Jane Smith\nSent: 03 March 2026 10:12\nTo: Clerk\nSubject: Drains\n\nSee "
      "below.\n\nFrom: Bob Jones\nSent: 02 March 2026 10:12\nTo: Jane Smith\nSubject: "
      "Drains\n\nHelp.\n");
  ASSERT_EQ(body.quotes.size(), 2u);
  EXPECT_EQ(body.quotes[0].depth, 1u);
  EXPECT_EQ(body.quotes[1].depth, 2u);
  EXPECT_EQ(names_of(body.quotes[1].from), "Bob Jones<>");
}

TEST(Quotes, KeepTheirWriterBehindAnAnswerBetween) {
  const auto body =
      divided("On 03/03/2026 10:12, Jane Smith wrote:\n> One?\nYes indeed.\n> Two?\nNo indeed.\n");
  ASSERT_EQ(body.quotes.size(), 2u);
  EXPECT_EQ(names_of(body.quotes[1].from), "Jane Smith<>");
}

TEST(Quotes, BeginAnewBelowAnEmptyMarkedLine) {
  const auto body = divided(
      "On 3/3/2026 10:12, Jane Smith wrote:\n> One?\n\nYes.\n\n>\n> On 2/3/2026 10:12, Robert "
      "Jones "
      "wrote:\n> Two?\n");
  ASSERT_EQ(body.quotes.size(), 2u);
  EXPECT_EQ(names_of(body.quotes[1].from), "Robert Jones<>");
  EXPECT_EQ(body.quotes[1].text, "Two?\n");
}

TEST(Quotes, AreForwardsWhereTheClientSaysSo) {
  const auto body = divided(
      "See.\n\nBegin forwarded message:\n\n> From: Jane Smith <jane@smith-family.example>\n> "
      "Subject: Drains\n> Date: 3 March 2026 at 10:12:13 GMT\n> To: clerk@eastmere-tc.gov.uk\n> "
      "\n> Blocked.\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  EXPECT_EQ(body.quotes[0].kind, Quote::Kind::forward);
  EXPECT_EQ(names_of(body.quotes[0].from), "Jane Smith<jane@smith-family.example>");
  EXPECT_EQ(names_of(body.quotes[0].to), "<clerk@eastmere-tc.gov.uk>");
  EXPECT_EQ(body.quotes[0].text, "Blocked.\n");
}

TEST(Quotes, ReadTheUnlabelledBlockOfLotusNotes) {
  const auto body = divided(
      "See below.\n\nJane Smith\n03/03/2026 10:12 AM\nTo: Clerk/Eastmere@EASTMERE\ncc: \nSubject: "
      "Drains\n\nBlocked.\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  EXPECT_EQ(names_of(body.quotes[0].from), "Jane Smith<>");
  EXPECT_EQ(body.quotes[0].sent, "03/03/2026 10:12 AM");
}

struct Block {
  std::string name;
  std::string text;
};

class HeaderBlock : public testing::TestWithParam<Block> {};

TEST_P(HeaderBlock, TellsPeopleSubjectAndTime) {
  const auto body = divided("Yes.\n\n" + GetParam().text + "\n\nOld words.\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  const auto& quote = body.quotes[0];
  EXPECT_EQ(names_of(quote.from), "Jane Smith<jane@smith.example>");
  EXPECT_EQ(names_of(quote.to), "Clerk<clerk@eastmere-tc.gov.uk>Robert Jones<>");
  EXPECT_EQ(names_of(quote.cc), "Deputy Clerk<>");
  EXPECT_TRUE(quote.recipients_known);
  EXPECT_EQ(quote.subject, "RE: Drains");
  EXPECT_EQ(quote.sent, "3/3/2026 10:12");
  EXPECT_EQ(quote.text, "Old words.\n");
}

std::string block(const std::array<std::string_view, 5>& labels) {
  constexpr std::array<std::string_view, 5> values{
      "Jane Smith <jane@smith.example>", "3/3/2026 10:12",
      "Clerk <clerk@eastmere-tc.gov.uk>; Robert Jones", "Deputy Clerk", "RE: Drains"};
  std::string text;
  for (std::size_t i = 0; i < labels.size(); ++i)
    text.append(i > 0 ? "\n" : "").append(labels[i]).append(" ").append(values[i]);
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Languages, HeaderBlock,
    testing::Values(
        Block{"English", block({"From:", "Sent:", "To:", "Cc:", "Subject:"})},
        Block{"Bold", block({"*From:*", "*Sent:*", "*To:*", "*Cc:*", "*Subject:*"})},
        Block{"Welsh", block({"Oddi wrth:", "Anfonwyd:", "At:", "Copi:", "Pwnc:"})},
        Block{"BothLanguages",
              block({"From/Oddi wrth:", "Sent/Anfonwyd:", "To/At:", "Cc/Copi:", "Subject/Pwnc:"})},
        Block{"Mixed", block({"Oddi wrth:", "Sent:", "At:", "Cc:", "Subject:"})},
        Block{"French", block({"De :", "Envoyé :", "À :", "Cc :", "Objet :"})},
        Block{"German", block({"Von:", "Gesendet:", "An:", "Cc:", "Betreff:"})},
        Block{"Spanish", block({"De:", "Enviado el:", "Para:", "CC:", "Asunto:"})},
        Block{"Italian", block({"Da:", "Inviato:", "A:", "Cc:", "Oggetto:"})},
        Block{"Dutch", block({"Van:", "Verzonden:", "Aan:", "CC:", "Onderwerp:"})},
        Block{"Russian", block({"От:", "Отправлено:", "Кому:", "Копия:", "Тема:"})},
        Block{"OnOneLine",
              "From: Jane Smith <jane@smith.example> Sent: 3/3/2026 10:12 To: Clerk "
              "<clerk@eastmere-tc.gov.uk>; Robert Jones Cc: Deputy Clerk Subject: RE: Drains"},
        Block{"OnOneLineWrapped",
              "From: Jane Smith <jane@smith.example> Sent: 3/3/2026\n10:12 To: Clerk "
              "<clerk@eastmere-tc.gov.uk>; Robert\nJones Cc: Deputy Clerk Subject: RE: Drains"},
        Block{"ForwardedByGmail",
              "---------- Forwarded message ---------\nFrom: Jane Smith <jane@smith.example>\n"
              "Date: 3/3/2026 10:12\nSubject: RE: Drains\nTo: Clerk <clerk@eastmere-tc.gov.uk>, "
              "Robert Jones\nCc: Deputy Clerk\n\n"}),
    [](const auto& each) { return each.param.name; });

struct Intro {
  std::string name;
  std::string text;
};

class WroteLine : public testing::TestWithParam<Intro> {};

TEST_P(WroteLine, TellsTheWriterAndTheTime) {
  const auto body = divided("Yes.\n\n" + GetParam().text + "\n> Old words.\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  EXPECT_EQ(names_of(body.quotes[0].from), "Jane Smith<jane@smith.example>");
  EXPECT_EQ(body.quotes[0].sent.substr(body.quotes[0].sent.find_first_of("0123456789")),
            "3/3/2026 10:12");
  EXPECT_EQ(body.quotes[0].text, "Old words.\n");
}

INSTANTIATE_TEST_SUITE_P(
    Languages, WroteLine,
    testing::Values(
        Intro{"English", "On Tue, 3/3/2026 10:12, Jane Smith <jane@smith.example> wrote:"},
        Intro{"Wrapped", "On Tue, 3/3/2026 10:12, Jane\nSmith <jane@smith.example>\nwrote:"},
        Intro{"WrappedBeforeTheBracket",
              "On Tue, 3/3/2026 10:12, Jane Smith <jane@smith.example\n> wrote:"},
        Intro{"LinkOverLinesOfItsOwn",
              "On Tue, 3/3/2026 10:12, Jane Smith\n\n<\nmailto:Jane Smith <jane@smith.example>\n"
              "> wrote:"},
        Intro{"Sent", "On Tue, 3/3/2026 10:12, Jane Smith <jane@smith.example> sent:"},
        Intro{"EmptyMarkedLineBelow",
              "On Tue, 3/3/2026 10:12, Jane Smith <jane@smith.example> wrote:\n\n>"},
        Intro{"Mailto", "On Tue, 3/3/2026 10:12, Jane Smith [mailto:jane@smith.example] wrote:"},
        Intro{"NameFirst", "Jane Smith <jane@smith.example> wrote on 3/3/2026 10:12:"},
        Intro{"GroupWise", ">>> Jane Smith <jane@smith.example> 3/3/2026 10:12 >>>"},
        Intro{"Welsh", "Ar Maw, 3/3/2026 10:12, ysgrifennodd Jane Smith <jane@smith.example>:"},
        Intro{"WelshVerbFirst",
              "Ysgrifennodd Jane Smith <jane@smith.example> ar ddydd Mawrth 3/3/2026 10:12:"},
        Intro{"French", "Le mar. 3/3/2026 10:12, Jane Smith <jane@smith.example> a écrit :"},
        Intro{"German", "Am Di., 3/3/2026 10:12 schrieb Jane Smith <jane@smith.example>:"},
        Intro{"GermanPerfect",
              "Jane Smith <jane@smith.example> hat am 3/3/2026 10:12 geschrieben:"},
        Intro{"Dutch", "Op di 3/3/2026 10:12 schreef Jane Smith <jane@smith.example>:"},
        Intro{"Italian", "Il giorno 3/3/2026 10:12 Jane Smith <jane@smith.example> ha scritto:"},
        Intro{"Spanish", "El mar, 3/3/2026 10:12, Jane Smith (<jane@smith.example>) escribió:"},
        Intro{"Russian", "вт, 3/3/2026 10:12, Jane Smith <jane@smith.example>:"}),
    [](const auto& each) { return each.param.name; });

TEST(Quotes, ReadNameAndTimeFromOneLabelOfLotusNotes) {
  const auto body = divided(
      "See below.\n\nFrom: Jane Smith/EASTMERE on 03/03/2026 10:12 AM\nTo: Clerk/EASTMERE@EASTMERE"
      "\ncc:\nSubject: Drains\n\nBlocked.\n");
  ASSERT_EQ(body.quotes.size(), 1u);
  EXPECT_EQ(names_of(body.quotes[0].from), "Jane Smith/EASTMERE<>");
  EXPECT_EQ(body.quotes[0].sent, "03/03/2026 10:12 AM");
}

TEST(Quotes, TellHtmlApart) {
  const auto body = divided_html(
      "<p>Yes.</p><div class='moz-cite-prefix'>On 03/03/2026 10:12, Jane Smith wrote:<br></div>"
      "<blockquote type=cite><p>One</p><blockquote "
      "type=cite><p>Older</p></blockquote></blockquote>");
  ASSERT_EQ(body.quotes.size(), 2u);
  EXPECT_EQ(names_of(body.quotes[0].from), "Jane Smith<>");
  EXPECT_EQ(body.quotes[0].text, "One\n\n");
  EXPECT_EQ(body.quotes[1].depth, 2u);
}

// Depth must cost nothing: each block nests in the one above it.
TEST(Quotes, StopAtAThousandInAChainOfTenThousandBlocks) {
  std::string text;
  for (int i = 0; i < 10'000; ++i)
    text += "From: Jane Smith\nSent: 03 March 2026 10:12\nTo: Clerk\nSubject: Drains\n\n";
  EXPECT_EQ(divided(text).quotes.size(), 1'000u);
}

struct Names {
  std::string printed;
  std::string read;
};

class QuotedAddresses : public testing::TestWithParam<Names> {};

TEST_P(QuotedAddresses, AreReadAsPeople) {
  EXPECT_EQ(names_of(parse_quoted_addresses(GetParam().printed)), GetParam().read);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, QuotedAddresses,
    testing::Values(Names{"Jane Smith <a@b.example>; Bob", "Jane Smith<a@b.example>Bob<>"},
                    Names{"Smith, Jane", "Smith, Jane<>"},
                    Names{"Smith, Jane <a@b.example>", "Smith, Jane<a@b.example>"},
                    Names{"Jane Smith, Bob Jones", "Jane Smith<>Bob Jones<>"},
                    Names{"\"Smith, Jane\" <a@b.example>, c@d.example",
                          "Smith, Jane<a@b.example><c@d.example>"},
                    Names{"Jane Smith [mailto:a@b.example]", "Jane Smith<a@b.example>"},
                    Names{"Jane <a@b.example<mailto:a@b.example>>", "Jane<a@b.example>"},
                    Names{"'Jane Smith' <a@b.example>", "Jane Smith<a@b.example>"},
                    Names{"list@b.example [mailto:list@b.example] On Behalf Of Smith, Jane",
                          "Smith, Jane<><list@b.example>"},
                    Names{"clerk@b.example on behalf of Jane Smith <a@b.example>",
                          "Jane Smith<a@b.example><clerk@b.example>"},
                    Names{"a@b.example <a@b.example>", "<a@b.example>"}, Names{" ; ", ""}));

}  // namespace
}  // namespace candour::mail
