// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/guard.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "extract/channel.h"
#include "extract/confined/helper_process.h"
#include "extract/confined/helper_program.h"
#include "extract/descriptor.h"
#include "extract/wire.h"

namespace candour::extract {

namespace {

// No daemon waits that long; it is for readers whose daemon is stuck itself.
constexpr std::chrono::seconds longest_life{15};

[[noreturn]] void be_reader(const Sandbox& sandbox, int daemon, Descriptor& helpers,
                            int (*reader)(int)) {
  if (sandbox.may_run_helpers()) ask_helpers_through(helpers.number());
  ::_exit(sandbox.confine_reader() ? reader(daemon) : exit_unconfined);
}

int end_of(pid_t reader) {
  int status = 0;
  while (::waitpid(reader, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? 0 : exit_crashed;
  return WTERMSIG(status) == SIGXCPU ? exit_too_slow : exit_crashed;
}

enum class Event { helper_wanted, reader_gone, too_late };

Event next_event(int helpers, int daemon, Moment until) {
  for (;;) {
    std::array<pollfd, 2> waited{pollfd{helpers, POLLIN, 0}, pollfd{daemon, 0, 0}};
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return Event::too_late;
    const int ready = ::poll(waited.data(), waited.size(), static_cast<int>(left.count()));
    if (ready < 0 && errno != EINTR) return Event::too_late;
    if (ready <= 0) continue;
    if (waited[1].revents != 0) return Event::too_late;
    return await_bytes(helpers, until) == Transfer::done ? Event::helper_wanted
                                                         : Event::reader_gone;
  }
}

}  // namespace

int guard(const Sandbox& sandbox, int daemon, int (*reader)(int)) {
  const auto until = from_now(longest_life);
  std::array<int, 2> ends{};
  if (!sandbox.confine_guard() ||
      ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return exit_unconfined;
  Descriptor ours(ends[0]);
  Descriptor theirs(ends[1]);
  const pid_t child = ::fork();
  if (child < 0) return exit_unconfined;
  if (child == 0) {
    ours.close();
    be_reader(sandbox, daemon, theirs, reader);
  }
  theirs.close();
  if (!sandbox.lock_guard()) return exit_unconfined;
  for (;;) {
    switch (next_event(ours.number(), daemon, until)) {
      case Event::helper_wanted:
        if (serve_helper(sandbox, ours.number(), until)) continue;
        [[fallthrough]];
      case Event::too_late:
        ::kill(child, SIGKILL);
        end_of(child);
        return exit_too_slow;
      case Event::reader_gone:
        return end_of(child);
    }
  }
}

}  // namespace candour::extract
