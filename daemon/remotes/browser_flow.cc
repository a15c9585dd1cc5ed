// SPDX-License-Identifier: MPL-2.0

#include "remotes/browser_flow.h"

#include <openssl/crypto.h>

#include <boost/json.hpp>

#include "base/digest.h"
#include "remotes/json_fields.h"
#include "remotes/pkce.h"

namespace candour::remotes {

namespace {

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Read as an answer of the token endpoint is, so that a refusal has the same words everywhere.
OAuthRefusal refusal_in(const Form& query) {
  boost::json::object said;
  for (const auto* name : {"error", "error_description"}) said[name] = value_of(query, name);
  const auto read = read_token_answer({400, boost::json::serialize(said)}, {}, {});
  return read ? read->refusal : OAuthRefusal{"unreadable", read.error().detail};
}

}  // namespace

BrowserAttempt new_attempt(std::string redirect_uri) {
  return {base::random_hex(16), new_code_verifier(), std::move(redirect_uri)};
}

std::string authorization_url(const std::string& endpoint, const OAuthClient& client,
                              const BrowserAttempt& attempt, std::string_view account) {
  return endpoint + (endpoint.find('?') == std::string::npos ? "?" : "&") +
         form_encoded({{"response_type", "code"},
                       {"client_id", client.client_id},
                       {"redirect_uri", attempt.redirect_uri},
                       {"scope", client.scope},
                       {"state", attempt.state},
                       {"code_challenge", code_challenge(attempt.code_verifier)},
                       {"code_challenge_method", "S256"},
                       {"login_hint", std::string(account)},
                       // Google gives a refresh token only to who asks for both.
                       {"access_type", "offline"},
                       {"prompt", "consent"}});
}

Redirected read_redirect(std::string_view request, const BrowserAttempt& attempt) {
  constexpr std::string_view method = "GET /?";
  Redirected redirected;
  const auto line = request.substr(0, request.find_first_of("\r\n"));
  if (!line.starts_with(method)) return redirected;
  const auto target = line.substr(method.size());
  const auto query = parse_form(target.substr(0, target.find(' ')));
  const auto code = value_of(query, "code");
  const auto error = value_of(query, "error");
  if (code.empty() && error.empty()) return redirected;
  if (!same_secret(value_of(query, "state"), attempt.state)) {
    redirected.kind = Redirected::Kind::forged;
  } else if (!error.empty()) {
    redirected.kind = Redirected::Kind::refusal;
    redirected.refusal = refusal_in(query);
  } else if (is_token(code)) {
    redirected.kind = Redirected::Kind::code;
    redirected.code = code;
  }
  return redirected;
}

base::Result<Tokens> redeem_code(const Exchange& exchange, const OAuthClient& client,
                                 const BrowserAttempt& attempt, const std::string& code,
                                 base::Instant now) {
  const auto answer = ask_for_tokens(exchange, client,
                                     {{"grant_type", "authorization_code"},
                                      {"code", code},
                                      {"redirect_uri", attempt.redirect_uri},
                                      {"code_verifier", attempt.code_verifier}},
                                     now);
  if (!answer) return answer.error();
  if (!answer->refusal.code.empty()) return error_of(answer->refusal);
  return answer->tokens;
}

}  // namespace candour::remotes
