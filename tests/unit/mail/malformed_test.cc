// SPDX-License-Identifier: MPL-2.0
//
// Mail with an attachment that a parser easily loses: each form here has made some parser lose it.
#include <gtest/gtest.h>

#include <algorithm>

#include "mail/mail.h"

namespace candour::mail {
namespace {

using namespace std::literals;

struct Case {
  std::string name;
  std::string header;  // of the message, without the empty line
  std::string body;
  std::string anomaly;  // what must be said of it; empty: nothing
};

// The text and the attachment that all of them hold.
const std::string letter = "Content-Type: text/plain\r\n\r\nDear Jane,\r\n";
const std::string file =
    "Content-Type: application/pdf; name=minutes.pdf\r\n"
    "Content-Disposition: attachment; filename=minutes.pdf\r\n\r\n%PDF-1.4\r\n";
const std::string both = "--b\r\n" + letter + "--b\r\n" + file + "--b--\r\n";

std::string with(std::string text, std::string_view what, std::string_view instead) {
  for (auto at = text.find(what); at != std::string::npos;
       at = text.find(what, at + instead.size()))
    text.replace(at, what.size(), instead);
  return text;
}

std::vector<Case> cases() {
  const std::string type = "Content-Type: multipart/mixed; boundary=b";
  const std::string inner =
      "--b\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n" + letter;
  return {
      {"plain", type, both, ""},
      {"boundary_quoted", "Content-Type: multipart/mixed; boundary=\"b\"", both, ""},
      {"boundary_with_semicolon", "Content-Type: multipart/mixed; boundary=\"a;b\"",
       with(both, "--b", "--a;b"), ""},
      {"boundary_with_quoted_pair", R"(Content-Type: multipart/mixed; boundary="a\"b")",
       with(both, "--b", "--a\"b"), ""},
      {"boundary_with_blank", "Content-Type: multipart/mixed; boundary=\"a b\"",
       with(both, "--b", "--a b"), ""},
      {"boundary_eight_bit", "Content-Type: multipart/mixed; boundary=\"\xC3\xA9\"",
       with(both, "--b", "--\xC3\xA9"), ""},
      {"boundary_continued", "Content-Type: multipart/mixed; boundary*0=a; boundary*1=b",
       with(both, "--b", "--ab"), ""},
      {"boundary_extended", "Content-Type: multipart/mixed; boundary*=us-ascii''a%62",
       with(both, "--b", "--ab"), ""},
      {"boundary_ends_in_dashes", "Content-Type: multipart/mixed; boundary=b--",
       with(both, "--b", "--b--"), ""},
      {"boundaries_with_trailing_blanks", type,
       with(with(both, "--b\r", "--b \t\r"), "--b--", "--b-- "), ""},
      {"type_in_capitals", "CONTENT-TYPE: MULTIPART/MIXED; BOUNDARY=b", both, ""},
      {"type_with_blank", "Content-Type: multipart /mixed; boundary=b", both, ""},
      {"type_after_comment", "Content-Type: (as ever) multipart/mixed; boundary=b", both, ""},
      {"type_after_fold", "Content-Type:\r\n\tmultipart/mixed;\r\n boundary=b", both, ""},
      {"blank_before_colon", "Content-Type : multipart/mixed; boundary=b", both, ""},
      {"type_twice", "Content-Type: text/plain\r\n" + type, both, "duplicate-header"},
      {"boundary_twice", type + "; boundary=c", both, "duplicate-parameter"},
      {"mbox_line", "From clerk@eastmere-tc.gov.uk Mon Jul 20 17:00:51 2026\r\n" + type, both,
       "mbox-from-line"},
      {"byte_order_mark", "\xEF\xBB\xBF" + type, both, "byte-order-mark"},
      {"empty_line_first", "\r\n" + type, both, "empty-line-before-header"},
      {"line_without_colon", "Subject: x\r\nthis is no field\r\n" + type, both, "bad-header-line"},
      {"eight_bit_field_name", "Subject: x\r\nX-\xE9: y\r\n" + type, both, "bad-header-line"},
      {"blank_in_field_name", "Subject: x\r\nX Y: z\r\n" + type, both, "bad-header-line"},
      {"no_colon_first", "no field\r\n" + type, both, "bad-header-line"},
      {"nul_in_type", "Content-Type: multipart/mixed; x=\"\0\"; boundary=b"s, both, "nul"},
      {"not_terminated", type, with(both, "--b--\r\n", ""), "multipart-unterminated"},
      {"inner_not_terminated", type, inner + "--b\r\n" + file + "--b--\r\n",
       "multipart-unterminated"},
      {"inner_boundary_shared", type,
       with(inner, "i\r", "b\r") + "--b--\r\n--b\r\n" + file + "--b--\r\n", ""},
      {"inner_boundary_begins_alike", type,
       with(with(inner, "=i", "=b2"), "--i", "--b2") + "--b2--\r\n--b\r\n" + file + "--b--\r\n",
       ""},
      {"header_ends_at_boundary", type,
       "--b\r\n" + letter + "--b\r\nContent-Type: text/html\r\n--b\r\n" + file + "--b--\r\n",
       "header-ended-by-boundary"},
      {"own_header_ends_at_boundary", "Subject: x\r\n" + type + "\r\n--b",
       letter + "--b\r\n" + file + "--b--\r\n", ""},
      {"attachment_in_epilogue", type,
       "--b\r\n" + letter + "--b--\r\n\r\n--b\r\n" + file + "--b--\r\n", "part-in-epilogue"},
      {"text_in_preamble", type, "Read this.\r\n" + both, "text-in-preamble"},
      {"text_in_epilogue", type, both + "Read this.\r\n", "text-in-epilogue"},
      {"part_without_empty_line", type, "--b\r\nDear Jane,\r\n--b\r\n" + file + "--b--\r\n",
       "bad-header-line"},
      {"message_global", type,
       "--b\r\nContent-Type: message/global\r\n\r\n" + type + "\r\n\r\n" + with(both, "--b", "--b"),
       ""},
      {"message_in_base64_claimed", type + "\r\nContent-Transfer-Encoding: 8bit", both, ""},
      {"multipart_in_base64_claimed", type + "\r\nContent-Transfer-Encoding: base64", both,
       "encoded-multipart"},
      {"unknown_multipart", "Content-Type: multipart/x-new; boundary=b", both, ""},
  };
}

class Malformed : public testing::TestWithParam<Case> {};

TEST_P(Malformed, KeepsItsAttachment) {
  const auto& [name, header, body, anomaly] = GetParam();
  const auto mail = read(header + "\r\n\r\n" + body);
  const auto found = std::find_if(mail.parts.begin(), mail.parts.end(), [](const Part& part) {
    return part.filename == "minutes.pdf" && part.content.starts_with("%PDF-1.4");
  });
  EXPECT_NE(found, mail.parts.end());
  EXPECT_TRUE(anomaly.empty() || mail.has_anomaly(anomaly));
}

INSTANTIATE_TEST_SUITE_P(All, Malformed, testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.name; });

