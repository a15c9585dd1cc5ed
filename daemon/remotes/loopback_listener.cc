// SPDX-License-Identifier: MPL-2.0

#include "remotes/loopback_listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace candour::remotes {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds request_patience{5};
constexpr std::size_t longest_request = 16'384;

class Socket {
 public:
  explicit Socket(int opened) : number_(opened) {}
  ~Socket() {
    if (number_ >= 0) ::close(number_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  operator int() const { return number_; }

 private:
  const int number_;
};

bool readable(int socket, Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  pollfd waiting{socket, POLLIN, 0};
  return left > 0 && ::poll(&waiting, 1, static_cast<int>(left)) > 0;
}

// As far as the end of the headers: a browser that is answered sooner may see a reset instead.
std::string read_request(int client) {
  const auto until = Clock::now() + request_patience;
  std::string request;
  std::array<char, 2'048> bytes;
  while (request.size() < longest_request && request.find("\r\n\r\n") == request.npos &&
         readable(client, until)) {
    const auto got = ::recv(client, bytes.data(), bytes.size(), 0);
    if (got <= 0) break;
    request.append(bytes.data(), static_cast<std::size_t>(got));
  }
  return request;
}

void answer(int client, std::string_view status, std::string_view sentence) {
  const std::string page = "<!DOCTYPE html><meta charset=utf-8><title>Candour</title><p>" +
                           std::string(sentence) + "</p>\n";
  const std::string whole = "HTTP/1.1 " + std::string(status) +
                            "\r\nContent-Type: text/html; charset=utf-8\r\n"
                            "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
                            "Content-Security-Policy: default-src 'none'\r\nContent-Length: " +
                            std::to_string(page.size()) + "\r\nConnection: close\r\n\r\n" + page;
  // A browser that has gone needs no answer.
  if (::send(client, whole.data(), whole.size(), MSG_NOSIGNAL) < 0) return;
  ::shutdown(client, SHUT_WR);
}

void answer_to(int client, Redirected::Kind kind) {
  switch (kind) {
    case Redirected::Kind::code:
      return answer(client, "200 OK",
                    "You have signed in. Close this window and go back to Candour.");
    case Redirected::Kind::refusal:
      return answer(client, "200 OK", "You have not signed in. Candour says why.");
    case Redirected::Kind::forged:
      return answer(
          client, "400 Bad Request",
          "This does not belong to the sign-in that Candour waits for. Nothing was done.");
    case Redirected::Kind::unrelated:
      return answer(client, "404 Not Found", "There is nothing here.");
  }
}

base::Error failed() {
  return {base::Fault::unavailable, "remotes.loopback_listener",
          "no port for the browser to come back to: " + std::system_category().message(errno)};
}

}  // namespace

base::Result<LoopbackListener> LoopbackListener::open(std::uint16_t port) {
  const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listening < 0) return failed();
  LoopbackListener listener(listening, port);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  auto* address = reinterpret_cast<sockaddr*>(&place);
  if (::bind(listening, address, size) != 0 || ::listen(listening, 8) != 0 ||
      ::getsockname(listening, address, &size) != 0)
    return failed();
  listener.port_ = ntohs(place.sin_port);
  return listener;
}

LoopbackListener::LoopbackListener(LoopbackListener&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), port_(other.port_) {}

LoopbackListener::~LoopbackListener() {
  if (socket_ >= 0) ::close(socket_);
}

std::string LoopbackListener::redirect_uri() const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/";
}

base::Result<std::string> LoopbackListener::wait_for_code(const BrowserAttempt& attempt,
                                                          std::chrono::seconds patience) {
  const auto until = Clock::now() + patience;
  int forged = 0;
  while (readable(socket_, until)) {
    const Socket client(::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC));
    if (client < 0) continue;  // it went again
    auto redirected = read_redirect(read_request(client), attempt);
    answer_to(client, redirected.kind);
    forged += redirected.kind == Redirected::Kind::forged ? 1 : 0;
    if (redirected.kind == Redirected::Kind::refusal) return error_of(redirected.refusal);
    if (redirected.kind == Redirected::Kind::code) return std::move(redirected.code);
  }
  return base::Error{base::Fault::refused, "remotes.loopback_listener",
                     forged == 0
                         ? "nobody signed in in time"
                         : "nobody signed in in time; an answer came that did not belong to "
                           "this sign-in (its state was wrong) and was ignored"};
}

}  // namespace candour::remotes
