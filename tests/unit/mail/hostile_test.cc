// SPDX-License-Identifier: MPL-2.0
//
// Mail made to exhaust a parser. Each must be read in time linear in its size; a quadratic step
// would make these tests take minutes.
#include <gtest/gtest.h>

#include <chrono>

#include "mail/mail.h"

namespace candour::mail {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string nested_multiparts(std::size_t levels) {
  std::string raw;
  for (std::size_t i = 0; i < levels; ++i) {
    const auto boundary = "b" + std::to_string(i);
    raw += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  return raw;
}

bool asks(const Mail& mail) {
  for (const auto& unread : mail.unchecked)
    if (unread.could_change_verdict) return true;
  return false;
}

class Hostile : public testing::Test {
 protected:
  // Generous: sanitizers and a busy machine slow things down twentyfold.
  void TearDown() override {
    EXPECT_LT(std::chrono::steady_clock::now() - begin_, std::chrono::seconds(20));
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

TEST_F(Hostile, ReadsALineOfAMegabyte) {
  const auto mail = read("Subject: " + std::string(1 << 20, 'x') + "\r\n\r\nhi");
  EXPECT_EQ(mail.headers.subject.size(), 1u << 20);
  EXPECT_FALSE(asks(mail));
}

TEST_F(Hostile, ReadsAHundredThousandRecipients) {
  std::string to = "To: ";
  for (int i = 0; i < 100'000; ++i)
    to += "\"Person, " + std::to_string(i) + "\" <p" + std::to_string(i) + "@x.example>,\r\n ";
  const auto mail = read(to + "\r\nSubject: x\r\n\r\nhi");
  ASSERT_EQ(mail.headers.to.size(), 100'000u);
  EXPECT_EQ(mail.headers.to.back().address, "p99999@x.example");
  EXPECT_EQ(mail.headers.subject, "x");
  EXPECT_FALSE(asks(mail));
}

TEST_F(Hostile, CutsAHeaderBeyondItsLimit) {
  const auto mail = read("To: " + repeated("a@x.example,\r\n ", 700'000) + "\r\n\r\nhi");
  EXPECT_TRUE(mail.has_anomaly("header-block-limit"));
  EXPECT_TRUE(asks(mail));
  EXPECT_EQ(mail.bodies.at(0).text, "hi");
}

TEST_F(Hostile, ReadsSoManyFields) {
  const auto mail = read(repeated("X: y\r\n", 400'000) + "\r\nhi");
  EXPECT_EQ(mail.headers.fields.size(), Limits{}.header_fields);
  EXPECT_TRUE(asks(mail));
  EXPECT_EQ(mail.bodies.at(0).text, "hi");
}

TEST_F(Hostile, ReadsMessagesInsideEachOther) {
  const auto mail = read(repeated("Content-Type: message/rfc822\r\n\r\n", 120'000));
  EXPECT_TRUE(mail.has_anomaly("depth-limit"));
  EXPECT_TRUE(asks(mail));
}

TEST_F(Hostile, ReadsMultipartsInsideEachOther) {
  const auto mail = read(nested_multiparts(20'000));
  EXPECT_TRUE(mail.has_anomaly("depth-limit"));
  EXPECT_TRUE(mail.has_anomaly("multipart-unterminated"));
}

TEST_F(Hostile, ReadsManyLinesThatMightBeBoundaries) {
  EXPECT_FALSE(read(nested_multiparts(64) + "\r\n" + repeated("--x\r\n", 300'000)).parts.empty());
}

TEST_F(Hostile, ReadsSoManyParts) {
  const auto mail = read("Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
                         repeated("--b\r\n\r\nx\r\n", 100'000));
  EXPECT_LE(mail.parts.size(), Limits{}.parts);
  EXPECT_TRUE(asks(mail));
}

TEST_F(Hostile, ReadsSoManyUuencodedFiles) {
  const auto mail =
      read("Subject: x\r\n\r\n" + repeated("begin 644 a\r\n#86)C\r\nend\r\n", 50'000));
  EXPECT_LE(mail.parts.size(), Limits{}.parts + 1);
  EXPECT_TRUE(asks(mail));
}

TEST_F(Hostile, ReadsNulBytes) {
  const auto mail = read("Subject: x\r\n\r\n" + std::string(200'000, '\0'));
  EXPECT_TRUE(mail.has_anomaly("nul"));
}

TEST_F(Hostile, ReadsBadHeaderLines) {
  const auto mail = read("Subject: x\r\n" + repeated(repeated("b\r\n", 1'000) + "X-Y: z\r\n", 300));
  EXPECT_TRUE(mail.has_anomaly("bad-header-line"));
}

TEST_F(Hostile, ReadsParameters) {
  const auto mail = read("Content-Type: text/plain" + repeated(";a=b", 50'000) + "\r\n\r\nhi");
  EXPECT_EQ(mail.bodies.at(0).text, "hi");
}

TEST_F(Hostile, ReadsEncodingsInsideEachOther) {
  const auto layer =
      "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  EXPECT_TRUE(read(repeated(layer, 200)).has_anomaly("depth-limit"));
}

TEST_F(Hostile, ReadsDeepHtml) {
  const auto mail = read("Content-Type: text/html\r\n\r\n" + repeated("<div>", 50'000) + "found");
  EXPECT_NE(mail.bodies.at(0).text.find("found"), std::string::npos);
}

TEST_F(Hostile, CutsAFieldOfTenMegabytes) {
  for (const auto& value : {std::string(10u << 20, 'x'), repeated("xxxx\r\n ", 2u << 20),
                            repeated("=?utf-8?q?x=E9?=\r\n ", 600'000)}) {
    const auto mail = read("From: jane@x.example\r\nX-Long: " + value + "\r\n\r\nhi");
    EXPECT_TRUE(asks(mail));
    EXPECT_EQ(mail.bodies.at(0).text, "hi");
  }
}

TEST_F(Hostile, CutsHeadersThatAreLongTogether) {
  const auto part = "--b\r\nX-Long: " + std::string(60'000, 'y') + "\r\n\r\nx\r\n";
  const auto mail =
      read("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + repeated(part, 300) + "--b--\r\n");
  EXPECT_TRUE(mail.has_anomaly("header-block-limit"));
  EXPECT_EQ(mail.parts.size(), 300u);
}

TEST_F(Hostile, CutsALetterOfLineEnds) {
  const auto mail = read("Subject: x\r\n\r\n" + repeated("\r\n", 1'000'000) + "secret");
  EXPECT_TRUE(mail.has_anomaly("text-limit"));
  EXPECT_TRUE(asks(mail));
  EXPECT_EQ(mail.bodies.at(0).text.size(), Limits{}.letter_lines);
}

TEST_F(Hostile, CutsALetterInManyParts) {
  const auto part = "--b\r\n\r\n" + repeated("Dear Jane\r\n", 1'000);
  const auto mail =
      read("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + repeated(part, 500) + "--b--\r\n");
  EXPECT_TRUE(asks(mail));
  EXPECT_LE(mail.bodies.at(0).text.size(), Limits{}.letter_bytes + 500);
}

TEST_F(Hostile, CutsManyTextFiles) {
  const auto part =
      "--b\r\nContent-Type: text/csv; name=a.csv\r\n\r\n" + std::string(1u << 20, 'x');
  const auto mail = read("Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
                         repeated(part + "\r\n", 12) + "--b--\r\n");
  std::size_t read_bytes = 0;
  for (const auto& each : mail.parts) read_bytes += each.text.size();
  EXPECT_EQ(read_bytes, Limits{}.text_bytes);
  EXPECT_TRUE(asks(mail));
}

TEST_F(Hostile, OpensNoMoreMessagesThanFitInMemory) {
  std::string raw = "From: a@x.example\r\n\r\n" + std::string(9u << 20, 'x');
  for (int i = 0; i < 5; ++i)
    raw = "From: a@x.example\r\nContent-Type: application/octet-stream; name=a.eml\r\n\r\n" + raw;
  EXPECT_TRUE(read(raw).has_anomaly("opened-limit"));
  for (int i = 0; i < 5; ++i)
    raw =
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + raw;
  EXPECT_TRUE(asks(read(raw)));
}

TEST_F(Hostile, ReadsEndlessBase64) {
  const auto mail = read("Content-Transfer-Encoding: base64\r\n\r\n" + repeated("QUJD", 3u << 20));
  EXPECT_EQ(mail.parts.at(0).content.size(), 9u << 20);
  EXPECT_TRUE(asks(mail));
}

TEST_F(Hostile, CutsEarlierMessagesBeyondTheirLimit) {
  const auto mail = read("References: " + repeated("<a@b> ", 500'000) + "\r\n\r\nhi");
  EXPECT_EQ(mail.headers.references.size(), Limits{}.message_ids);
  EXPECT_TRUE(asks(mail));
}

TEST_F(Hostile, DecodesUtf7AndSaysSo) {
  const auto mail =
      read("Content-Type: text/plain; charset=utf-7\r\n\r\n+AEM-onfidential+ADo- the bins");
  EXPECT_EQ(mail.bodies.at(0).text, "Confidential: the bins");
  EXPECT_TRUE(mail.has_anomaly("utf-7"));
}

TEST_F(Hostile, TakesNoUtf7FromAPage) {
  const auto mail =
      read("Content-Type: text/html\r\n\r\n<meta charset=utf-7><p>+ADw-b+AD4- the bins</p>");
  EXPECT_EQ(mail.bodies.at(0).text, "+ADw-b+AD4- the bins\n");
}

TEST_F(Hostile, ReadsNoSlashInOverlongUtf8) {
  const auto mail = read(
      "Content-Type: text/plain; charset=utf-8\r\n\r\na\xC0\xAF"
      "b");
  EXPECT_EQ(mail.bodies.at(0).text.find('/'), std::string::npos);
  EXPECT_TRUE(mail.has_anomaly("malformed-text"));
}

TEST_F(Hostile, ReadsLineEndsOfEveryKindInOneText) {
  const auto mail = read("Subject: x\r\n\r\na\rb\nc\r\nd\r\r\ne");
  EXPECT_EQ(mail.bodies.at(0).text, "a\nb\nc\nd\ne");
  EXPECT_TRUE(mail.has_anomaly("bare-cr"));
}

// Whatever the boundaries, the words are somewhere and something is said.
TEST_F(Hostile, LosesNoWordsToBoundaryGames) {
  const std::string type = "Content-Type: multipart/mixed; boundary=";
  for (const auto& raw :
       {type + "b\r\n\r\n--b\r\n\r\nx\r\n--bb\r\n\r\nsecret\r\n--b--\r\n",
        type + "a; boundary=b\r\n\r\n--b\r\n\r\nsecret\r\n--b--\r\n",
        type + "\"(a+)+$.*[\"\r\n\r\n--aaaa$\r\n\r\nsecret\r\n",
        type + "b\r\n\r\n--b\r\n" + type + "b\r\n\r\n--b\r\n\r\nsecret\r\n--b--\r\n",
        std::string("Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nsecret\r\n--b--\r\n"),
        type + "b\r\n\r\nsecret\r\n--b\r\n\r\nx\r\n--b--\r\n",
        type + "b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\nsecret\r\n",
        type + "b\r\n\r\n--b--\r\n--b\r\n\r\nsecret\r\n--b--\r\n",
        type + "\"\"\r\n\r\n--\r\n\r\nsecret\r\n----\r\n"}) {
    const auto mail = read(raw);
    bool seen = false;
    for (const auto& body : mail.bodies)
      seen |= (body.text + body.hidden).find("secret") != std::string::npos;
    EXPECT_TRUE(seen) << raw;
    EXPECT_FALSE(mail.anomalies.empty()) << raw;
  }
}

TEST_F(Hostile, ReadsMailCutAnywhere) {
  const std::string whole =
      "From: \"Ward, Helen\" <clerk@eastmere-tc.gov.uk>\r\nSubject: =?utf-8?b?Q2Fmw6k=?=\r\n"
      "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; "
      "charset=utf-7\r\n\r\n<p>+AGE-</p>\r\n--b\r\nContent-Type: message/rfc822\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeA0KDQpoaQ==\r\n--b\r\n\r\n"
      "begin 644 a\r\n#86)C\r\n`\r\nend\r\n--b--\r\n";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const auto mail = read(whole.substr(0, size));
    EXPECT_TRUE(!mail.headers.fields.empty() || !mail.unchecked.empty()) << size;
  }
}

// One-line inputs that crash mimetic's own readers of addresses, dates and encodings.
TEST_F(Hostile, ReadsWhatCrashesOthers) {
  for (const auto* raw :
       {"To: foo:\r\n\r\nx", "Cc: a:;,:;\r\n\r\nx", "Bcc: <>\r\nReply-To: :\r\n\r\nx",
        "From:  \r\nSender: \"\r\n\r\nx", "Date: +99999\r\n\r\n", "Date: 1 Foo 2026\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n\r", "To: [IPv6:\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\n\r\n|||====|"})
    EXPECT_LE(read(raw).parts.size(), 1u) << raw;
}

}  // namespace
}  // namespace candour::mail
