// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_response.h"

#include <gtest/gtest.h>

namespace candour::remotes {
namespace {

ImapResponse parsed(std::string_view bytes) {
  ImapFramer framer;
  EXPECT_TRUE(framer.feed(bytes));
  EXPECT_TRUE(framer.has_frame()) << bytes;
  auto response = parse_imap_response(framer.take());
  EXPECT_TRUE(response) << response.error().detail;
  return response ? std::move(*response) : ImapResponse{};
}

base::Fault fault_of(std::string_view bytes) {
  ImapFramer framer;
  if (const auto fed = framer.feed(bytes); !fed) return fed.error().fault;
  const auto response = parse_imap_response(framer.take());
  return response ? base::Fault::unavailable : response.error().fault;
}

TEST(ImapFramer, TakesLiteralsOutHoweverTheNetworkCutsThem) {
  const std::string_view bytes =
      "* 1 FETCH (UID 7 BODY[] {12}\r\nA: b\r\n\r\n* x\r)\r\nc1 OK done\r\n";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    ImapFramer framer;
    ASSERT_TRUE(framer.feed(bytes.substr(0, cut)));
    ASSERT_TRUE(framer.feed(bytes.substr(cut)));
    ASSERT_TRUE(framer.has_frame());
    const auto frame = framer.take();
    ASSERT_EQ(frame.literals, std::vector<std::string>{"A: b\r\n\r\n* x\r"}) << cut;
    EXPECT_EQ(frame.texts, (std::vector<std::string>{"* 1 FETCH (UID 7 BODY[] ", ")"}));
    ASSERT_TRUE(framer.has_frame());
    EXPECT_EQ(framer.take().texts, std::vector<std::string>{"c1 OK done"});
    EXPECT_FALSE(framer.in_frame());
  }
}

TEST(ImapFramer, SeesNoLiteralInWordsForPeople) {
  EXPECT_EQ(parsed("* OK tell me {5}\r\n").text, "tell me {5}");
  EXPECT_EQ(parsed("c1 NO [ALERT] full {5}\r\n").text, "full {5}");
  EXPECT_EQ(parsed("+ idling {5}\r\n").text, "idling {5}");
}

TEST(ImapFramer, TakesAnEmptyLiteral) {
  const auto response = parsed("* 1 FETCH (BODY[] {0}\r\n UID 3)\r\n");
  ASSERT_EQ(response.values[0].list.size(), 4u);
  EXPECT_EQ(response.values[0].list[1].kind, ImapValue::Kind::string);
}

TEST(ImapFramer, RefusesWhatIsLargerThanAgreed) {
  const ImapLimits small{100, 1'000, 2};
  ImapFramer line(small);
  EXPECT_EQ(line.feed(std::string(101, 'x')).error().fault, base::Fault::over_limit);
  for (const auto* literal :
       {"* A {1001}\r\n", "* A {99999999999999999999999}\r\n", "* A {600}\r\n"}) {
    ImapFramer framer(small);
    auto fed = framer.feed(literal);
    if (fed) fed = framer.feed(std::string(600, 'x') + " {600}\r\n");
    ASSERT_FALSE(fed) << literal;
    EXPECT_EQ(fed.error().fault, base::Fault::over_limit);
  }
  ImapFramer many(small);
  EXPECT_FALSE(many.feed("* A {1}\r\nx {1}\r\nx {1}\r\nx\r\n"));
}

TEST(ImapResponse, ReadsNumbersNamesAndCodes) {
  const auto exists = parsed("* 23 EXISTS\r\n");
  EXPECT_EQ(exists.number, 23u);
  EXPECT_EQ(exists.name, "EXISTS");
  const auto validity = parsed("* OK [UIDVALIDITY 3857529045] UIDs valid\r\n");
  EXPECT_EQ(validity.code.name, "UIDVALIDITY");
  EXPECT_EQ(validity.code.values[0].text, "3857529045");
  EXPECT_EQ(validity.text, "UIDs valid");
  const auto tagged = parsed("c12 no [AUTHENTICATIONFAILED] Wrong.\r\n");
  EXPECT_EQ(tagged.kind, ImapResponse::Kind::tagged);
  EXPECT_EQ(tagged.tag, "c12");
  EXPECT_EQ(tagged.name, "NO");
  EXPECT_EQ(parsed("* OK [PERMANENTFLAGS (\\Answered \\*)] ok\r\n").code.values[0].list.size(), 2u);
}

TEST(ImapResponse, LeavesOutACodeThatItCannotRead) {
  const auto response = parsed("* OK [X-ODD (a] b\r\n");
  EXPECT_EQ(response.code.name, "");
}

TEST(ImapResponse, ReadsListsStringsAndNil) {
  const auto list = parsed("* LIST (\\HasNoChildren \\Sent) \".\" \"Sent \\\"old\\\"\"\r\n");
  EXPECT_EQ(list.values[0].list[1].text, "\\Sent");
  EXPECT_EQ(list.values[2].text, "Sent \"old\"");
  const auto fetch = parsed("* 4 FETCH (FLAGS () BODY[HEADER.FIELDS (DATE)] NIL UID 9)\r\n");
  ASSERT_NE(value_named(fetch.values[0].list, "uid"), nullptr);
  EXPECT_EQ(value_named(fetch.values[0].list, "UID")->text, "9");
  EXPECT_EQ(value_named(fetch.values[0].list, "BODY[HEADER.FIELDS (DATE)]")->kind,
            ImapValue::Kind::nil);
  EXPECT_EQ(parsed("* SEARCH 2 84 882 (MODSEQ 917162500)\r\n").found,
            (std::vector<std::uint32_t>{2, 84, 882}));
  EXPECT_TRUE(parsed("* SEARCH\r\n").found.empty());
}

TEST(ImapResponse, RefusesWhatBreaksTheGrammar) {
  for (const auto* broken : {"\r\n", " OK x\r\n", "*\r\n", "* 12\r\n", "c1 FETCH (UID 1)\r\n",
                             "* LIST (a\r\n", "* LIST )\r\n", "* LIST \"a\r\n", "* LIST \"a\\\r\n",
                             "* SEARCH 1 x\r\n", "* SEARCH 99999999999\r\n"})
    EXPECT_EQ(fault_of(broken), base::Fault::malformed) << broken;
  EXPECT_EQ(fault_of("* X " + std::string(200, '(') + "\r\n"), base::Fault::over_limit);
}

TEST(ImapResponse, TellsWhereAMessageWasPut) {
  const auto done = parsed("c9 OK [APPENDUID 38505 3955] APPEND completed\r\n");
  EXPECT_EQ(done.code.name, "APPENDUID");
  ASSERT_EQ(done.code.values.size(), 2u);
  EXPECT_EQ(done.code.values[1].text, "3955");
}

TEST(ImapResponse, TellsWhatVanished) {
  const auto vanished = parsed("* VANISHED (EARLIER) 41,43:116\r\n");
  EXPECT_EQ(vanished.name, "VANISHED");
  ASSERT_EQ(vanished.values.size(), 2u);
  EXPECT_EQ(vanished.values[1].text, "41,43:116");
}

}  // namespace
}  // namespace candour::remotes
