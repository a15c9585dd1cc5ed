// SPDX-License-Identifier: MPL-2.0

#include "extract/wire.h"

#include <gtest/gtest.h>

#include "base/unicode.h"

using namespace candour;
using namespace candour::extract;

namespace {

mail::Opened papers() {
  mail::Opened opened;
  opened.documents.push_back({"",
                              "Part 2\nThe lease\n",
                              {"CONFIDENTIAL", "Page 1"},
                              {{"title", "Lease"}, {"author", "Helen Ward"}},
                              ""});
  opened.documents.push_back({"a/b.docx", "Überschrift", {}, {}, std::string(64, 'a')});
  opened.messages = {"Subject: x\r\n\r\ny\r\n"};
  opened.unread = {{"c.pdf", "encrypted", true},
                   {"d.png", "a picture: words in it are not read", false}};
  return opened;
}

}  // namespace

TEST(Wire, CarriesAllThatWasFound) {
  const auto sent = papers();
  const auto got = decode(encode(sent));
  ASSERT_TRUE(got);
  ASSERT_EQ(got->documents.size(), 2u);
  EXPECT_EQ(got->documents[0].text, sent.documents[0].text);
  EXPECT_EQ(got->documents[0].margins, sent.documents[0].margins);
  EXPECT_EQ(got->documents[0].properties.at(1).value, "Helen Ward");
  EXPECT_EQ(got->documents[1].name, "a/b.docx");
  EXPECT_EQ(got->documents[1].sha256, sent.documents[1].sha256);
  EXPECT_EQ(got->messages, sent.messages);
  ASSERT_EQ(got->unread.size(), 2u);
  EXPECT_TRUE(got->unread[0].could_change_verdict);
  EXPECT_FALSE(got->unread[1].could_change_verdict);
  EXPECT_EQ(got->unread[0].why, "encrypted");
}

TEST(Wire, TakesNoPartOfAnAnswerAndNothingBehindIt) {
  const auto whole = encode(papers());
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(decode(std::string_view(whole).substr(0, size))) << size;
  EXPECT_FALSE(decode(whole + "x"));
}

TEST(Wire, TakesNoMoreItemsThanAFileMayHold) {
  mail::Opened opened;
  opened.unread.resize(8'001);
  const auto got = decode(encode(opened));
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().fault, base::Fault::over_limit);
}

TEST(Wire, CleansTextThatWasPromisedClean) {
  mail::Opened opened;
  opened.documents.push_back({"a\nb", "one\r\ntwo\xff", {"\xc3"}, {{"t\xfe", "v"}}, ""});
  opened.unread = {{std::string(5'000, 'n'), "why\x1b[31m\nnot", true}};
  const auto got = decode(encode(opened));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->documents[0].name, "a b");
  EXPECT_EQ(got->documents[0].text, "one\ntwo\uFFFD");
  EXPECT_TRUE(base::is_valid_utf8(got->documents[0].margins[0]));
  EXPECT_TRUE(base::is_valid_utf8(got->documents[0].properties[0].name));
  EXPECT_EQ(got->unread[0].what.size(), 1'024u);
  EXPECT_EQ(got->unread[0].why, "why [31m not");
}
