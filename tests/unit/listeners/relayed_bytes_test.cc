// SPDX-License-Identifier: MPL-2.0

#include "listeners/relayed_bytes.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

TEST(RelayedBytes, AreTheMessageWhereThereIsNothingToTakeOut) {
  const std::string message = "From: a@b.example\r\nTo: c@d.example\r\n\r\nBcc: in the text\r\n";
  EXPECT_EQ(relayed_bytes(message), message);
  EXPECT_EQ(relayed_pieces(message).size(), 1u);
}

class TakenOut : public testing::TestWithParam<std::string> {};

TEST_P(TakenOut, WhereverItStandsInTheHeader) {
  const std::string field = GetParam();
  const std::string a = "From: a@b.example\r\n", b = "Subject: x\r\n folded\r\n",
                    body = "\r\nBody\r\n";
  EXPECT_EQ(relayed_bytes(field + a + b + body), a + b + body);
  EXPECT_EQ(relayed_bytes(a + field + b + body), a + b + body);
  EXPECT_EQ(relayed_bytes(a + b + field + body), a + b + body);
  EXPECT_EQ(relayed_bytes(field + field + a + b + field + body), a + b + body);
  EXPECT_EQ(relayed_bytes(field + body), body);
  EXPECT_EQ(relayed_bytes(a + field), a);
}

INSTANTIATE_TEST_SUITE_P(Fields, TakenOut,
                         testing::Values("Bcc: c@d.example\r\n", "BCC:c@d.example\r\n", "Bcc:\r\n",
                                         "Bcc: c@d.example,\r\n e@f.example,\r\n\tg@h.example\r\n",
                                         "Bcc: c@d.example,\r\n \r\n e@f.example\r\n",
                                         "Bcc : c@d.example\r\n", "bcc\t: c@d.example\r\n",
                                         "Bcc\r\n : c@d.example\r\n", "Resent-Bcc: c@d.example\r\n",
                                         "X-Candour-Ack: 123\r\n",
                                         "x-candour-anything: y\r\n z\r\n"));

class LeftIn : public testing::TestWithParam<std::string> {};

TEST_P(LeftIn, AsItIs) {
  const std::string message = GetParam() + "\r\nBody\r\n";
  EXPECT_EQ(relayed_bytes(message), message);
}

INSTANTIATE_TEST_SUITE_P(Fields, LeftIn,
                         testing::Values("X-Bcc: c@d.example\r\n", "X-Candour: y\r\n",
                                         "Bcc-Note: none\r\n", "Subject: a\r\n Bcc: b\r\n",
                                         " Bcc: a folded line first\r\n", "no field at all\r\n", "",
                                         ": no name\r\n"));

TEST(RelayedBytes, LoseABlindCopyAlsoBelowALineThatIsNoField) {
  EXPECT_EQ(relayed_bytes("From: a@b.example\r\noops\r\nBcc: c@d.example\r\n\r\nx\r\n"),
            "From: a@b.example\r\noops\r\n\r\nx\r\n");
}

TEST(RelayedBytes, AreNoneOfNone) {
  EXPECT_EQ(relayed_bytes(""), "");
  EXPECT_TRUE(relayed_pieces("").empty());
  EXPECT_TRUE(relayed_pieces("Bcc: c@d.example\r\n").empty());
}

TEST(AcknowledgementIn, IsTheFieldsOnlyValue) {
  EXPECT_EQ(acknowledgement_in("From: a@b.example\r\nX-Candour-Ack:  abc \r\n\r\n"), "abc");
  EXPECT_EQ(acknowledgement_in("From: a@b.example\r\n\r\nX-Candour-Ack: abc\r\n"), "");
}

TEST(AcknowledgementIn, IsNoneWhereThereAreTwo) {
  EXPECT_EQ(acknowledgement_in("X-Candour-Ack: abc\r\nx-candour-ack: def\r\n\r\n"), "");
}

}  // namespace
}  // namespace candour::listeners
