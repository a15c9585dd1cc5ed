// SPDX-License-Identifier: MPL-2.0
//
// What strangers answer while an account is added: name servers, autoconfig, OAuth2 providers, and
// whatever comes to the loopback port. The first byte says which.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "remotes/autoconfig.h"
#include "remotes/browser_flow.h"
#include "remotes/device_flow.h"
#include "remotes/dns.h"
#include "remotes/host_name.h"
#include "remotes/json_fields.h"

namespace {

using namespace candour::remotes;

void must(bool held) {
  if (!held) std::abort();
}

void read_names(std::span<const unsigned char> answer) {
  for (const auto& service : read_services(answer))
    must(service.host.empty() || is_host_name(service.host));
  for (const auto& host : read_mail_exchangers(answer)) must(is_host_name(host));
}

void read_tokens(const std::string& text) {
  const auto answer = read_token_answer({200, text}, {}, {});
  if (!answer) return;
  must(answer->refusal.code.empty() == is_token(answer->tokens.access));
  must(answer->refusal.in_words.find('\x1b') == std::string::npos);
}

void read_code(const std::string& text) {
  const auto answer = [&](const HttpRequest&) -> candour::base::Result<HttpAnswer> {
    return HttpAnswer{200, text};
  };
  const auto code = ask_for_device_code(answer, "https://login.example/", {});
  must(!code || is_https_url(code->verification_uri));
}

void read_visit(const std::string& text) {
  const auto redirected = read_redirect(text, {"state", "verifier", "http://127.0.0.1:1/"});
  must(redirected.kind != Redirected::Kind::code || is_token(redirected.code));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(bytes + 1), size - 1);
  switch (bytes[0] % 5) {
    case 0:
      read_names({bytes + 1, size - 1});
      break;
    case 1:
      read_autoconfig(text, "clerk@eastmere-tc.gov.uk");
      break;
    case 2:
      read_tokens(text);
      break;
    case 3:
      read_code(text);
      break;
    default:
      read_visit(text);
  }
  return 0;
}
