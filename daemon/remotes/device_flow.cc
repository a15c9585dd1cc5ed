// SPDX-License-Identifier: MPL-2.0

#include "remotes/device_flow.h"

#include <algorithm>

#include "base/text.h"
#include "remotes/json_fields.h"

namespace candour::remotes {

namespace {

using std::chrono::seconds;

constexpr seconds one_step{5};  // RFC 8628 section 3.5: what slow_down adds
constexpr seconds longest_interval{60};
constexpr seconds longest_wait{3'600};
constexpr std::size_t longest_user_code = 40;

base::Error unreadable() {
  return {base::Fault::malformed, "remotes.device_flow",
          "the provider's answer to the question for a code cannot be understood"};
}

bool can_be_shown(std::string_view user_code) {
  return !user_code.empty() && user_code.size() <= longest_user_code &&
         std::all_of(user_code.begin(), user_code.end(),
                     [](char c) { return c >= ' ' && c < 0x7f; });
}

}  // namespace

base::Result<DeviceCode> ask_for_device_code(const Exchange& exchange, const std::string& endpoint,
                                             const OAuthClient& client) {
  const Form form{{"client_id", client.client_id}, {"scope", client.scope}};
  const auto answer = exchange({endpoint, form});
  if (!answer) return answer.error();
  const auto fields = json_fields(answer->body);
  if (!fields) return unreadable();
  if (fields->contains("error")) {
    const auto refusal = read_token_answer(*answer, form, {});
    return refusal ? error_of(refusal->refusal) : refusal.error();
  }
  DeviceCode code;
  code.device_code = text_field(*fields, "device_code");
  code.user_code = text_field(*fields, "user_code");
  code.verification_uri = text_field(*fields, "verification_uri");
  if (code.verification_uri.empty())  // the name in Google's and older drafts' answers
    code.verification_uri = text_field(*fields, "verification_url");
  const auto interval = seconds_field(*fields, "interval").value_or(code.interval);
  code.interval = std::clamp(interval, seconds(1), longest_interval);
  const auto expires_in = seconds_field(*fields, "expires_in").value_or(code.expires_in);
  code.expires_in = std::clamp(expires_in, seconds(0), longest_wait);
  if (!is_token(code.device_code) || !can_be_shown(code.user_code) ||
      !is_https_url(code.verification_uri))
    return unreadable();
  return code;
}

base::Result<Tokens> wait_for_consent(const Exchange& exchange, const OAuthClient& client,
                                      const DeviceCode& code, const Waiting& waiting) {
  const auto until = waiting.clock() + code.expires_in;
  auto interval = code.interval;
  while (waiting.clock() + interval <= until) {
    waiting.sleep(interval);
    const auto answer =
        ask_for_tokens(exchange, client,
                       {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                        {"device_code", code.device_code}},
                       waiting.clock());
    if (!answer && answer.error().fault != base::Fault::unavailable) return answer.error();
    if (!answer) {
      interval = std::min(interval * 2, longest_interval);  // section 3.5, of time-outs
      continue;
    }
    const auto& refusal = answer->refusal;
    if (refusal.code.empty()) return answer->tokens;
    if (refusal.code == "slow_down")
      interval = std::min(interval + one_step, longest_interval);
    else if (refusal.code != "authorization_pending")
      return error_of(refusal);
  }
  return base::Error{base::Fault::refused, "remotes.device_flow",
                     "nobody signed in before the code ran out; ask for a new one"};
}

}  // namespace candour::remotes
