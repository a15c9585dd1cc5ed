// SPDX-License-Identifier: MPL-2.0
//
// One question and one answer, by libcurl: over HTTPS, certificates verified, no redirects
// followed; or on this machine's Unix socket. Bounded in size and time. Neither question nor answer
// is ever logged: they carry tokens.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "remotes/url_text.h"

namespace candour::remotes {

struct HttpRequest {
  std::string url;           // https:// alone
  std::optional<Form> form;  // sent by POST; nothing: GET
};

struct HttpAnswer {
  long status = 0;
  std::string body;
};

/// The border to the network; tests put an answer in its place.
///
/// Errors   refused: no https URL, or the server's certificate is none we trust
///          over_limit: the answer is larger than agreed
///          unavailable: nobody answers, or not in time
using Exchange = std::function<base::Result<HttpAnswer>(const HttpRequest&)>;

struct HttpLimits {
  std::chrono::seconds connecting{10};
  std::chrono::seconds whole{30};
  std::size_t answer_bytes = 256u << 10;
};

/// ca   trusted in the place of what the system trusts, where it is not empty
Exchange https(const std::filesystem::path& ca = {}, const HttpLimits& limits = {});

/// Asks a server of this machine, candourd, on its Unix socket.
///
/// path     "/v1/status"
/// Returns  whatever it answers, an error's status too
/// Errors   over_limit; unavailable: nobody listens there, or not for us
base::Result<HttpAnswer> get_over_socket(const std::filesystem::path& socket, std::string_view path,
                                         const HttpLimits& limits = {});

}  // namespace candour::remotes
