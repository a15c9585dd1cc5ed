// SPDX-License-Identifier: MPL-2.0

#include "remotes/smtp_server.h"

#include <curl/curl.h>

#include <mutex>

namespace candour::remotes {

namespace {

long use_of_tls(SmtpTls tls) {
  if (tls == SmtpTls::none) return CURLUSESSL_NONE;
  return tls == SmtpTls::if_offered ? CURLUSESSL_TRY : CURLUSESSL_ALL;
}

void start_libcurl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

void CloseSmtp::operator()(CURL* handle) const {
  curl_easy_cleanup(handle);
}

std::string SmtpServer::place() const {
  const bool is_ipv6 = host.find(':') != host.npos;
  return (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

SmtpHandle smtp_handle(const SmtpServer& server) {
  start_libcurl();
  SmtpHandle opened(curl_easy_init());
  if (!opened) return opened;
  CURL* handle = opened.get();
  const auto url = (server.tls == SmtpTls::implicit ? "smtps://" : "smtp://") + server.place();
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USE_SSL, use_of_tls(server.tls));
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (server.any_certificate) {
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
  }
  if (!server.ca.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, server.ca.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // that CA alone
  }
  return opened;
}

}  // namespace candour::remotes
