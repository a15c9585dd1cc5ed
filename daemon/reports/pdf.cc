// SPDX-License-Identifier: MPL-2.0

#include "reports/pdf.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <system_error>
#include <vector>

#include "base/text.h"

namespace candour::reports {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_octets = 64u << 20;
constexpr std::size_t most_complaint = 2'000;

base::Error failed(std::string why) {
  return {base::Fault::unavailable, "reports.pdf", std::move(why)};
}

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  int get() const { return number_; }

 private:
  int number_;
};

struct Pipe {
  Descriptor read, write;

  static std::optional<Pipe> make() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
  }
};

/// WeasyPrint at work: killed with its descendants, and waited for, when this goes.
class Worker {
 public:
  static base::Result<Worker> start(const PdfMaker& maker) {
    auto in = Pipe::make(), out = Pipe::make(), err = Pipe::make();
    if (!in || !out || !err) return failed(std::generic_category().message(errno));
    ::posix_spawn_file_actions_t files;
    ::posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, in->read.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, out->write.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, err->write.get(), STDERR_FILENO);
    ::posix_spawnattr_init(&attributes);
    ::sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(
        &attributes,
        static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP));
    std::vector<std::string> words{maker.program.string()};
    // Nothing of ours is its business; no proxy, no fonts but the machine's.
    std::vector<std::string> surroundings{"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent",
                                          "XDG_CACHE_HOME=/tmp"};
    std::vector<char*> arguments, environment;
    for (auto& word : words) arguments.push_back(word.data());
    for (auto& each : surroundings) environment.push_back(each.data());
    arguments.push_back(nullptr);
    environment.push_back(nullptr);
    ::pid_t child = 0;
    const int error = ::posix_spawn(&child, maker.program.c_str(), &files, &attributes,
                                    arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
    if (error == ENOENT)
      return failed(maker.program.string() +
                    ": not there; it makes the PDF. Install Candour again, or ask for another "
                    "form");
    if (error != 0)
      return failed(maker.program.string() + ": " + std::generic_category().message(error));
    return Worker(child, std::move(in->write), std::move(out->read), std::move(err->read));
  }

  Worker(Worker&& other) noexcept
      : child_(std::exchange(other.child_, 0)),
        in_(std::move(other.in_)),
        out_(std::move(other.out_)),
        err_(std::move(other.err_)) {}
  ~Worker() {
    if (child_ == 0) return;
    ::kill(-child_, SIGKILL);
    static_cast<void>(wait());
  }

  /// Hands it the HTML and takes the PDF, as either side is ready.
  base::Result<std::string> work(std::string_view html, Clock::time_point until) {
    for (const auto* end : {&in_, &out_, &err_}) ::fcntl(end->get(), F_SETFL, O_NONBLOCK);
    std::string pdf, complaint;
    while (out_.get() >= 0 || err_.get() >= 0) {
      std::array<::pollfd, 3> waits{::pollfd{in_.get(), POLLOUT, 0},
                                    ::pollfd{out_.get(), POLLIN, 0},
                                    ::pollfd{err_.get(), POLLIN, 0}};
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
      if (left.count() <= 0) return failed("WeasyPrint took too long and was stopped");
      if (::poll(waits.data(), waits.size(), static_cast<int>(left.count())) < 0 && errno != EINTR)
        return failed(std::generic_category().message(errno));
      if (waits[0].revents != 0) give(html);
      if (waits[1].revents != 0) take(out_, pdf, most_octets);
      if (waits[2].revents != 0) take(err_, complaint, most_complaint);
      if (pdf.size() > most_octets) return failed("WeasyPrint made a file of more than 64 MB");
    }
    const int status = wait();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !pdf.starts_with("%PDF-"))
      return failed("WeasyPrint failed: " + base::quoted(base::trim(complaint), 400));
    return pdf;
  }

 private:
  Worker(::pid_t child, Descriptor in, Descriptor out, Descriptor err)
      : child_(child), in_(std::move(in)), out_(std::move(out)), err_(std::move(err)) {}

  void give(std::string_view& html) {
    const auto written = ::write(in_.get(), html.data(), html.size());
    if (written >= 0) html.remove_prefix(static_cast<std::size_t>(written));
    const bool later = written < 0 && (errno == EAGAIN || errno == EINTR);
    if ((written < 0 && !later) || html.empty()) in_.close();
  }

  static void take(Descriptor& from, std::string& to, std::size_t most) {
    std::array<char, 1u << 16> piece;
    const auto read = ::read(from.get(), piece.data(), piece.size());
    if (read < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (read <= 0) return from.close();
    if (to.size() <= most) to.append(piece.data(), static_cast<std::size_t>(read));
  }

  int wait() {
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) continue;
    child_ = 0;
    return status;
  }

  ::pid_t child_;
  Descriptor in_, out_, err_;
};

}  // namespace

std::filesystem::path find_pdf_program() {
  constexpr std::string_view name = "candour-pdf";
  std::error_code error;
  const auto running = std::filesystem::read_symlink("/proc/self/exe", error);
  if (auto beside = running.parent_path() / name; !error && std::filesystem::exists(beside, error))
    return beside;
  return std::filesystem::path(CANDOUR_LIBEXEC) / name;
}

base::Result<std::string> as_pdf(const std::string& html, const PdfMaker& maker) {
  // It may end before it has read all.
  struct ::sigaction ignore {
  }, before{};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &before);
  auto made = [&]() -> base::Result<std::string> {
    auto worker = Worker::start(maker);
    if (!worker) return worker.error();
    return worker->work(html, Clock::now() + maker.longest);
  }();
  ::sigaction(SIGPIPE, &before, nullptr);
  return made;
}

}  // namespace candour::reports
