// SPDX-License-Identifier: MPL-2.0
//
// Which IMAP server, how it is reached, and who logs in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace candour::remotes {

enum class ImapTls {
  implicit,  // imaps://
  starttls,  // imap://
  none,      // imap://127.0.0.1?tls=none: for this machine alone
};

struct ImapServer {
  std::string host;
  std::uint16_t port = 993;
  ImapTls tls = ImapTls::implicit;
  std::filesystem::path ca;  // empty: those the system trusts
};

/// "imaps://HOST[:PORT]" or "imap://HOST[:PORT]" (STARTTLS, always required), with "?ca=FILE" where
/// one trusts another CA and, for this machine alone, "?tls=none".
///
/// folder   what a relative `ca` is relative to
/// Errors   malformed: what is expected, for the admin
base::Result<ImapServer> parse_imap_url(std::string_view url, const std::filesystem::path& folder);

/// How somebody shows who he is. Asked anew for every connection, so that a changed password or a
/// refreshed token counts at once.
struct ImapLogin {
  enum class Kind {
    password,      // SASL PLAIN or LOGIN, else the LOGIN command
    access_token,  // SASL OAUTHBEARER (RFC 7628) or XOAUTH2
  };
  std::string user;
  Kind kind = Kind::password;
  std::function<base::Result<std::string>()> secret;
};

}  // namespace candour::remotes
