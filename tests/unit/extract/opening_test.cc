// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/opening.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/digest.h"

namespace candour::extract {
namespace {

using namespace std::literals;

using Weight = Opening::Weight;

mail::Document with_text(std::string text) {
  mail::Document document;
  document.text = std::move(text);
  return document;
}

TEST(Opening, MakesTextValidAndCutsItAtTheBound) {
  Bounds bounds;
  bounds.text_bytes = 8;
  Opening opening(bounds);
  opening.add_document(with_text("a\r\nb\xFF"));
  opening.add_document(with_text("long enough"));
  const auto opened = opening.take();
  ASSERT_EQ(opened.documents.size(), 2u);
  EXPECT_EQ(opened.documents[0].text, "a\nb\xEF\xBF\xBD");
  EXPECT_EQ(opened.documents[1].text, "lo");
  ASSERT_EQ(opened.unread.size(), 1u);
  EXPECT_TRUE(opened.unread[0].could_change_verdict);
}

TEST(Opening, KeepsEachMarginOnceAndNoEmptyOnes) {
  Opening opening(Bounds{});
  mail::Document document;
  document.margins = {"CONFIDENTIAL ", "", "Page 1", "CONFIDENTIAL"};
  document.properties = {{"title", "Staffing"}, {"subject", " "}};
  opening.add_document(document);
  const auto opened = opening.take();
  EXPECT_EQ(opened.documents[0].margins, (std::vector<std::string>{"CONFIDENTIAL", "Page 1"}));
  ASSERT_EQ(opened.documents[0].properties.size(), 1u);
  EXPECT_EQ(opened.documents[0].properties[0].value, "Staffing");
}

TEST(Opening, NamesFilesInsideByTheirPathAndDigest) {
  Opening opening(Bounds{});
  opening.open_inside({"", "../papers\\notes.txt", "drains"});
  opening.open_inside({"text/plain", "", "roads"});
  const auto opened = opening.take();
  ASSERT_EQ(opened.documents.size(), 2u);
  EXPECT_EQ(opened.documents[0].name, "papers/notes.txt");
  EXPECT_EQ(opened.documents[0].sha256, base::sha256_hex("drains"));
  EXPECT_EQ(opened.documents[1].name, "file 2");
}

TEST(Opening, SaysOnceThatThereWereTooManyFiles) {
  Bounds bounds;
  bounds.entries = 2;
  Opening opening(bounds);
  for (int i = 0; i < 5; ++i) opening.open_inside({"", "a.txt", "drains"});
  const auto opened = opening.take();
  EXPECT_EQ(opened.documents.size(), 2u);
  ASSERT_EQ(opened.unread.size(), 1u);
  EXPECT_TRUE(opened.unread[0].could_change_verdict);
}

TEST(Opening, SaysThatTooMuchWasUnpacked) {
  Bounds bounds;
  bounds.unpacked_bytes = 100;
  Opening opening(bounds);
  EXPECT_TRUE(opening.spend_unpacked(60));
  EXPECT_FALSE(opening.spend_unpacked(60));
  EXPECT_FALSE(opening.spend_unpacked(1));
  const auto opened = opening.take();
  ASSERT_EQ(opened.unread.size(), 1u);
  EXPECT_TRUE(opened.unread[0].could_change_verdict);
}

TEST(ReadFile, ReadsTextInAnyCharset) {
  for (const auto content : {"caf\xE9"sv, "caf\xC3\xA9"sv,
                             "\xFF\xFE"
                             "c\0a\0f\0\xE9\0"sv,
                             "c\0a\0f\0\xE9\0"sv,
                             "\xEF\xBB\xBF"
                             "caf\xC3\xA9"sv}) {
    Opening opening(Bounds{});
    read_file({"", "notes.txt", content}, opening);
    const auto opened = opening.take();
    ASSERT_EQ(opened.documents.size(), 1u);
    EXPECT_EQ(opened.documents[0].text, "café");
  }
}

TEST(ReadFile, ReadsHtmlAsSeen) {
  Opening opening(Bounds{});
  read_file({"", "page.htm", "<html><body><h1>Confidential</h1><p>Drains</body></html>"}, opening);
  const auto opened = opening.take();
  ASSERT_EQ(opened.documents.size(), 1u);
  EXPECT_TRUE(opened.documents[0].text.starts_with("Confidential\n"));
}

TEST(ReadFile, SaysWhatItDoesNotKnow) {
  for (const auto content : {"\0\1\2\3\4\5"sv, "\x89PNG\r\n\x1A\n"sv, "7z\xBC\xAF\x27\x1C"sv}) {
    Opening opening(Bounds{});
    read_file({"", "x", content}, opening);
    const auto opened = opening.take();
    EXPECT_TRUE(opened.documents.empty());
    ASSERT_EQ(opened.unread.size(), 1u);
    EXPECT_FALSE(opened.unread[0].could_change_verdict);
    EXPECT_FALSE(opened.unread[0].why.empty());
  }
}

constexpr auto mail_with_files =
    "From: Jane Smith <jane.smith@eastmere-tc.gov.uk>\n"
    "To: clerk@eastmere-tc.gov.uk\n"
    "Subject: Drains\n"
    "Content-Type: multipart/mixed; boundary=b\n"
    "\n"
    "--b\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: quoted-printable\n"
    "\n"
    "See the caf=C3=A9 report.\n"
    "--b\n"
    "Content-Type: text/plain; name=\"report.txt\"\n"
    "Content-Transfer-Encoding: base64\n"
    "Content-Disposition: attachment\n"
    "\n"
    "Q09ORklERU5USUFM\n"
    "--b--\n"sv;

TEST(ReadFile, GivesAMessageWithoutItsFilesAndOpensThese) {
  Opening opening(Bounds{});
  read_file({"message/rfc822", "drains.eml", mail_with_files}, opening);
  const auto opened = opening.take();
  ASSERT_EQ(opened.documents.size(), 1u);
  EXPECT_EQ(opened.documents[0].name, "report.txt");
  EXPECT_EQ(opened.documents[0].text, "CONFIDENTIAL");
  ASSERT_EQ(opened.messages.size(), 1u);
  EXPECT_EQ(opened.messages[0].find("Q09O"), std::string::npos);
  const auto mail = mail::read(opened.messages[0]);
  EXPECT_EQ(mail.headers.subject, "Drains");
  ASSERT_EQ(mail.bodies.size(), 1u);
  EXPECT_EQ(mail.bodies[0].text, "See the café report.");
}

}  // namespace
}  // namespace candour::extract
