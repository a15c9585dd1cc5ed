// SPDX-License-Identifier: MPL-2.0

#include "remotes/http_client.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <mutex>

#include "remotes/socket_client.h"

namespace candour::remotes {

namespace {

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;

struct Received {
  std::string bytes;
  std::size_t most = 0;
  bool too_much = false;
};

std::size_t receive(char* bytes, std::size_t one, std::size_t size, void* into) {
  auto& received = *static_cast<Received*>(into);
  received.too_much = received.bytes.size() + one * size > received.most;
  if (received.too_much) return 0;  // libcurl then ends the transfer
  received.bytes.append(bytes, one * size);
  return one * size;
}

void set_up(CURL* handle, const HttpLimits& limits) {
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits.connecting.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(limits.whole.count()));
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Candour/" CANDOUR_VERSION);
}

void set_up_https(CURL* handle, const std::string& url, const std::filesystem::path& ca) {
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!ca.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, ca.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // that CA alone
  }
  // The proxy of the admin's environment may be the only way out, but never to this machine.
  const auto host = host_in(url).substr(0, host_in(url).find(':'));
  if (host == "localhost" || host == "127.0.0.1") curl_easy_setopt(handle, CURLOPT_PROXY, "");
}

base::Error failure(CURLcode code, const char* why, std::string_view whom, const Received& got) {
  const auto told = std::string(whom) + ": ";
  if (got.too_much)
    return {base::Fault::over_limit, "remotes.http_client", told + "the answer is too large"};
  const bool untrusted = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
  return {untrusted ? base::Fault::refused : base::Fault::unavailable, "remotes.http_client",
          told + (why[0] != '\0' ? why : curl_easy_strerror(code))};
}

/// whom  for the error
base::Result<HttpAnswer> perform(CURL* handle, std::string_view whom, const HttpLimits& limits) {
  set_up(handle, limits);
  Received received{.bytes = {}, .most = limits.answer_bytes};
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &received);
  std::array<char, CURL_ERROR_SIZE> why{};
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, why.data());
  const auto code = curl_easy_perform(handle);
  if (code != CURLE_OK) return failure(code, why.data(), whom, received);
  HttpAnswer answer;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  answer.body = std::move(received.bytes);
  return answer;
}

base::Error no_memory() {
  return {base::Fault::unavailable, "remotes.http_client", "libcurl has no memory"};
}

base::Result<HttpAnswer> ask(const HttpRequest& request, const std::filesystem::path& ca,
                             const HttpLimits& limits) {
  if (!is_https_url(request.url))
    return base::Error{base::Fault::refused, "remotes.http_client", "only https:// is asked"};
  const Handle handle(curl_easy_init());
  if (!handle) return no_memory();
  set_up_https(handle.get(), request.url, ca);
  const auto form = request.form ? form_encoded(*request.form) : std::string();
  if (request.form) {
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(form.size()));
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, form.c_str());
  }
  return perform(handle.get(), host_in(request.url), limits);
}

void start_libcurl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

Exchange https(const std::filesystem::path& ca, const HttpLimits& limits) {
  start_libcurl();
  return [ca, limits](const HttpRequest& request) { return ask(request, ca, limits); };
}

namespace {

enum class Method { get, post };

struct FreeHeaders {
  void operator()(curl_slist* headers) const { curl_slist_free_all(headers); }
};
using Headers = std::unique_ptr<curl_slist, FreeHeaders>;

base::Result<HttpAnswer> ask_over_socket(Method method, const std::filesystem::path& socket,
                                         std::string_view path, const std::string& json,
                                         const HttpLimits& limits) {
  start_libcurl();
  const Handle handle(curl_easy_init());
  if (!handle) return no_memory();
  const Headers headers(curl_slist_append(nullptr, "Content-Type: application/json"));
  if (method == Method::post) curl_easy_setopt(handle.get(), CURLOPT_COPYPOSTFIELDS, json.c_str());
  if (!json.empty()) curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle.get(), CURLOPT_URL, ("http://localhost" + std::string(path)).c_str());
  curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http");
  curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(handle.get(), CURLOPT_UNIX_SOCKET_PATH, socket.c_str());
  return perform(handle.get(), socket.string(), limits);
}

}  // namespace

base::Result<HttpAnswer> get_over_socket(const std::filesystem::path& socket, std::string_view path,
                                         const HttpLimits& limits) {
  return ask_over_socket(Method::get, socket, path, {}, limits);
}

base::Result<HttpAnswer> post_over_socket(const std::filesystem::path& socket,
                                          std::string_view path, const std::string& json,
                                          const HttpLimits& limits) {
  return ask_over_socket(Method::post, socket, path, json, limits);
}

}  // namespace candour::remotes
