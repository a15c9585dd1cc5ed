// SPDX-License-Identifier: MPL-2.0

#include "composed/write.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "composed/transfer.h"

namespace candour::composed {
namespace {

Message plain(std::string text) {
  Message message;
  message.from = {"Helen Ward", "clerk@eastmere-tc.gov.uk"};
  message.to = {{"Tom Baker", "tom@resident.example"}};
  message.text = std::move(text);
  return message;
}

std::size_t longest_line(std::string_view raw) {
  std::size_t longest = 0;
  for (const auto line : base::split(raw, '\n')) longest = std::max(longest, line.size());
  return longest;
}

bool is_seven_bit(std::string_view raw) {
  return std::all_of(raw.begin(), raw.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

TEST(WrittenMail, IsAMessageAsClientsSendIt) {
  auto message = plain("Dear Tom,\nit is done = fine. \nHelen");
  message.subject = "Hedge";
  message.date = mail::Date{base::parse_day("2026-07-20").value() + std::chrono::hours(16),
                            std::chrono::minutes(60)};
  message.in_reply_to = "one@x.example";
  message.headers = {{"Sensitivity", "Private"}};
  EXPECT_EQ(write(message),
            "From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\n"
            "To: Tom Baker <tom@resident.example>\r\n"
            "Subject: Hedge\r\n"
            "Date: Mon, 20 Jul 2026 17:00:00 +0100\r\n"
            "In-Reply-To: <one@x.example>\r\n"
            "Sensitivity: Private\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Dear Tom,\r\n"
            "it is done =3D fine.=20\r\n"
            "Helen\r\n");
}

TEST(WrittenMail, HasNoBccField) {
  auto message = plain("");
  message.bcc = {{"Jane Smith", "jane.smith@eastmere-tc.gov.uk"}};
  EXPECT_EQ(write(message).find("jane.smith"), std::string::npos);
}

TEST(WrittenMail, IsReadAsItWasComposed) {
  auto message = plain("Siân’s words\n\n> quoted\n");
  message.html = "<p>Siân’s words</p>";
  message.subject =
      "Cynllunio – ffordd y môr: a subject too long for one line of a header, and "
      "with =?words?= like encoded ones";
  message.from.name = "Siân \"Sh\" O'Malley, Clerk";
  message.cc = {
      {"Smith, Jane", "jane@x.example"}, {"Ann \"A\" Lee\\", "a@x.example"}, {"", "b@x.example"}};
  message.references = {"one@x.example", "two@x.example"};
  message.headers = {{"X-Long", "a  b " + std::string(3'000, 'x')}};
  message.attachments = {
      {"cofnodion – ystafell bwyllgor, y drydedd fersiwn o'r dogfennau i gyd.pdf",
       "application/pdf", base64("bytes of a file")}};
  const auto raw = write(message);
  EXPECT_TRUE(is_seven_bit(raw));
  EXPECT_LE(longest_line(raw), 79u) << raw;

  const auto mail = mail::read(raw);
  EXPECT_TRUE(mail.anomalies.empty()) << mail.anomalies.front();
  EXPECT_EQ(mail.headers.subject, message.subject);
  ASSERT_EQ(mail.headers.from.size(), 1u);
  EXPECT_EQ(mail.headers.from[0].name, message.from.name);
  ASSERT_EQ(mail.headers.cc.size(), 3u);
  EXPECT_EQ(mail.headers.cc[0].name, "Smith, Jane");
  EXPECT_EQ(mail.headers.cc[1].name, "Ann \"A\" Lee\\");
  EXPECT_EQ(mail.headers.cc[2].address, "b@x.example");
  EXPECT_EQ(mail.headers.references, message.references);
  EXPECT_EQ(mail.headers.field("X-Long"), message.headers[0].value);
  ASSERT_EQ(mail.bodies.size(), 2u);
  EXPECT_EQ(mail.bodies[0].text, *message.text);
  ASSERT_EQ(mail.parts.size(), 3u);
  EXPECT_EQ(mail.parts[2].filename, message.attachments[0].name);
  EXPECT_EQ(mail.parts[2].content, "bytes of a file");
}

TEST(WrittenMail, EndsNoFieldEarly) {
  // read() lets no line end in; were one to get through, it would still start no field.
  auto message = plain("");
  message.subject = "Hedge\r\nBcc: c@x.example";
  message.to[0].name = "Tom\r\nBcc: c@x.example";
  message.attachments = {{"a\r\nX: y.pdf", "application/pdf", ""}};
  const auto mail = mail::read(write(message));
  EXPECT_FALSE(mail.headers.bcc);
  EXPECT_EQ(mail.headers.fields.size(), 5u);
}

TEST(WrittenMail, CarriesAMessageAsAMessage) {
  auto message = plain("See below.");
  message.attachments = {{"", "message/rfc822",
                          base64("From: tom@resident.example\r\nSubject: Hedge\r\n\r\nIt grows.\r\n"
                                 "--=_not a boundary of ours\r\n")}};
  const auto mail = mail::read(write(message));
  EXPECT_TRUE(mail.anomalies.empty());
  ASSERT_EQ(mail.attached.size(), 1u);
  EXPECT_EQ(mail.attached[0].headers.subject, "Hedge");
}

TEST(WrittenMail, TakesAFileAtHandAsItIs) {
  const std::string letter = "From: tom@resident.example\r\nSubject: Hedge\r\n\r\nIt grows.\r\n";
  std::string every_byte;
  for (int i = 0; i < 512; ++i) every_byte += static_cast<char>(i);
  for (const std::string& content :
       {every_byte, std::string("\r\n--=_\r\n"), std::string("no end of line"), std::string(),
        std::string("\n\n"), "From x\r\n--=_" + base::sha256_hex(""), letter}) {
    for (const auto* type : {"application/pdf", "text/plain", "message/rfc822"}) {
      auto named = plain("See the file.");
      named.attachments = {{"a", type, "", base::sha256_hex(content)}};
      named.attachments[0].file = std::make_shared<const std::string>(content);
      auto whole = plain("See the file.");
      whole.attachments = {{"a", type, base64(content)}};
      const auto mail = mail::read(write(named));
      const auto other = mail::read(write(whole));
      ASSERT_EQ(mail.parts.size(), other.parts.size()) << type << content;
      for (std::size_t i = 0; i < mail.parts.size(); ++i) {
        EXPECT_EQ(mail.parts[i].content, other.parts[i].content) << type << content;
        EXPECT_EQ(mail.parts[i].type, other.parts[i].type);
      }
      ASSERT_EQ(mail.bodies.size(), other.bodies.size());
      for (std::size_t i = 0; i < mail.bodies.size(); ++i)
        EXPECT_EQ(mail.bodies[i].text, other.bodies[i].text);
    }
  }
}

TEST(WrittenMail, IsTheSameBytesEachTime) {
  auto message = plain("a");
  message.html = "b";
  message.attachments = {{"c.txt", "text/plain", "QUJD"}};
  EXPECT_EQ(write(message), write(message));
}

TEST(QuotedPrintable, KeepsLinesShortAndLineEndsAsCrlf) {
  EXPECT_EQ(quoted_printable("a\rb\r\nc\nd"), "a\r\nb\r\nc\r\nd\r\n");
  EXPECT_EQ(quoted_printable(""), "");
  const auto encoded = quoted_printable(std::string(2'000, 'x') + "\n" + std::string(500, '='));
  EXPECT_LE(longest_line(encoded), 77u);  // 76 and the CR
}

TEST(Base64, IsPaddedAndCutIntoLines) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("A"), "QQ==");
  EXPECT_EQ(base64("AB"), "QUI=");
  EXPECT_EQ(base64("ABC"), "QUJD");
  EXPECT_EQ(base64("\xff\xfe"), "//4=");
  std::string lines;
  append_in_lines(lines, std::string(80, 'A'));
  EXPECT_EQ(lines, std::string(76, 'A') + "\r\nAAAA\r\n");
}

}  // namespace
}  // namespace candour::composed
