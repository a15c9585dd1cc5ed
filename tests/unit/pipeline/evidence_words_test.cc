// SPDX-License-Identifier: MPL-2.0

#include "pipeline/evidence_words.h"

#include <gtest/gtest.h>

namespace candour::pipeline {
namespace {

const mail::Mail& letter() {
  static const auto mail = mail::read(
      "From: Helen Ward <clerk@eastmere-tc.gov.uk>\r\nBcc: jane@smith.example\r\n"
      "Sensitivity: Company-Confidential\r\nSubject: The caf=C3=A9\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; "
      "charset=utf-8\r\n\r\nDear Bob,\r\n\r\nThe café is sold.\r\n--x\r\nContent-Type: "
      "text/plain\r\nContent-Disposition: attachment; filename=minutes.txt\r\n\r\nIn private "
      "session\r\n--x--\r\n");
  return mail;
}

TEST(WordsAt, AreThoseOfTheText) {
  EXPECT_EQ(words_at(letter(), {"text", "1", 11, 9}), "The café");
  EXPECT_EQ(words_at(letter(), {"attachment", "2", 3, 7}), "private");
}

TEST(WordsAt, AreThoseOfTheHeader) {
  EXPECT_EQ(words_at(letter(), {"header Sensitivity", "", 0, 0}), "Company-Confidential");
  EXPECT_EQ(words_at(letter(), {"subject", "", 4, 3}), "caf");
}

TEST(WordsAt, AreNeverABlindCopy) {
  EXPECT_EQ(words_at(letter(), {"header Bcc", "", 0, 0}), "");
  EXPECT_EQ(words_at(letter(), {"envelope", "", 0, 0}), "");
}

TEST(WordsAt, AreNothingWhereTheMailHasNoSuchPlace) {
  EXPECT_EQ(words_at(letter(), {"text", "1", 11, 4'000}), "");
  EXPECT_EQ(words_at(letter(), {"text", "1", ~std::uint64_t{0}, ~std::uint64_t{0}}), "");
  EXPECT_EQ(words_at(letter(), {"text", "7", 0, 4}), "");
  EXPECT_EQ(words_at(letter(), {"attachment", "2", 3, 700}), "");
}

TEST(WordsAt, AreCutWhereTheyAreLong) {
  mail::Mail mail;
  mail.bodies.emplace_back();
  mail.bodies.front().part = "1";
  mail.bodies.front().text = std::string(5'000, 'a');
  EXPECT_EQ(words_at(mail, {"text", "1", 0, 5'000}), std::string(most_shown_bytes, 'a') + "…");
}

}  // namespace
}  // namespace candour::pipeline
