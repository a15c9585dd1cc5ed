// SPDX-License-Identifier: MPL-2.0
//
// Where an account's tokens are kept, and the way to a valid one: a JSON file of mode 0600 that
// holds all that a refresh needs (RFC 6749 section 6), so that neither presets nor anybody is asked
// again:
//
//   {"account": "clerk@…", "provider": "microsoft-365", "token_endpoint": "https://…",
//    "client_id": "…", "client_secret": "", "scope": "…", "ca": "",
//    "refresh_token": "…", "access_token": "…", "expires": 1784566851}
//
// A refresh token may be good once only: a new one is on the disk before the access token that came
// with it is used.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/calendar.h"
#include "base/result.h"
#include "remotes/http_client.h"
#include "remotes/oauth.h"

namespace candour::remotes {

/// What somebody consented to.
struct Grant {
  std::string account;
  std::string provider;
  OAuthClient client;
  std::filesystem::path ca;  // empty: those the system trusts
  Tokens tokens;
};

/// Errors   malformed: others may read it, or it is no token file; unavailable: it cannot be read
base::Result<Grant> read_grant(const std::filesystem::path& file);

/// Errors   unavailable: a disk's fault; the old file is as it was
base::Result<void> write_grant(const std::filesystem::path& file, const Grant& grant);

/// Thread-safe, also beside other processes that use the same file.
class TokenFile {
 public:
  using Exchanges = std::function<Exchange(const std::filesystem::path& ca)>;

  explicit TokenFile(
      std::filesystem::path file, base::Clock clock = base::now,
      Exchanges exchanges = [](const std::filesystem::path& ca) { return https(ca); });

  /// An access token that is good for five minutes more, refreshed where it was not. A provider
  /// that is away costs nothing as long as the token at hand is good.
  ///
  /// Errors   refused: consent has ended; the error says what to do
  ///          malformed, unavailable: the file, or those of Exchange
  base::Result<std::string> access_token() const;

 private:
  base::Result<std::string> refreshed(Grant grant) const;

  std::filesystem::path file_;
  base::Clock clock_;
  Exchanges exchanges_;
};

}  // namespace candour::remotes
