// SPDX-License-Identifier: MPL-2.0
//
// Messages that come as files, or inside a signature, and pieces of messages.
#include "mail/message_file.h"

#include <gtest/gtest.h>

#include "mail/mail.h"
#include "mail/signed_content.h"

namespace candour::mail {
namespace {

const std::string letter =
    "From: Jane Smith <jane@x.example>\nTo: clerk@eastmere-tc.gov.uk\nSubject: Bins\n\nThe bins.\n";

std::string outline(const Mail& mail) {
  std::string text;
  for (const auto& part : mail.parts)
    text += (text.empty() ? "" : " ") + part.path + ":" + part.type;
  return text;
}

std::string mail_with(const std::string& header, const std::string& content) {
  return "Subject: Forwarded\nContent-Type: multipart/mixed; boundary=outer\n\n--outer\n\nSee "
         "attached.\n--outer\n" +
         header + "\n\n" + content + "\n--outer--\n";
}

struct File {
  std::string name;
  std::string header;
  std::string content;
};

class MessageFile : public testing::TestWithParam<File> {};

TEST_P(MessageFile, IsOpened) {
  const auto mail = read(mail_with(GetParam().header, GetParam().content));
  ASSERT_EQ(mail.attached.size(), 1u);
  EXPECT_EQ(mail.attached[0].path, "2");
  EXPECT_EQ(mail.attached[0].headers.from.at(0).address, "jane@x.example");
  EXPECT_EQ(mail.attached[0].bodies.at(0).text, "The bins.\n");
  ASSERT_EQ(mail.parts.size(), 3u);
  EXPECT_EQ(mail.parts[1].path, "2");
  EXPECT_FALSE(mail.parts[1].content.empty());
  EXPECT_EQ(mail.parts[2].path, "2.1");
  EXPECT_TRUE(mail.unchecked.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, MessageFile,
    testing::Values(
        File{"octet_stream", "Content-Type: application/octet-stream; name=bins.eml", letter},
        File{"octet_stream_without_name", "Content-Type: application/octet-stream", letter},
        File{"plain_text", "Content-Type: text/plain; name=bins.eml", letter},
        File{"plain_text_by_its_looks",
             "Content-Type: text/plain\nContent-Disposition: attachment; filename=bins.txt",
             letter},
        File{"unknown_type", "Content-Type: application/x-outlook; name=BINS.EML", letter},
        File{"base64",
             "Content-Type: application/octet-stream; name=bins.eml\n"
             "Content-Transfer-Encoding: base64",
             "RnJvbTogSmFuZSBTbWl0aCA8amFuZUB4LmV4YW1wbGU+ClRvOiBjbGVya0BlYXN0bWVyZS10Yy5n\n"
             "b3YudWsKU3ViamVjdDogQmlucwoKVGhlIGJpbnMuCg=="},
        File{"from_an_mbox", "Content-Type: application/octet-stream; name=bins.eml",
             "From jane@x.example Mon Jul 20 17:00:51 2026\n" + letter}),
    [](const auto& test) { return test.param.name; });

TEST(MessageFile, KeepsTheFilesInIt) {
  const auto mail = read(mail_with(
      "Content-Type: application/octet-stream; name=bins.eml",
      "From: jane@x.example\nContent-Type: multipart/mixed; boundary=inner\n\n--inner\n\nSee "
      "there.\n--inner\nContent-Type: application/pdf; name=plan.pdf\n\n%PDF-1.4\n--inner--\n"));
  EXPECT_EQ(outline(mail),
            "1:text/plain 2:application/octet-stream 2.1:text/plain 2.2:application/pdf");
  EXPECT_EQ(mail.parts[3].filename, "plan.pdf");
}

TEST(MessageFile, IsNoFileThatMerelySpeaksOfMail) {
  EXPECT_FALSE(is_message_file("text/plain", "notes.txt", "From: Jane\n\nTo: whom?"));
  EXPECT_FALSE(is_message_file("text/plain", "notes.txt",
                               "From: Jane\nTo: Bob\nSubject: bins\nThey were not emptied.\n"));
  EXPECT_FALSE(is_message_file("application/pdf", "plan.pdf", letter));
  EXPECT_FALSE(is_message_file("application/octet-stream", "bins.eml", "PK\3\4"));
}

TEST(MessageFile, IsOpenedToALimitOfDepth) {
  std::string raw = letter;
  for (int i = 0; i < 20; ++i)
    raw = "From: jane@x.example\nContent-Type: application/octet-stream; name=a.eml\n\n" + raw;
  const auto mail = read(raw);
  EXPECT_TRUE(mail.has_anomaly("depth-limit"));
  EXPECT_EQ(mail.parts.size(), 9u);
}

std::string der(char tag, const std::string& content) {
  return std::string(1, tag) + static_cast<char>(content.size()) + content;
}

// Signed data without a signer (RFC 5652 sections 3 and 5.1).
std::string signed_data(const std::string& content) {
  const std::string pkcs7 = "\x2A\x86\x48\x86\xF7\x0D\x01\x07";
  const auto inside = der('\x30', der('\x06', pkcs7 + '\x01') + der('\xA0', der('\x04', content)));
  const auto data = der('\x30', der('\x02', "\x01") + der('\x31', "") + inside + der('\x31', ""));
  return der('\x30', der('\x06', pkcs7 + '\x02') + der('\xA0', data));
}

class SignedMessage : public testing::TestWithParam<std::string> {};

TEST_P(SignedMessage, IsReadAsTheLetter) {
  const auto mail = read("Subject: Bins\nContent-Type: " + GetParam() + "\n\n" +
                         signed_data("Content-Type: text/plain\n\nThe bins."));
  EXPECT_EQ(mail.bodies.at(0).text, "The bins.");
  EXPECT_TRUE(mail.unchecked.empty());
  EXPECT_EQ(mail.parts.size(), 2u);
  EXPECT_EQ(mail.parts.back().path, "1.1");
}

INSTANTIATE_TEST_SUITE_P(
    All, SignedMessage,
    testing::Values("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
                    "application/x-pkcs7-mime; name=smime.p7m",
                    "application/octet-stream; name=smime.p7m"));

TEST(SignedMessage, StaysUncheckedWhereNothingIsInIt) {
  EXPECT_FALSE(signed_content("x"));
  EXPECT_FALSE(signed_content(""));
  const auto mail =
      read("Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nno such thing");
  ASSERT_EQ(mail.unchecked.size(), 1u);
  EXPECT_TRUE(mail.unchecked[0].could_change_verdict);
}

TEST(PieceOfAMessage, IsReadAndSaysThatTheRestIsMissing) {
  const auto mail = read("Subject: Bins\nContent-Type: message/partial; id=a; number=2\n\nbins");
  EXPECT_TRUE(mail.has_anomaly("partial-message"));
  ASSERT_EQ(mail.unchecked.size(), 1u);
  EXPECT_EQ(mail.unchecked[0].why, "only a piece of a message");
  EXPECT_TRUE(mail.unchecked[0].could_change_verdict);
  EXPECT_EQ(mail.parts.at(0).text, "bins");
}

TEST(ExternalBody, IsNamedAsUnread) {
  const auto mail = read(
      "Subject: Bins\nContent-Type: message/external-body; access-type=url; "
      "url=\"https://x.example/bins\"\n\nContent-Type: text/plain\n\n");
  ASSERT_EQ(mail.unchecked.size(), 1u);
  EXPECT_EQ(mail.unchecked[0].why, "kept elsewhere");
  EXPECT_FALSE(mail.unchecked[0].could_change_verdict);
}

TEST(DeliveryReport, IsReadAsTextWithTheHeaderOfWhatCameBack) {
  const auto mail = read(
      "Subject: Undelivered\nContent-Type: multipart/report; boundary=b\n\n--b\n\nSorry.\n--b\n"
      "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nAction: failed\n"
      "--b\nContent-Type: text/rfc822-headers\n\n" +
      letter.substr(0, letter.find("\n\n") + 1) + "--b--\n");
  ASSERT_GE(mail.parts.size(), 3u);
  EXPECT_EQ(mail.parts[1].text, "Reporting-MTA: dns; x.example\n\nAction: failed");
  EXPECT_EQ(mail.attached.at(0).headers.subject, "Bins");
  EXPECT_TRUE(mail.unchecked.empty());
}

}  // namespace
}  // namespace candour::mail
