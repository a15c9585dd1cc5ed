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
