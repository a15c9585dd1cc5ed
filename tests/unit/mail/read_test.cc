// SPDX-License-Identifier: MPL-2.0
#include "mail/mail.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace candour::mail {
namespace {

using namespace std::literals;

std::string lines(const std::vector<std::string>& all) {
  return base::join(all, "\r\n") + "\r\n";
}

std::string outline(const Mail& mail) {
  std::string text;
  for (const auto& part : mail.parts)
    text += (text.empty() ? "" : " ") + part.path + ":" + part.type;
  return text;
}

TEST(Read, ReadsTheHeader) {
  const auto mail = read(lines({
      "From: \"Ward, Helen\" <clerk@eastmere-tc.gov.uk>",
      "To: Jane Smith <jane@x.example>,",
      "\tbob@y.example",
      "Bcc:",
      "Subject: =?utf-8?q?Caf=C3=A9?=",
      " licence",
      "Date: Mon, 20 Jul 2026 17:00:51 +0100",
      "Message-ID: <2@x.example>",
      "In-Reply-To: <1@x.example>",
      "References: <0@x.example> <1@x.example>",
      "",
      "x",
  }));
  const auto& headers = mail.headers;
  ASSERT_EQ(headers.from.size(), 1u);
  EXPECT_EQ(headers.from[0].name, "Ward, Helen");
  ASSERT_EQ(headers.to.size(), 2u);
  EXPECT_EQ(headers.to[1].address, "bob@y.example");
  EXPECT_TRUE(headers.bcc && headers.bcc->empty());
  EXPECT_FALSE(headers.resent_bcc);
  EXPECT_EQ(headers.subject, "Caf\u00E9 licence");
  ASSERT_TRUE(headers.date);
  EXPECT_EQ(headers.date->to_string(), "2026-07-20T17:00:51+01:00");
  EXPECT_EQ(headers.message_id, "2@x.example");
  EXPECT_EQ(headers.in_reply_to, std::vector<std::string>{"1@x.example"});
  EXPECT_EQ(headers.references, (std::vector<std::string>{"0@x.example", "1@x.example"}));
  EXPECT_TRUE(mail.anomalies.empty());
}

TEST(Read, TakesTheFirstOfTwoSubjectsAndAllRecipients) {
  const auto mail = read("Subject: a\nSubject: b\nTo: a@x.example\nTo: b@x.example\n\nx");
  EXPECT_EQ(mail.headers.subject, "a");
  EXPECT_EQ(mail.headers.to.size(), 2u);
  EXPECT_TRUE(mail.has_anomaly("duplicate-header"));
}

TEST(Read, NumbersASingleText) {
  EXPECT_EQ(outline(read("Subject: x\n\nx")), "1:text/plain");
}

TEST(Read, NumbersPartsAsImapDoes) {
  const auto mail = read(lines({
      "Content-Type: multipart/mixed; boundary=m",
      "",
      "--m",
      "Content-Type: multipart/alternative; boundary=a",
      "",
      "--a",
      "",
      "plain",
      "--a",
      "Content-Type: text/html",
      "",
      "<p>html",
      "--a--",
      "--m",
      "Content-Type: message/rfc822",
      "",
      "Subject: single",
      "",
      "x",
      "--m",
      "Content-Type: message/rfc822",
      "",
      "Subject: several",
      "Content-Type: multipart/mixed; boundary=i",
      "",
      "--i",
      "",
      "x",
      "--i",
      "Content-Type: message/rfc822",
      "",
      "Subject: third",
      "",
      "y",
      "--i--",
      "--m",
      "Content-Type: image/png",
      "",
      "x",
      "--m--",
  }));
  EXPECT_EQ(outline(mail),
            "1.1:text/plain 1.2:text/html 2.1:text/plain 3.1:text/plain 3.2.1:text/plain "
            "4:image/png");
  ASSERT_EQ(mail.attached.size(), 3u);
  EXPECT_EQ(mail.attached[0].path, "2");
  EXPECT_EQ(mail.attached[1].headers.subject, "several");
  EXPECT_EQ(mail.attached[2].path, "3.2");
  ASSERT_EQ(mail.attached[2].bodies.size(), 1u);
  EXPECT_EQ(mail.attached[2].bodies[0].text, "y");
  EXPECT_EQ(mail.attached[2].bodies[0].part, "3.2.1");
}

TEST(Read, DescribesAPart) {
  const auto mail =
      read(lines({"Content-Type: Application/PDF; name=wrong.pdf",
                  "Content-Disposition: Attachment; filename*=utf-8''minutes%20%C3%A9.pdf",
                  "Content-ID: <a@b>", "Content-Transfer-Encoding: BASE64", "", "JVBERg=="}));
  ASSERT_EQ(mail.parts.size(), 1u);
  const auto& part = mail.parts[0];
  EXPECT_EQ(part.type, "application/pdf");
  EXPECT_EQ(part.disposition, "attachment");
  EXPECT_EQ(part.filename, "minutes \u00E9.pdf");
  EXPECT_EQ(part.content_id, "a@b");
  EXPECT_EQ(part.content, "%PDF");
  EXPECT_FALSE(part.body);
  EXPECT_TRUE(mail.bodies.empty());
}

TEST(Read, GivesBothAlternativesAsBodies) {
  const auto mail = read(lines({"Content-Type: multipart/alternative; boundary=a",
                                "",
                                "--a",
                                "Content-Type: text/plain; charset=iso-8859-1",
                                "Content-Transfer-Encoding: quoted-printable",
                                "",
                                "Caf=E9",
                                "--a",
                                "Content-Type: multipart/related; boundary=r",
                                "",
                                "--r",
                                "Content-Type: text/html; charset=utf-8",
                                "",
                                "<p>Caf\u00E9</p><p style='display:none'>gone</p>",
                                "--r",
                                "Content-Type: image/png",
                                "Content-ID: <logo>",
                                "",
                                "x",
                                "--r--",
                                "--a--"}));
  ASSERT_EQ(mail.bodies.size(), 2u);
  EXPECT_EQ(mail.bodies[0].kind, Body::Kind::plain);
  EXPECT_EQ(mail.bodies[0].text, "Caf\u00E9");
  EXPECT_EQ(mail.bodies[1].kind, Body::Kind::html);
  EXPECT_EQ(mail.bodies[1].part, "2.1");
  EXPECT_NE(mail.bodies[1].text.find("Caf\u00E9"), std::string::npos);
  EXPECT_NE(mail.bodies[1].hidden.find("gone"), std::string::npos);
  EXPECT_TRUE(mail.parts[1].body);
  EXPECT_TRUE(mail.unchecked.empty());  // the logo is no attachment
}

TEST(Read, JoinsTheTextsAroundAnAttachment) {
  const auto mail = read(
      lines({"Content-Type: multipart/mixed; boundary=m", "", "--m", "", "Dear Jane,", "", "--m",
             "Content-Type: application/pdf", "Content-Disposition: inline; filename=a.pdf", "",
             "x", "--m", "", "Regards", "CC Councillor Smith", "--m--"}));
  ASSERT_EQ(mail.bodies.size(), 1u);
  EXPECT_EQ(mail.bodies[0].text, "Dear Jane,\nRegards\nCC Councillor Smith");
  EXPECT_TRUE(mail.parts[2].body);
}

TEST(Read, ShowsWhatFollowsTheAlternativesInBoth) {
  const auto mail = read(lines({"Content-Type: multipart/mixed; boundary=m", "", "--m",
                                "Content-Type: multipart/alternative; boundary=a", "", "--a", "",
                                "plain", "--a", "Content-Type: text/html", "", "<p>html</p>",
                                "--a--", "--m", "", "of the list", "--m--"}));
  ASSERT_EQ(mail.bodies.size(), 2u);
  for (const auto& body : mail.bodies) EXPECT_NE(body.text.find("of the list"), std::string::npos);
}

TEST(Read, ReadsFlowedText) {
  const auto mail =
      read("Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\none \r\ntwo\r\n");
  EXPECT_EQ(mail.bodies.at(0).text, "onetwo\n");
}

TEST(Read, TakesATextFileForAnAttachment) {
  const auto mail = read(
      lines({"Content-Type: multipart/mixed; boundary=m", "", "--m", "", "Dear Jane,", "--m",
             "Content-Type: text/plain; name=notes.txt", "", "CONFIDENTIAL", "--m",
             "Content-Type: text/html", "Content-Disposition: attachment", "", "<b>bold</b>", "--m",
             "Content-Type: application/octet-stream; name=list.CSV", "", "a,b", "--m--"}));
  ASSERT_EQ(mail.bodies.size(), 1u);
  EXPECT_EQ(mail.bodies[0].text, "Dear Jane,");
  EXPECT_EQ(mail.parts.at(1).text, "CONFIDENTIAL");
  EXPECT_FALSE(mail.parts.at(1).body);
  EXPECT_EQ(mail.parts.at(2).text.find('<'), std::string::npos);
  EXPECT_EQ(mail.parts.at(3).text, "a,b");
}

TEST(Read, TakesUuencodedFilesOutOfAText) {
  const auto mail =
      read("Subject: x\n\nDear Jane,\nbegin at six\nbegin 644 a.txt\n#86)C\n`\nend\nRegards\n");
  EXPECT_EQ(outline(mail), "1:text/plain 1.1:application/octet-stream");
  EXPECT_EQ(mail.bodies.at(0).text, "Dear Jane,\nbegin at six\nRegards\n");
  EXPECT_EQ(mail.parts[1].filename, "a.txt");
  EXPECT_EQ(mail.parts[1].content, "abc");
  EXPECT_TRUE(mail.has_anomaly("uuencode"));
}

TEST(Read, HidesTextBesideTheParts) {
  const auto mail =
      read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\nStrictly confidential\n");
  EXPECT_EQ(mail.bodies.at(0).hidden, "Strictly confidential");
  EXPECT_EQ(mail.bodies.at(0).text, "x");
}

TEST(Read, ReplacesNulInText) {
  const auto mail = read("Subject: a\0b\n\nx\0y"sv);
  EXPECT_EQ(mail.headers.subject, "a\uFFFDb");
  EXPECT_EQ(mail.bodies.at(0).text, "x\uFFFDy");
  EXPECT_EQ(mail.parts.at(0).content, "x\0y"sv);
}

TEST(Read, SaysThatItGuessedACharset) {
  const auto mail = read("Content-Type: text/plain; charset=x-eastmere\n\ncaf\xE9");
  EXPECT_EQ(mail.bodies.at(0).text, "caf\u00E9");
  EXPECT_TRUE(mail.has_anomaly("unknown-charset"));
  ASSERT_EQ(mail.unchecked.size(), 1u);
  EXPECT_FALSE(mail.unchecked[0].could_change_verdict);
}

TEST(Read, TakesTheCharsetFromHtmlThatSaysIt) {
  const auto mail = read("Content-Type: text/html\n\n<meta charset=\"windows-1250\"><p>\xE8</p>");
  EXPECT_NE(mail.bodies.at(0).text.find("\u010D"), std::string::npos);
}

struct Sealed {
  std::string name;
  std::string header;
  std::string content;
  std::string why;  // empty: nothing is said
  bool decisive;
};

class ReadAttachment : public testing::TestWithParam<Sealed> {};

TEST_P(ReadAttachment, SaysWhatStaysUnread) {
  const auto& [name, header, content, why, decisive] = GetParam();
  const auto mail = read("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + header +
                         "\n\n" + content + "\n--b--\n");
  if (why.empty()) {
    EXPECT_TRUE(mail.unchecked.empty());
    return;
  }
  ASSERT_EQ(mail.unchecked.size(), 1u);
  EXPECT_EQ(mail.unchecked[0].why, why);
  EXPECT_EQ(mail.unchecked[0].could_change_verdict, decisive);
}

const auto no_reader = "Candour cannot read this kind of file"s;
const auto directory_of_encrypted_office =
    "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s;

INSTANTIATE_TEST_SUITE_P(
    All, ReadAttachment,
    testing::Values(
        Sealed{"pdf", "Content-Type: application/pdf", "%PDF-1.4\ntrailer <</Root 1 0 R>>",
               no_reader, false},
        Sealed{"encrypted_pdf", "Content-Type: application/pdf",
               "%PDF-1.4\ntrailer <</Root 1 0 R /Encrypt 12 0 R>>", "encrypted", true},
        Sealed{"pdf_about_encryption", "Content-Type: application/pdf",
               "%PDF-1.4\n(the /Encrypt entry)", no_reader, false},
        Sealed{"zip", "Content-Type: application/zip", "PK\3\4\x14\0\0\0"s + std::string(30, '\0'),
               no_reader, false},
        Sealed{"encrypted_zip", "Content-Type: application/octet-stream",
               "PK\3\4\x14\0\1\0"s + std::string(30, '\0'), "encrypted", true},
        Sealed{"office", "Content-Type: application/msword", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
               no_reader, false},
        Sealed{"encrypted_office", "Content-Type: application/msword",
               directory_of_encrypted_office, "encrypted", true},
        Sealed{"smime_enveloped", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data",
               "x", "encrypted", true},
        Sealed{"smime_signed", "Content-Type: application/pkcs7-mime; smime-type=signed-data", "x",
               "Candour cannot look inside this kind of signed message yet", true},
        Sealed{"smime_signature", "Content-Type: application/pkcs7-signature; name=smime.p7s", "x",
               "", false},
        Sealed{"pgp_in_text", "Content-Type: text/plain", "-----BEGIN PGP MESSAGE-----\n\nx",
               "encrypted", true},
        Sealed{"image", "Content-Type: image/png; name=scan.png", "x",
               "a picture: words in it are not read", false},
        Sealed{"logo", "Content-Type: image/png\nContent-ID: <a>", "x", "", false},
        Sealed{"sound", "Content-Type: audio/mpeg", "x", "a recording without text", false}),
    [](const auto& test) { return test.param.name; });

TEST(Read, SaysThatAMessageIsEncrypted) {
  const auto mail = read(lines({"Subject: ...", "Content-Type: multipart/encrypted; boundary=b", "",
                                "--b", "Content-Type: application/pgp-encrypted", "", "Version: 1",
                                "--b", "Content-Type: application/octet-stream; name=encrypted.asc",
                                "", "-----BEGIN PGP MESSAGE-----", "--b--"}));
  ASSERT_EQ(mail.unchecked.size(), 1u);
  EXPECT_EQ(mail.unchecked[0].what, "attachment encrypted.asc");
  EXPECT_EQ(mail.unchecked[0].why, "encrypted");
}

}  // namespace
}  // namespace candour::mail
