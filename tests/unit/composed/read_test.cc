// SPDX-License-Identifier: MPL-2.0

#include "composed/read.h"

#include <gtest/gtest.h>

namespace candour::composed {
namespace {

std::string complaint(std::string_view json) {
  const auto message = read(json);
  return message ? "" : message.error().detail;
}

TEST(ComposedMail, IsReadWhole) {
  const auto message = read(R"({
    "from": {"name": "Helen Ward", "address": "clerk@eastmere-tc.gov.uk"},
    "sender": "deputy.clerk@eastmere-tc.gov.uk",
    "reply_to": [{"address": "office@eastmere-tc.gov.uk"}],
    "to": ["Tom Baker <tom@resident.example>", {"name": null, "address": "ann@resident.example"}],
    "cc": [], "bcc": [{"name": "Jane Smith", "address": "jane.smith@eastmere-tc.gov.uk"}],
    "subject": "Hedge", "date": "2026-07-20T17:00:51+01:00",
    "message_id": "<one@x.example>", "in_reply_to": "two@x.example", "references": ["<three@x.example>"],
    "headers": [{"name": "Sensitivity", "value": "Private"}],
    "text": "Dear Tom", "html": null,
    "attachments": [{"name": "a.txt", "type": "Text/Plain", "content": "QUJD", "inline": true}]})");
  ASSERT_TRUE(message) << message.error().detail;
  EXPECT_EQ(message->from.name, "Helen Ward");
  EXPECT_EQ(sender_of(*message), "deputy.clerk@eastmere-tc.gov.uk");
  EXPECT_EQ(recipients_of(*message),
            (std::vector<std::string>{"tom@resident.example", "ann@resident.example",
                                      "jane.smith@eastmere-tc.gov.uk"}));
  EXPECT_EQ(message->to[0].name, "Tom Baker");
  EXPECT_EQ(message->date->to_string(), "2026-07-20T17:00:51+01:00");
  EXPECT_EQ(message->message_id, "one@x.example");
  EXPECT_EQ(message->references, std::vector<std::string>{"three@x.example"});
  EXPECT_EQ(message->headers[0].value, "Private");
  EXPECT_EQ(message->text, "Dear Tom");
  EXPECT_FALSE(message->html);
  EXPECT_EQ(message->attachments[0].type, "text/plain");
  EXPECT_EQ(message->attachments[0].disposition, Disposition::in_line);
}

TEST(ComposedMail, NeedsNoMoreThanFrom) {
  const auto message = read(R"({"from": {"address": "clerk@eastmere-tc.gov.uk"}})");
  ASSERT_TRUE(message);
  EXPECT_TRUE(recipients_of(*message).empty());
  EXPECT_FALSE(message->date);
}

TEST(ComposedMail, HasEachRecipientOnce) {
  const auto message =
      read(R"({"from": "a@x.example", "to": ["b@x.example"], "bcc": ["b@x.example"]})");
  EXPECT_EQ(recipients_of(*message), std::vector<std::string>{"b@x.example"});
}

TEST(ComposedMail, KeepsTheDateOfAnyOffset) {
  for (const char* date : {"2026-07-20T23:59:60-05:30", "2026-07-20T17:00:51.123Z"}) {
    const auto message = read(R"({"from": "a@x.example", "date": ")" + std::string(date) + "\"}");
    EXPECT_TRUE(message && message->date) << date;
  }
}

struct Fault {
  std::string_view json;
  std::string_view complaint;
};

class FaultyComposedMail : public testing::TestWithParam<Fault> {};

TEST_P(FaultyComposedMail, IsRefusedWithPlaceAndCure) {
  EXPECT_EQ(complaint(GetParam().json), GetParam().complaint);
}