// Forms where some parsers see parts and we, like most, see none.
TEST(Malformed, IsNoPartInTheMiddleOfALine) {
  const auto mail = read(
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx --b\r\n\r\ny\r\n--b--\r\n");
  ASSERT_EQ(mail.parts.size(), 1u);
  EXPECT_EQ(mail.parts[0].content, "x --b\r\n\r\ny");
}

TEST(Malformed, IsReadAsTextWhereItsBoundaryIsMissing) {
  const auto mail = read("Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nDear Jane,\r\n--b--\r\n");
  EXPECT_TRUE(mail.has_anomaly("boundary-missing"));
  ASSERT_EQ(mail.bodies.size(), 1u);
  EXPECT_NE(mail.bodies[0].text.find("Dear Jane,"), std::string::npos);
}

TEST(Malformed, KeepsTheLastFieldOfAHeaderWithoutABody) {
  EXPECT_EQ(read("From: a@x.example\r\nSubject: Bins").headers.subject, "Bins");
}

TEST(Malformed, BeginsTheBodyAtALineThatNoHeaderFollows) {
  const auto mail = read("Subject: Bins\r\nDear Jane,\r\nthe bins.\r\n");
  EXPECT_EQ(mail.headers.subject, "Bins");
  ASSERT_EQ(mail.bodies.size(), 1u);
  EXPECT_EQ(mail.bodies[0].text, "Dear Jane,\nthe bins.\n");
}

TEST(Malformed, IsUncheckedWithoutAHeader) {
  for (const auto* raw : {"", "\r\n\r\n", "Dear Jane,\r\n"}) {
    const auto mail = read(raw);
    ASSERT_EQ(mail.unchecked.size(), 1u) << raw;
    EXPECT_EQ(mail.unchecked[0].what, "the message");
    EXPECT_TRUE(mail.unchecked[0].could_change_verdict);
  }
}

}  // namespace
}  // namespace candour::mail
