// SPDX-License-Identifier: MPL-2.0
//
// Signing in by a browser (RFC 8252): Candour shows an address, somebody opens it and agrees, and
// the provider sends the browser back to a port of this machine with a code. PKCE (RFC 7636) and
// `state` tie that code to who asked.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/result.h"
#include "remotes/oauth.h"

namespace candour::remotes {

/// One attempt; both values are secrets until it is over.
struct BrowserAttempt {
  std::string state;
  std::string code_verifier;
  std::string redirect_uri;
};

/// With fresh random values.
BrowserAttempt new_attempt(std::string redirect_uri);

/// What somebody opens. `account` is offered to sign in with.
std::string authorization_url(const std::string& endpoint, const OAuthClient& client,
                              const BrowserAttempt& attempt, std::string_view account);

/// What a browser that comes to the port wants.
struct Redirected {
  enum class Kind {
    code,       // the provider sent it: `code`
    refusal,    // the provider sent it: `refusal`
    forged,     // it looks like the provider's, but not for this attempt
    unrelated,  // a favicon, say
  };
  Kind kind = Kind::unrelated;
  std::string code;
  OAuthRefusal refusal;
};

/// request   as it begins: "GET /?code=…&state=… HTTP/1.1"
Redirected read_redirect(std::string_view request, const BrowserAttempt& attempt);

/// Errors   refused: the provider says no; malformed: it gave no refresh token
///          those of Exchange
base::Result<Tokens> redeem_code(const Exchange& exchange, const OAuthClient& client,
                                 const BrowserAttempt& attempt, const std::string& code,
                                 base::Instant now);

}  // namespace candour::remotes
