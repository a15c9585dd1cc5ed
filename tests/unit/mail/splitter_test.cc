// SPDX-License-Identifier: MPL-2.0
#include "mail/splitter.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/outline.h"

namespace candour::mail {
namespace {

struct Split {
  Tree tree;
  Remarks remarks;

  explicit Split(std::string_view raw, const Limits& limits = {}) {
    tree = split_message(raw, limits, remarks);
  }
  std::string outline() const { return test::outline(*tree.root); }
  bool has(std::string_view anomaly) const {
    return std::count(remarks.anomalies.begin(), remarks.anomalies.end(), anomaly) == 1;
  }
};

std::string mixed(std::string_view body, std::string_view boundary = "b") {
  return "Subject: Planning\r\nContent-Type: multipart/mixed; boundary=\"" + std::string(boundary) +
         "\"\r\n\r\n" + std::string(body);
}

TEST(Splitter, TakesTheBodyAsItStands) {
  const std::string raw = "Subject: Bins\r\n\r\nDear Jane,\r\n\r\nThe bins.\r\n";
  const Split split(raw);
  EXPECT_EQ(split.outline(), "text/plain");
  EXPECT_EQ(split.tree.root->content, "Dear Jane,\r\n\r\nThe bins.\r\n");
  EXPECT_TRUE(split.remarks.anomalies.empty());
}

TEST(Splitter, GivesTheLineEndBeforeABoundaryToTheBoundary) {
  const auto raw = mixed("--b\r\n\r\none\r\n\r\n--b\r\n\r\n--b--\r\n");
  const Split split(raw);
  ASSERT_EQ(split.outline(), "multipart/mixed[text/plain, text/plain]");
  EXPECT_EQ(split.tree.root->children()[0]->content, "one\r\n");
  EXPECT_EQ(split.tree.root->children()[1]->content, "");
  EXPECT_TRUE(split.remarks.anomalies.empty());
}

TEST(Splitter, GivesTheLastLineEndToABoundaryThatNeverCame) {
  const auto raw = mixed("--b\r\n\r\none\r\n\r\n");
  const Split split(raw);
  ASSERT_EQ(split.outline(), "multipart/mixed[text/plain]");
  EXPECT_EQ(split.tree.root->children()[0]->content, "one\r\n");
}

TEST(Splitter, LeavesABoundaryInTheMiddleOfALineAlone) {
  const auto raw = mixed("--b\r\n\r\nsay --b\r\n --b\r\n--b--\r\n");
  EXPECT_EQ(Split(raw).outline(), "multipart/mixed[text/plain]");
}

TEST(Splitter, IgnoresTheStockSentenceBeforeTheFirstPart) {
  const auto raw =
      mixed("This is a multi-part message in MIME format.\r\n--b\r\n\r\nx\r\n--b--\r\n");
  EXPECT_TRUE(Split(raw).remarks.anomalies.empty());
}

TEST(Splitter, KeepsTextBesideTheParts) {
  const auto raw = mixed("Private words.\r\n--b\r\n\r\nx\r\n--b--\r\nAfterwards.\r\n");
  const Split split(raw);
  EXPECT_TRUE(split.has("text-in-preamble"));
  EXPECT_TRUE(split.has("text-in-epilogue"));
  EXPECT_EQ(split.tree.root->loose,
            (std::vector<std::string_view>{"Private words.", "Afterwards."}));
}

TEST(Splitter, FindsAnAttachmentAfterTheClosingBoundary) {
  const auto raw = mixed(
      "--b\r\n\r\nx\r\n--b--\r\n--b\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n");
  const Split split(raw);
  EXPECT_EQ(split.outline(), "multipart/mixed[text/plain, application/pdf]");
  EXPECT_TRUE(split.has("part-in-epilogue"));
}

TEST(Splitter, EndsAnUnterminatedMultipartAtItsParentsBoundary) {
  const auto raw = mixed(
      "--b\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n\r\nx\r\n"
      "--b\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n");
  const Split split(raw);
  EXPECT_EQ(split.outline(), "multipart/mixed[multipart/alternative[text/plain], application/pdf]");
  EXPECT_TRUE(split.has("multipart-unterminated"));
}

TEST(Splitter, EndsAHeaderAtABoundary) {
  const auto raw = mixed(
      "--b\r\nContent-Type: text/html\r\n--b\r\nContent-Type: "
      "application/pdf\r\n\r\n%PDF\r\n--b--");
  const Split split(raw);
  EXPECT_EQ(split.outline(), "multipart/mixed[text/html, application/pdf]");
  EXPECT_TRUE(split.has("header-ended-by-boundary"));
}

TEST(Splitter, TellsMultipartsWithOneBoundaryApart) {
  const auto raw = mixed(
      "--b\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"
      "--b\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n");
  EXPECT_EQ(Split(raw).outline(),
            "multipart/mixed[multipart/alternative[text/plain], application/pdf]");
}

TEST(Splitter, TakesNoBoundaryForAnotherThatItBeginsWith) {
  const auto raw = mixed(
      "--b\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\n\r\nx\r\n--b2--\r\n"
      "--b\r\n\r\ny\r\n--bx\r\n--b--\r\n");
  const Split split(raw);
  EXPECT_EQ(split.outline(), "multipart/mixed[multipart/alternative[text/plain], text/plain]");
  EXPECT_TRUE(split.has("boundary-prefix"));
}

TEST(Splitter, ReadsAttachedMessages) {
  const auto raw = mixed(
      "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\n"
      "Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nx\r\n--i--\r\n"
      "--b\r\nContent-Type: message/global\r\n\r\nSubject: Two\r\n\r\ny\r\n--b--\r\n");
  const Split split(raw);
  EXPECT_EQ(split.outline(),
            "multipart/mixed[message/rfc822[multipart/mixed[text/plain]], "
            "message/global[text/plain]]");
  EXPECT_TRUE(split.remarks.anomalies.empty());
}

TEST(Splitter, TakesPartsOfADigestForMessages) {
  const std::string raw =
      "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: One\n\nx\n--b\n"
      "Content-Type: text/plain\n\ny\n--b--\n";
  EXPECT_EQ(Split(raw).outline(), "multipart/digest[message/rfc822[text/plain], text/plain]");
}

TEST(Splitter, DecodesAnEncodedMessage) {
  // "Subject: Inner\r\n\r\nSecret.\r\n"
  const auto raw = mixed(
      "--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
      "U3ViamVjdDogSW5uZXINCg0KU2VjcmV0Lg0K\r\n--b--\r\n");
  const Split split(raw);
  ASSERT_EQ(split.outline(), "multipart/mixed[message/rfc822[text/plain]]");
  EXPECT_TRUE(split.has("encoded-message"));
  const auto* message = split.tree.root->children()[0]->children()[0];
  EXPECT_EQ(message->value("subject"), "Inner");
  EXPECT_EQ(message->content, "Secret.\r\n");
}

TEST(Splitter, DecodesAnEncodedMultipart) {
  // "--=i\r\nContent-Type: text/html\r\n\r\nx\r\n--=i--\r\n"
  const auto raw = mixed(
      "--b\r\nContent-Type: multipart/related; boundary=\"=i\"\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\n"
      "LS09aQ0KQ29udGVudC1UeXBlOiB0ZXh0L2h0bWwNCg0KeA0KLS09aS0tDQo=\r\n--b--\r\n");
  const Split split(raw);
  EXPECT_EQ(split.outline(), "multipart/mixed[multipart/related[text/html]]");
  EXPECT_TRUE(split.has("encoded-multipart"));
}

TEST(Splitter, BelievesTheBoundariesOfAMultipartThatOnlyClaimsToBeEncoded) {
  const std::string raw =
      "Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: quoted-printable\r\n"
      "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\nx\r\n--b--\r\n";
  EXPECT_EQ(Split(raw).outline(), "multipart/mixed[text/html]");
}

TEST(Splitter, LeavesAMultipartWithoutItsBoundaryWhole) {
  const auto raw = mixed("Dear Jane,\r\n--c\r\n\r\nx\r\n");
  const Split split(raw);
  EXPECT_EQ(split.outline(), "multipart/mixed");
  EXPECT_TRUE(split.has("boundary-never-found"));
  EXPECT_EQ(split.tree.root->content, "Dear Jane,\r\n--c\r\n\r\nx\r\n");
}

TEST(Splitter, StopsAtTheLimitOfDepth) {
  std::string raw;
  for (int i = 0; i < 100; ++i) raw += "Content-Type: message/rfc822\r\n\r\n";
  Limits limits;
  limits.depth = 3;
  const Split split(raw, limits);
  EXPECT_EQ(split.outline(), "message/rfc822[message/rfc822[message/rfc822[message/rfc822]]]");
  ASSERT_TRUE(split.has("depth-limit"));
  EXPECT_TRUE(split.remarks.unchecked.front().could_change_verdict);
}

TEST(Splitter, StopsAtTheLimitOfParts) {
  auto body = std::string();
  for (int i = 0; i < 10; ++i) body += "--b\r\n\r\nx\r\n";
  Limits limits;
  limits.parts = 4;
  const auto raw = mixed(body + "--b--\r\n");
  const Split split(raw, limits);
  EXPECT_EQ(split.outline(), "multipart/mixed[text/plain, text/plain, text/plain]");
  EXPECT_TRUE(split.has("parts-limit"));
}

TEST(Splitter, StopsAtTheLimitOfBytes) {
  Limits limits;
  limits.message_bytes = 20;
  const Split split("Subject: Bins\r\n\r\n0123456789", limits);
  EXPECT_EQ(split.tree.root->content, "012");
  EXPECT_TRUE(split.has("message-bytes-limit"));
}

// One message, its line ends written in all the ways that are met.
struct LineEnds {
  std::string_view end;
  std::string_view anomaly;
};

class SplitterLineEnds : public testing::TestWithParam<LineEnds> {};

TEST_P(SplitterLineEnds, SplitAlike) {
  std::string raw;
  for (const auto* line : {"Subject: Planning", "Content-Type: multipart/mixed;", " boundary=b", "",
                           "--b", "", "one", "--b", "Content-Type: text/html", "", "two", "--b--"})
    raw += std::string(line) + std::string(GetParam().end);
  const Split split(raw);
  EXPECT_EQ(split.outline(), "multipart/mixed[text/plain, text/html]");
  EXPECT_EQ(split.tree.root->value("Subject"), "Planning");
  const auto& [end, anomaly] = GetParam();
  EXPECT_TRUE(anomaly.empty() ? split.remarks.anomalies.empty() : split.has(anomaly));
}

INSTANTIATE_TEST_SUITE_P(All, SplitterLineEnds,
                         testing::Values(LineEnds{"\r\n", ""}, LineEnds{"\n", ""},
                                         LineEnds{"\r\r\n", "crcrlf"}, LineEnds{"\r", "bare-cr"},
                                         LineEnds{"\n\r", "bare-cr"}));

}  // namespace
}  // namespace candour::mail
