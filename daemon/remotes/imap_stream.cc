// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_stream.h"

#include <curl/curl.h>
#include <poll.h>

#include <array>
#include <mutex>

#include "base/host_and_port.h"
#include "base/text.h"

namespace candour::remotes {

namespace {

constexpr long connect_seconds = 20;  // until TCP and TLS stand
constexpr long login_seconds = 40;    // until we are let in

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;

base::Error lost(std::string why) {
  return {base::Fault::unavailable, "remotes.imap_stream", std::move(why)};
}

/// What the server says while libcurl logs in. Nothing that we say is looked at: it is the
/// password.
struct Greeting {
  std::string last_answer;   // the last line that is no untagged one
  bool offers_sasl = false;  // AUTH=PLAIN or AUTH=LOGIN
  bool greeted = false;
};

int listen_to(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* greeting) {
  if (kind != CURLINFO_HEADER_IN) return 0;
  auto& heard = *static_cast<Greeting*>(greeting);
  const std::string_view line(bytes, size);
  heard.greeted = true;
  for (const auto* mechanism : {"AUTH=PLAIN", "AUTH=LOGIN"})
    heard.offers_sasl |= line.find(mechanism) != line.npos;
  if (!line.starts_with('*') && !line.starts_with('+'))
    heard.last_answer = base::trim(line.substr(0, 300));
  return 0;
}

int stop_when_called(void* wake_up, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const WakeUp*>(wake_up)->called() ? 1 : 0;
}

std::string url_of(const ImapServer& server) {
  return (server.tls == ImapTls::implicit ? "imaps://" : "imap://") +
         base::written({server.host, server.port}) + "/";
}

// Which ways in libcurl may take. Left to itself it prefers GSSAPI and NTLM, and does not come back
// from their failing; but only then it knows the LOGIN command (7.88 has no word for that alone).
const char* login_options(const ImapLogin& login, bool any_way) {
  if (login.kind == ImapLogin::Kind::access_token) return "AUTH=OAUTHBEARER;AUTH=XOAUTH2";
  return any_way ? "AUTH=*" : "AUTH=PLAIN;AUTH=LOGIN";
}

void set_up(CURL* handle, const ImapServer& server, const WakeUp& wake_up, Greeting& greeting,
            char* why) {
  curl_easy_setopt(handle, CURLOPT_URL, url_of(server).c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl_easy_setopt(handle, CURLOPT_CONNECT_ONLY, 1L);
  if (server.tls != ImapTls::none)
    curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!server.ca.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, server.ca.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // that CA alone
  }
  // No proxy and no .netrc of whoever started us.
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, login_seconds);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, stop_when_called);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, const_cast<WakeUp*>(&wake_up));
  curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);  // for listen_to() alone; nothing is printed
  curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listen_to);
  curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &greeting);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, why);
}

void log_in_as(CURL* handle, const ImapLogin& login, const std::string& secret) {
  curl_easy_setopt(handle, CURLOPT_USERNAME, login.user.c_str());
  curl_easy_setopt(
      handle,
      login.kind == ImapLogin::Kind::access_token ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
      secret.c_str());
}

base::Error failure(CURLcode code, const char* why, const Greeting& greeting) {
  const bool denied = code == CURLE_LOGIN_DENIED || code == CURLE_AUTH_ERROR;
  const bool untrusted = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
  std::string detail = denied ? "the server does not let this user in"
                              : std::string(why[0] != '\0' ? why : curl_easy_strerror(code));
  if (denied && !greeting.last_answer.empty()) detail += ": " + greeting.last_answer;
  return {denied || untrusted ? base::Fault::refused : base::Fault::unavailable,
          "remotes.imap_stream", std::move(detail)};
}

class CurlStream final : public ImapStream {
 public:
  CurlStream(Handle handle, curl_socket_t socket, const WakeUp& wake_up)
      : handle_(std::move(handle)), socket_(socket), wake_up_(wake_up) {}

