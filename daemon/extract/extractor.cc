// SPDX-License-Identifier: MPL-2.0

#include "extract/extractor.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "extract/wire.h"

namespace candour::extract {

namespace {

// A process that closed its socket is about to end; it gets this long to say how.
constexpr std::chrono::milliseconds last_breath{500};

base::Error no_extractor(const std::filesystem::path& program, std::string_view why) {
  return {base::Fault::unavailable, "extract.start", program.string() + ": " + std::string(why)};
}

// How the process begins: the socket as standard input, nothing else of ours but standard error, a
// process group to be killed by, an empty environment, no signal blocked or ignored.
class Beginning {
 public:
  explicit Beginning(int socket) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_adddup2(&files_, socket, STDIN_FILENO);
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
    ::posix_spawnattr_init(&attributes_);
    sigset_t signals;
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    ::sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&attributes_, &signals);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Beginning() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  Beginning(const Beginning&) = delete;
  Beginning& operator=(const Beginning&) = delete;

  /// Returns 0 or an errno.
  int spawn(const std::filesystem::path& program, pid_t& process) {
    std::string name = "candour-extract";
    std::array<char*, 2> arguments{name.data(), nullptr};
    std::array<char*, 1> environment{nullptr};
    return ::posix_spawn(&process, program.c_str(), &files_, &attributes_, arguments.data(),
                         environment.data());
  }

 private:
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

}  // namespace

base::Result<std::unique_ptr<Extractor>> Extractor::start(const std::filesystem::path& program,
                                                          Moment until) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return no_extractor(program, std::strerror(errno));
  Descriptor ours(ends[0]);
  Descriptor theirs(ends[1]);
  pid_t process = 0;
  if (const int error = Beginning(theirs.number()).spawn(program, process); error != 0)
    return no_extractor(program, std::strerror(error));
  theirs.close();  // so that its end is seen
  auto extractor = adopt(process, std::move(ours), until);
  if (!extractor) return no_extractor(program, extractor.error().detail);
  return extractor;
}

base::Result<std::unique_ptr<Extractor>> Extractor::adopt(pid_t process, Descriptor socket,
                                                          Moment until) {
  std::unique_ptr<Extractor> extractor(new Extractor(process, std::move(socket)));
  if (auto greeted = extractor->greet(until); !greeted) return greeted.error();
  return extractor;
}

Extractor::~Extractor() {
  end();
}

base::Result<void> Extractor::greet(Moment until) {
  const auto wrong = [](std::string_view why) {
    return base::Error{base::Fault::unavailable, "extract.start", std::string(why)};
  };
  std::string line;
  for (char c = 0; c != '\n'; line += c) {
    const auto received = receive_value(socket_.number(), c, until);
    if (received == Transfer::late) return wrong("not ready in time");
    if (received == Transfer::closed) return wrong("ended with status " + std::to_string(end()));
    const bool expected = line.size() < greeting.size()
                              ? c == greeting[line.size()]
                              : c == '\n' || c == '+' || (c >= 'a' && c <= 'z');
    if (!expected || line.size() == longest_greeting) return wrong("not candour-extract");
  }
  confinement_ = line.substr(greeting.size(), line.size() - greeting.size() - 1);
  return {};
}

bool Extractor::is_ready(Moment until) {
  char mark = 0;
  return receive_value(socket_.number(), mark, until) == Transfer::done && mark == ready_mark;
}

boost::system::result<mail::Opened, Mishap> Extractor::ask(std::string_view type,
                                                           std::string_view name,
                                                           std::string_view content, Moment until) {
  RequestHead head{};
  type = type.substr(0, longest_name);
  name = name.substr(0, longest_name);
  if (::RAND_bytes(reinterpret_cast<unsigned char*>(head.token.data()),
                   static_cast<int>(head.token.size())) != 1)
    return Mishap::gone;  // without a token no answer can be trusted
  head.type_bytes = static_cast<std::uint32_t>(type.size());
  head.name_bytes = static_cast<std::uint32_t>(name.size());
  head.content_bytes = content.size();
  for (const auto piece : {bytes_of(head), type, name, content})
    if (const auto sent = send_all(socket_.number(), piece, until); sent != Transfer::done)
      return why(sent);
  return receive(head.token, until);
}

boost::system::result<mail::Opened, Mishap> Extractor::receive(const Token& token, Moment until) {
  const int socket = socket_.number();
  char mark = 0;
  if (const auto received = receive_value(socket, mark, until); received != Transfer::done)
    return why(received);
  if (mark != answer_mark) return Mishap::crashed;  // it forgot to answer, or says it has
  AnswerHead head{};
  if (const auto received = receive_value(socket, head, until); received != Transfer::done)
    return why(received);
  if (head.token != token || head.body_bytes > largest_answer) return Mishap::crashed;
  std::string body(head.body_bytes, '\0');
  if (const auto received = receive_all(socket, body.data(), body.size(), until);
      received != Transfer::done)
    return why(received);
  auto opened = decode(body);
  if (!opened) return Mishap::crashed;
  return std::move(*opened);
}

Mishap Extractor::why(Transfer transfer) {
  if (transfer == Transfer::late) return Mishap::late;
  const Descriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, process_, 0)));
  pollfd waited{ended.number(), POLLIN, 0};
  ::poll(&waited, 1, static_cast<int>(last_breath.count()));
  const int status = end();
  if (!WIFEXITED(status)) return Mishap::gone;
  if (WEXITSTATUS(status) == exit_crashed) return Mishap::crashed;
  return WEXITSTATUS(status) == exit_too_slow ? Mishap::too_slow : Mishap::gone;
}

// Kills what is left of the group, takes the status; a second call changes nothing.
int Extractor::end() {
  if (process_ <= 0) return 0;
  ::kill(-process_, SIGKILL);
  ::kill(process_, SIGKILL);
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = 0;
  socket_.close();
  return status;
}

}  // namespace candour::extract
