// SPDX-License-Identifier: MPL-2.0
//
// A mail server that Candour itself calls, and what libcurl is told of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

typedef void CURL;

namespace candour::remotes {

enum class SmtpTls { none, if_offered, starttls, implicit };

struct SmtpServer {
  std::string host;  // without the brackets of an IPv6 address
  std::uint16_t port = 0;
  SmtpTls tls = SmtpTls::starttls;
  bool any_certificate = false;
  std::filesystem::path ca;  // trusted in the place of the system's, where it is not empty

  std::string place() const;  // "mail.example:587", "[::1]:25"
};

struct CloseSmtp {
  void operator()(CURL* handle) const;
};
using SmtpHandle = std::unique_ptr<CURL, CloseSmtp>;

/// A handle that will speak to this server, and to nobody else. Null: libcurl has no memory.
SmtpHandle smtp_handle(const SmtpServer& server);

}  // namespace candour::remotes
