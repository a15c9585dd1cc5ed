// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_server.h"

#include <gtest/gtest.h>

namespace candour::remotes {
namespace {

TEST(ImapUrl, TellsHostPortAndTls) {
  const auto implicit = parse_imap_url("imaps://mail.example", "/etc");
  ASSERT_TRUE(implicit);
  EXPECT_EQ(implicit->port, 993);
  EXPECT_EQ(implicit->tls, ImapTls::implicit);
  const auto starttls = parse_imap_url("imap://[::1]:1143?ca=own.pem", "/etc/candour");
  ASSERT_TRUE(starttls);
  EXPECT_EQ(starttls->host, "::1");
  EXPECT_EQ(starttls->port, 1143);
  EXPECT_EQ(starttls->tls, ImapTls::starttls);
  EXPECT_EQ(starttls->ca, "/etc/candour/own.pem");
}

TEST(ImapUrl, GoesWithoutTlsOnThisMachineAlone) {
  EXPECT_EQ(parse_imap_url("imap://127.0.0.1?tls=none", "/")->tls, ImapTls::none);
  EXPECT_EQ(parse_imap_url("imap://mail.example?tls=none", "/").error().detail,
            "tls=none is for this machine alone");
}

TEST(ImapUrl, RefusesWhatIsNoServer) {
  for (const auto* url :
       {"", "mail.example", "http://mail.example", "imaps://", "imaps://clerk@mail.example",
        "imaps://mail.example/INBOX", "imaps://mail.example:0x1", "imaps://mail.example?ca=",
        "imaps://mail.example?tls=none", "imap://mail.example?tls=off", "imap://a?cA=b"})
    EXPECT_FALSE(parse_imap_url(url, "/")) << url;
}

}  // namespace
}  // namespace candour::remotes