INSTANTIATE_TEST_SUITE_P(
    OfAnyKind, FaultyComposedMail,
    testing::Values(
        Fault{"{\"from\":\n  nonsense}", "line 2, column 3: not JSON (syntax error)"},
        Fault{"{} {}", "line 1, column 4: not JSON (extra data)"},
        Fault{"[]", "$: an object is wanted here, not a list"},
        Fault{"{}", "$.from: missing: whose mail it is, as {\"name\": …, \"address\": …}"},
        Fault{R"({"from": "a@x.example", "subjekt": ""})",
              "$: unknown key \"subjekt\"; did you mean \"subject\"?"},
        Fault{R"({"from": "a@x.example", "to": "b@x.example"})",
              "$.to: a list is wanted here, not a string"},
        Fault{R"({"from": "a@x.example", "to": [{"address": "b@x.example"}, {"address": "b"}]})",
              "$.to[1].address: \"b\" is no address; it has the form name@domain"},
        Fault{R"({"from": "a@x.example", "cc": [{"address": "b@x.example>, <c@x.example"}]})",
              "$.cc[0].address: \"b@x.example>, <c@x.example\" is no address; it has the form "
              "name@domain"},
        Fault{R"({"from": "a@x.example", "bcc": ["b@x.example, c@x.example"]})",
              "$.bcc[0]: one address is wanted here, as {\"name\": …, \"address\": …} or \"Name "
              "<address>\""},
        Fault{R"({"from": "a@x.example", "subject": "Hedge\r\nBcc: c@x.example"})",
              "$.subject: a line break stands at byte 5; this goes into the message's header and "
              "has to be one plain line"},
        Fault{R"({"from": {"name": "A\u0000", "address": "a@x.example"}})",
              "$.from.name: a control character stands at byte 1; this goes into the message's "
              "header and has to be one plain line"},
        Fault{R"({"from": "a@x.example", "subject": 7})",
              "$.subject: a string is wanted here, not a number"},
        Fault{R"({"from": "a@x.example", "date": "20 July"})",
              "$.date: a date is written 2026-07-20T17:00:51+01:00"},
        Fault{R"({"from": "a@x.example", "in_reply_to": "a> <b"})",
              "$.in_reply_to: a message's id has no blanks or angle brackets in it, and is not "
              "that long"},
        Fault{R"({"from": "a@x.example", "headers": [{"name": "Bcc", "value": "b@x.example"}]})",
              "$.headers[0].name: Bcc has a key of its own beside \"headers\""},
        Fault{R"({"from": "a@x.example", "headers": [{"name": "Content-Type", "value": "x"}]})",
              "$.headers[0].name: Content-Type is not for the compose window to say; leave it out"},
        Fault{R"({"from": "a@x.example", "headers": [{"name": "X: y", "value": "x"}]})",
              "$.headers[0].name: \"x: y\" is no header's name"},
        Fault{
            R"({"from": "a@x.example", "attachments": [{"name": "a"}]})",
            "$.attachments[0].content: missing: the file's bytes in base64, or their \"sha256\" in "
            "their place"},
        Fault{R"({"from": "a@x.example", "attachments": [{"content": "QUJD", "sha256": ")"
              "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}]}",
              "$.attachments[0].content: stands beside \"sha256\", which is for a file that the "
              "daemon has already"},
        Fault{R"({"from": "a@x.example", "attachments": [{"sha256": "abc"}]})",
              "$.attachments[0].sha256: a SHA-256 has 64 hexadecimal digits"},
        Fault{R"({"from": "a@x.example", "attachments": [{"content": "QUJ"}]})",
              "$.attachments[0].content: not base64 (A to Z, a to z, 0 to 9, + and /, filled up "
              "with =, in one line)"},
        Fault{
            R"({"from": "a@x.example", "attachments": [{"content": "", "type": "text/plain; a=b"}]})",
            "$.attachments[0].type: \"text/plain; a=b\" is no type; \"application/pdf\" is one, "
            "without parameters"},
        Fault{
            R"({"from": "a@x.example", "attachments": [{"content": "", "type": "multipart/mixed"}]})",
            "$.attachments[0].type: an attachment is one file, never a multipart"},
        Fault{R"({"from": "a@x.example", "attachments": [{"content": "", "inline": "no"}]})",
              "$.attachments[0].inline: true or false is wanted here, not a string"}));

TEST(ComposedMail, IsRefusedBeyondItsLimit) {
  const auto message = read(std::string(json_bytes_limit + 1, ' '));
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().fault, base::Fault::over_limit);
}

}  // namespace
}  // namespace candour::composed
