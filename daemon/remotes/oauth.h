// SPDX-License-Identifier: MPL-2.0
//
// What all ways of signing in by OAuth2 share (RFC 6749): who asks, what is got, and what a
// provider's refusal means in plain words. The ways themselves: device_flow, browser_flow; what
// follows: token_file.
//
// Tokens, codes and secrets never get into an error's text, not even where a provider's answer
// repeats them.
#pragma once

#include <filesystem>
#include <string>

#include "base/calendar.h"
#include "base/result.h"
#include "remotes/http_client.h"

namespace candour::remotes {

/// The council's app registration at its provider.
struct OAuthClient {
  std::string token_endpoint;
  std::string client_id;
  std::string client_secret;  // Google gives desktop programs one that is none; empty elsewhere
  std::string scope;          // separated by blanks
};

struct Tokens {
  std::string access;
  std::string refresh;  // empty: none was given
  base::Instant expires;
};

/// A provider's no, by its own word ("invalid_grant") and in ours.
struct OAuthRefusal {
  std::string code;
  std::string in_words;
};

/// Either of both; told apart by `refusal.code`, which is empty where there are tokens.
struct TokenAnswer {
  Tokens tokens;
  OAuthRefusal refusal;
};

/// Asks the token endpoint; client_id and client_secret are added to the form.
///
/// now      what `expires` counts from
/// Errors   malformed: the answer is neither tokens nor a refusal
///          those of Exchange
base::Result<TokenAnswer> ask_for_tokens(const Exchange& exchange, const OAuthClient& client,
                                         Form form, base::Instant now);

/// Reads such an answer. `asked` is what was sent: none of its values is repeated.
base::Result<TokenAnswer> read_token_answer(const HttpAnswer& answer, const Form& asked,
                                            base::Instant now);

/// A refusal as an error to be shown: `refused`.
base::Error error_of(const OAuthRefusal& refusal);

}  // namespace candour::remotes
