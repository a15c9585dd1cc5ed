// SPDX-License-Identifier: MPL-2.0

#include "extract/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace candour::extract {

namespace {

// Milliseconds left, rounded up, so that a poll never ends a moment too early and spins.
int time_left(Moment until) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

Transfer wait_for(int descriptor, short event, Moment until) {
  for (;;) {
    pollfd waited{descriptor, event, 0};
    const int ready = ::poll(&waited, 1, time_left(until));
    if (ready > 0) return (waited.revents & POLLNVAL) != 0 ? Transfer::closed : Transfer::done;
    if (ready < 0 && errno != EINTR) return Transfer::closed;
    if (std::chrono::steady_clock::now() >= until) return Transfer::late;
  }
}

bool try_again() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

// One socket call, repeated until all bytes are through.
template <class Step>
Transfer move_all(int descriptor, short event, std::size_t size, Moment until, Step step) {
  for (std::size_t done = 0; done < size;) {
    if (const auto ready = wait_for(descriptor, event, until); ready != Transfer::done)
      return ready;
    const auto moved = step(done);
    if (moved > 0)
      done += static_cast<std::size_t>(moved);
    else if (moved == 0 || !try_again())
      return Transfer::closed;
  }
  return Transfer::done;
}

}  // namespace

Transfer send_all(int socket, std::string_view bytes, Moment until) {
  return move_all(socket, POLLOUT, bytes.size(), until, [&](std::size_t done) {
    return ::send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
  });
}

Transfer receive_all(int descriptor, char* bytes, std::size_t size, Moment until) {
  return move_all(descriptor, POLLIN, size, until,
                  [&](std::size_t done) { return ::read(descriptor, bytes + done, size - done); });
}

Transfer await_readable(int descriptor, Moment until) {
  return wait_for(descriptor, POLLIN, until);
}

Transfer await_bytes(int socket, Moment until) {
  if (const auto ready = wait_for(socket, POLLIN, until); ready != Transfer::done) return ready;
  char peeked = 0;
  return ::recv(socket, &peeked, 1, MSG_PEEK | MSG_DONTWAIT) == 1 ? Transfer::done
                                                                  : Transfer::closed;
}

}  // namespace candour::extract