  base::Result<void> send(std::string_view bytes, Deadline deadline) override {
    while (!bytes.empty()) {
      std::size_t sent = 0;
      const auto code = curl_easy_send(handle_.get(), bytes.data(), bytes.size(), &sent);
      if (code == CURLE_AGAIN) {
        if (auto ready = wait(POLLOUT, deadline); !ready) return ready;
        continue;
      }
      if (code != CURLE_OK) return lost(curl_easy_strerror(code));
      bytes.remove_prefix(sent);
    }
    return {};
  }

  base::Result<std::string> receive(Deadline deadline) override {
    for (;;) {
      auto bytes = receive_now();
      if (!bytes || !bytes->empty()) return bytes;
      if (auto ready = wait(POLLIN, deadline); !ready) return ready.error();
    }
  }

  base::Result<std::string> receive_now() override {
    std::array<char, 16'384> bytes;
    std::size_t size = 0;
    const auto code = curl_easy_recv(handle_.get(), bytes.data(), bytes.size(), &size);
    if (code == CURLE_AGAIN) return std::string();
    if (code != CURLE_OK) return lost(curl_easy_strerror(code));
    if (size == 0) return lost("the server hung up");
    return std::string(bytes.data(), size);
  }

  int descriptor() const override { return socket_; }

 private:
  base::Result<void> wait(short events, Deadline deadline) const {
    std::array<pollfd, 2> waiting{{{socket_, events, 0}, {wake_up_.descriptor(), POLLIN, 0}}};
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return lost("no answer in time");
    // A signal or a time-out leads back here, with less time left.
    ::poll(waiting.data(), waiting.size(), static_cast<int>(std::min<long>(left.count(), 60'000)));
    if (waiting[1].revents != 0) return lost("stopping");
    return {};
  }

  Handle handle_;
  curl_socket_t socket_;
  const WakeUp& wake_up_;
};

base::Result<std::unique_ptr<ImapStream>> connect(const ImapServer& server, const ImapLogin& login,
                                                  const std::string& secret, const char* options,
                                                  const WakeUp& wake_up, Greeting& greeting) {
  Handle handle(curl_easy_init());
  if (!handle) return lost("libcurl has no memory");
  std::array<char, CURL_ERROR_SIZE> why{};
  set_up(handle.get(), server, wake_up, greeting, why.data());
  log_in_as(handle.get(), login, secret);
  curl_easy_setopt(handle.get(), CURLOPT_LOGIN_OPTIONS, options);
  const auto code = curl_easy_perform(handle.get());
  // What they pointed at ends with this function.
  curl_easy_setopt(handle.get(), CURLOPT_VERBOSE, 0L);
  curl_easy_setopt(handle.get(), CURLOPT_DEBUGDATA, nullptr);
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, nullptr);
  if (wake_up.called()) return lost("stopping");
  if (code != CURLE_OK) return failure(code, why.data(), greeting);
  curl_socket_t socket = CURL_SOCKET_BAD;
  if (curl_easy_getinfo(handle.get(), CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK ||
      socket == CURL_SOCKET_BAD)
    return lost("libcurl shows no connection");
  return std::unique_ptr<ImapStream>(
      std::make_unique<CurlStream>(std::move(handle), socket, wake_up));
}

}  // namespace

base::Result<std::unique_ptr<ImapStream>> open_imap_stream(const ImapServer& server,
                                                           const ImapLogin& login,
                                                           const WakeUp& wake_up) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const auto secret = login.secret();
  if (!secret) return secret.error();
  Greeting greeting;
  auto stream = connect(server, login, *secret, login_options(login, false), wake_up, greeting);
  // A server without SASL is asked by the LOGIN command; one that had it and said no is not asked
  // twice, so that a wrong password counts once.
  if (!stream && stream.error().fault == base::Fault::refused && greeting.greeted &&
      !greeting.offers_sasl && login.kind == ImapLogin::Kind::password)
    stream = connect(server, login, *secret, login_options(login, true), wake_up, greeting);
  return stream;
}

}  // namespace candour::remotes
