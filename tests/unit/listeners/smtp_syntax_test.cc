// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_syntax.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

TEST(CommandText, IsTheLineWithoutItsEnd) {
  EXPECT_EQ(command_text("NOOP\r\n"), "NOOP");
  EXPECT_EQ(command_text("\r\n"), "");
}

TEST(CommandText, IsNothingWhereTheNextHopMightSeeTwoLines) {
  EXPECT_FALSE(command_text("NOOP\n"));
  EXPECT_FALSE(command_text("NOOP\rRSET\r\n"));
  EXPECT_FALSE(command_text("NOOP\r\r\n"));
  EXPECT_FALSE(command_text(std::string_view("NO\0OP\r\n", 7)));
  EXPECT_FALSE(command_text(""));
}

TEST(ParseCommand, PutsTheVerbInUpperCaseAndKeepsTheLine) {
  const auto command = parse_command("mail FROM:<a@b.example> ");
  EXPECT_EQ(command.verb, "MAIL");
  EXPECT_EQ(command.argument, "FROM:<a@b.example>");
  EXPECT_EQ(command.line, "mail FROM:<a@b.example> ");
}

struct PathCase {
  std::string argument;
  std::string mailbox;
};

class ReadablePath : public testing::TestWithParam<PathCase> {};

TEST_P(ReadablePath, GivesTheMailbox) {
  const auto path = parse_path(GetParam().argument, "TO:");
  ASSERT_TRUE(path);
  EXPECT_EQ(path->mailbox, GetParam().mailbox);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, ReadablePath,
    testing::Values(PathCase{"TO:<a@b.example>", "a@b.example"},
                    PathCase{"to:<a@b.example> NOTIFY=NEVER", "a@b.example"},
                    PathCase{"TO: <a@b.example>", "a@b.example"},
                    PathCase{"TO:a@b.example", "a@b.example"}, PathCase{"TO:<>", ""},
                    PathCase{"TO:<Postmaster>", "Postmaster"},
                    PathCase{"TO:<@one.example,@two.example:a@b.example>", "a@b.example"},
                    PathCase{R"(TO:<"a > b"@b.example>)", R"("a > b"@b.example)"},
                    PathCase{R"(TO:<"a\"b"@b.example>)", R"("a\"b"@b.example)"},
                    PathCase{"TO:<si\xc3\xa2n@b.example> SMTPUTF8", "si\xc3\xa2n@b.example"}));

class UnreadablePath : public testing::TestWithParam<std::string> {};

TEST_P(UnreadablePath, GivesNothing) {
  EXPECT_FALSE(parse_path(GetParam(), "TO:"));
}

INSTANTIATE_TEST_SUITE_P(Forms, UnreadablePath,
                         testing::Values("", "TO", "TO:", "FROM:<a@b.example>", "TO:<a@b.example",
                                         "TO:<a@b.example>x", "TO:<a b@c.example>",
                                         "TO:<a@b.example<c>", "TO:<a\tb@c.example>"));

TEST(DeclaredSize, IsReadFromItsParameter) {
  EXPECT_EQ(declared_size(*parse_path("FROM:<a@b.example> BODY=8BITMIME size=123", "FROM:")), 123u);
  EXPECT_FALSE(declared_size(*parse_path("FROM:<a@b.example> SIZE=much", "FROM:")));
  EXPECT_FALSE(declared_size(*parse_path("FROM:<a@b.example>", "FROM:")));
}

TEST(Wire, MarksAllLinesButTheLast) {
  EXPECT_EQ(wire(Reply{250, {"a", "", "c"}}), "250-a\r\n250-\r\n250 c\r\n");
}

TEST(ParseReplyLine, ReadsWhatServersWrite) {
  EXPECT_EQ(parse_reply_line("250-SIZE 100")->text, "SIZE 100");
  EXPECT_FALSE(parse_reply_line("250-SIZE 100")->last);
  EXPECT_TRUE(parse_reply_line("250 ok")->last);
  EXPECT_TRUE(parse_reply_line("250")->last);
  EXPECT_EQ(parse_reply_line("334 ")->code, 334);
}

TEST(ParseReplyLine, TakesNothingElse) {
  for (const auto* line : {"", "25", "abc", "250x", "999 no", "199 no", "-25 no"})
    EXPECT_FALSE(parse_reply_line(line)) << line;
}

const Reply next_hop_ehlo{
    250,
    {"mail.example greets you", "PIPELINING", "SIZE 1000", "VRFY", "ETRN", "STARTTLS",
     "AUTH PLAIN EXTERNAL SCRAM-SHA-256-PLUS CRAM-MD5", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN",
     "CHUNKING", "SMTPUTF8", "XCLIENT NAME ADDR"}};

TEST(OfferToClient, HasOnlyWhatCanPassThroughUs) {
  const std::vector<std::string> lines{
      "mail.example greets you", "PIPELINING", "SIZE 1000", "AUTH PLAIN CRAM-MD5",
      "ENHANCEDSTATUSCODES",     "8BITMIME",   "DSN",       "SMTPUTF8"};
  EXPECT_EQ(offer_to_client(next_hop_ehlo, 5'000, StartTls::not_offered).lines, lines);
}

TEST(OfferToClient, KeepsAuthBackUntilTheClientHasTls) {
  const auto lines = offer_to_client(next_hop_ehlo, 5'000, StartTls::offered).lines;
  EXPECT_EQ(lines.back(), "STARTTLS");
  for (const auto& line : lines) EXPECT_NE(line.substr(0, 4), "AUTH");
}

TEST(OfferToClient, TellsTheSmallerSizeLimit) {
  EXPECT_EQ(offer_to_client(next_hop_ehlo, 10, StartTls::not_offered).lines[2], "SIZE 10");
  const Reply unlimited{250, {"mail.example", "SIZE 0"}};
  EXPECT_EQ(offer_to_client(unlimited, 10, StartTls::not_offered).lines[1], "SIZE 10");
}

TEST(ExtensionsOf, IgnoreTheGreetingLine) {
  EXPECT_FALSE(extensions_of(Reply{250, {"STARTTLS"}}).starttls);
  EXPECT_TRUE(extensions_of(next_hop_ehlo).starttls);
  EXPECT_TRUE(extensions_of(next_hop_ehlo).pipelining);
  EXPECT_EQ(extensions_of(next_hop_ehlo).size_limit, 1'000u);
}

}  // namespace
}  // namespace candour::listeners
