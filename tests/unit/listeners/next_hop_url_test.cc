// SPDX-License-Identifier: MPL-2.0

#include "listeners/next_hop_url.h"

#include <gtest/gtest.h>

namespace candour::listeners {
namespace {

NextHopUrl parsed(std::string_view url) {
  const auto hop = parse_next_hop_url(url, "/etc/candour");
  EXPECT_TRUE(hop) << url;
  return hop ? *hop : NextHopUrl();
}

TEST(NextHopUrl, InsistsOnStartTlsTowardsAnotherMachine) {
  const auto hop = parsed("smtp://mail.example");
  EXPECT_EQ(hop.host, "mail.example");
  EXPECT_EQ(hop.port, 587);
  EXPECT_EQ(hop.tls, NextHopTls::starttls);
  EXPECT_EQ(hop.certificate, CertificateCheck::required);
}

TEST(NextHopUrl, TakesTlsAsItComesOnLoopback) {
  for (const auto* url : {"smtp://127.0.0.1:587", "smtp://localhost", "smtp://[::1]:25"})
    EXPECT_EQ(parsed(url).tls, NextHopTls::if_offered) << url;
  EXPECT_EQ(parsed("smtp://127.mail.example").tls, NextHopTls::starttls);
}

TEST(NextHopUrl, SpeaksTlsFromTheFirstByteForSmtps) {
  EXPECT_EQ(parsed("smtps://mail.example").port, 465);
  EXPECT_EQ(parsed("smtps://127.0.0.1:1465").tls, NextHopTls::implicit);
}

TEST(NextHopUrl, LeavesSafetyOutOnlyInSoManyWords) {
  EXPECT_EQ(parsed("smtp://mail.example?tls=none").tls, NextHopTls::none);
  EXPECT_EQ(parsed("smtp://localhost?tls=starttls").tls, NextHopTls::starttls);
  EXPECT_EQ(parsed("smtps://mail.example/?certificate=unchecked").certificate,
            CertificateCheck::left_out);
}

TEST(NextHopUrl, ReadsPathsFromItsFolder) {
  EXPECT_EQ(parsed("smtps://mail.example?ca=own.pem&timeout=20").ca, "/etc/candour/own.pem");
  EXPECT_EQ(parsed("smtps://mail.example?ca=own.pem&timeout=20").timeout, std::chrono::seconds(20));
  EXPECT_EQ(parsed("sandbox:box").sandbox, "/etc/candour/box");
  EXPECT_EQ(parsed("sandbox:/tmp/box").sandbox, "/tmp/box");
}

class WrongUrl : public testing::TestWithParam<std::string> {};

TEST_P(WrongUrl, IsAnErrorInWords) {
  const auto hop = parse_next_hop_url(GetParam(), "/");
  ASSERT_FALSE(hop);
  EXPECT_EQ(hop.error().fault, base::Fault::malformed);
  EXPECT_FALSE(hop.error().detail.empty());
}

INSTANTIATE_TEST_SUITE_P(Forms, WrongUrl,
                         testing::Values("", "mail.example", "http://mail.example", "smtp://",
                                         "smtp://mail.example:", "smtp://mail.example:70000",
                                         "smtp://mail.example:x", "smtp://[::1", "smtp://a:1:2",
                                         "smtp://user:password@mail.example",
                                         "sandbox:", "smtp://mail.example?tls=maybe",
                                         "smtps://mail.example?tls=none",
                                         "smtp://mail.example?certificate=off",
                                         "smtp://mail.example?ca=", "smtp://mail.example?timeout=0",
                                         "smtp://mail.example?colour=red"));

TEST(NextHopUrl, SaysWhatWasMeant) {
  const auto hop = parse_next_hop_url("smtp://mail.example?time-out=3", "/");
  ASSERT_FALSE(hop);
  EXPECT_NE(hop.error().detail.find("did you mean timeout?"), std::string::npos);
}

}  // namespace
}  // namespace candour::listeners
