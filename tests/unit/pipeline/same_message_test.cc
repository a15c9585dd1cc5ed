// SPDX-License-Identifier: MPL-2.0

#include "pipeline/same_message.h"

#include <gtest/gtest.h>

namespace candour::pipeline {
namespace {

mail::Part part(std::string type, std::string content, std::string filename = "",
                std::string content_id = "") {
  mail::Part result;
  result.type = std::move(type);
  result.content = std::move(content);
  result.filename = std::move(filename);
  result.content_id = std::move(content_id);
  return result;
}

/// A mail with text, HTML that shows an image, and an attachment.
mail::Mail composed() {
  mail::Mail mail;
  mail.headers.subject = "Minutes";
  mail.headers.message_id = "first@eastmere-tc.gov.uk";
  mail.parts = {part("text/plain", "Dear all"),
                part("text/html", "<img src=\"cid:one@client\">Dear all"),
                part("image/png", "PNG", "random1.png", "one@client"),
                part("application/pdf", "%PDF", "minutes.pdf")};
  return mail;
}

const rules::Envelope envelope{"clerk@eastmere-tc.gov.uk",
                               {{"a@resident.example", "b@resident.example"}}};

std::string digest(const mail::Mail& mail, const rules::Envelope& with = envelope) {
  return content_digest(mail, with, "key");
}

TEST(ContentDigest, IsEqualForWhatAMailClientMakesAnewAtEachSend) {
  auto again = composed();
  again.headers.message_id = "second@eastmere-tc.gov.uk";
  again.parts[1].content = "<img src=\"cid:two@client\">Dear all";
  again.parts[2].content_id = "two@client";
  again.parts[2].filename = "random2.png";
  EXPECT_EQ(digest(composed()), digest(again));
}

TEST(ContentDigest, IgnoresHowLinesEnd) {
  auto one = composed();
  one.parts[0].content = "Dear all\r\nthe minutes\r\n";
  one.parts[1].content = "<p>Dear all\r\n<img src=\"cid:one@client\">\r\n";
  auto two = composed();
  two.parts[0].content = "Dear all\nthe minutes\n";
  two.parts[1].content = "<p>Dear all\n<img src=\"cid:one@client\">\n";
  EXPECT_EQ(digest(one), digest(two));
}

TEST(ContentDigest, IgnoresOrderAndCaseOfRecipients) {
  const rules::Envelope other{"Clerk@Eastmere-TC.gov.uk",
                              {{"B@resident.example", "a@resident.example"}}};
  EXPECT_EQ(digest(composed()), digest(composed(), other));
}

TEST(ContentDigest, IgnoresASignatureMadeAnew) {
  auto one = composed();
  one.parts.push_back(part("application/pgp-signature", "first"));
  auto two = composed();
  two.parts.push_back(part("application/pgp-signature", "second"));
  EXPECT_EQ(digest(one), digest(two));
}

TEST(ContentDigest, DiffersWithEverythingTheClerkMayChange) {
  std::vector<mail::Mail> changed(6, composed());
  changed[0].headers.subject = "Minutes.";
  changed[1].parts[0].content = "Dear All";
  changed[2].parts[3].filename = "other.pdf";
  changed[3].parts[3].content = "%PDF2";
  changed[4].parts[2].content = "PNG2";
  changed[5].parts.pop_back();
  for (std::size_t i = 0; i < changed.size(); ++i)
    EXPECT_NE(digest(composed()), digest(changed[i])) << i;
  const rules::Envelope fewer{"clerk@eastmere-tc.gov.uk", {{"a@resident.example"}}};
  EXPECT_NE(digest(composed()), digest(composed(), fewer));
}

TEST(ContentDigest, CannotBeMadeEqualByMovingWordsBetweenFields) {
  mail::Mail one;
  one.parts = {part("text/plain", "ab"), part("text/plain", "c")};
  mail::Mail two;
  two.parts = {part("text/plain", "a"), part("text/plain", "bc")};
  EXPECT_NE(digest(one), digest(two));
}

}  // namespace
}  // namespace candour::pipeline
