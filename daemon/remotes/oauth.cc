// SPDX-License-Identifier: MPL-2.0

#include "remotes/oauth.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "remotes/json_fields.h"

namespace candour::remotes {

namespace {

using std::chrono::seconds;

// RFC 6749 section 5.1 only recommends to say how long; what nobody says is taken for short.
constexpr seconds unsaid_lifetime{300};
constexpr seconds longest_lifetime{std::chrono::hours(24 * 90)};

struct Meaning {
  std::string_view code;
  std::string_view in_words;
};

constexpr std::string_view gone =
    "consent for this account has ended: it was withdrawn, the password was changed, or it went "
    "unused for long";

constexpr std::array<Meaning, 12> meanings{{
    {"invalid_grant", gone},
    {"interaction_required", gone},
    {"consent_required", gone},
    {"login_required", gone},
    {"access_denied",
     "whoever signed in said no, or the organisation's administrator must agree first"},
    {"expired_token", "nobody signed in before the code ran out; ask for a new one"},
    {"invalid_client",
     "the provider does not know this client id, or its client secret is wrong or missing"},
    {"unauthorized_client",
     "the app registration does not allow this way of signing in; in Microsoft Entra switch on "
     "\"Allow public client flows\""},
    {"invalid_scope",
     "the app registration lacks the permission to read mail over IMAP (IMAP.AccessAsUser.All and "
     "offline_access, or https://mail.google.com/)"},
    {"unsupported_grant_type", "the provider does not offer this way of signing in"},
    {"invalid_request", "the provider does not understand the question"},
    {"temporarily_unavailable", "the provider is busy; try again later"},
}};

std::string shown_code(std::string_view code) {
  const bool plain = !code.empty() && code.size() <= 60 &&
                     code.find_first_not_of(
                         "abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789.-") == code.npos;
  return plain ? std::string(code) : "an unreadable error code";
}

// The provider's own sentence helps who looks it up, unless it repeats what must not be told.
std::string shown_description(std::string_view description, const Form& asked) {
  const auto line = description.substr(0, description.find_first_of("\r\n"));
  if (line.empty()) return {};
  const bool repeats = std::any_of(asked.begin(), asked.end(), [&](const auto& field) {
    return field.second.size() >= 8 && field.first != "client_id" && field.first != "scope" &&
           field.first != "grant_type" && line.find(field.second) != line.npos;
  });
  return repeats ? std::string() : " (the provider says " + base::quoted(line, 160) + ")";
}

std::string in_words(std::string_view code, std::string_view description, const Form& asked) {
  const auto known = std::find_if(meanings.begin(), meanings.end(),
                                  [&](const Meaning& meaning) { return meaning.code == code; });
  const auto said = known == meanings.end() ? "the provider says " + shown_code(code)
                                            : std::string(known->in_words);
  return said + shown_description(description, asked);
}

base::Error unreadable(long status) {
  return {status >= 500 ? base::Fault::unavailable : base::Fault::malformed, "remotes.oauth",
          "the provider answered with HTTP status " + std::to_string(status) +
              " and nothing that can be understood"};
}

}  // namespace

base::Result<TokenAnswer> read_token_answer(const HttpAnswer& answer, const Form& asked,
                                            base::Instant now) {
  const auto fields = json_fields(answer.body);
  if (!fields) return unreadable(answer.status);
  TokenAnswer result;
  if (const auto code = text_field(*fields, "error"); !code.empty()) {
    // Whoever is busy has not said no.
    if (answer.status >= 500) return unreadable(answer.status);
    const auto description = text_field(*fields, "error_description");
    result.refusal = {shown_code(code), in_words(code, description, asked)};
    return result;
  }
  result.tokens.access = text_field(*fields, "access_token");
  result.tokens.refresh = text_field(*fields, "refresh_token");
  const bool bearer = base::equals_ignoring_case(text_field(*fields, "token_type"), "bearer");
  if (answer.status != 200 || !bearer || !is_token(result.tokens.access) ||
      !(result.tokens.refresh.empty() || is_token(result.tokens.refresh)))
    return unreadable(answer.status);
  const auto lifetime = seconds_field(*fields, "expires_in").value_or(unsaid_lifetime);
  result.tokens.expires = now + std::clamp(lifetime, seconds(0), longest_lifetime);
  return result;
}

base::Result<TokenAnswer> ask_for_tokens(const Exchange& exchange, const OAuthClient& client,
                                         Form form, base::Instant now) {
  form.emplace_back("client_id", client.client_id);
  if (!client.client_secret.empty()) form.emplace_back("client_secret", client.client_secret);
  const auto answer = exchange({client.token_endpoint, form});
  if (!answer) return answer.error();
  return read_token_answer(*answer, form, now);
}

base::Error error_of(const OAuthRefusal& refusal) {
  return {base::Fault::refused, "remotes.oauth", refusal.in_words};
}

}  // namespace candour::remotes
