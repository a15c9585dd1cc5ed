// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/self_test.h"

#include <fcntl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include "extract/confined/helper_program.h"
#include "extract/confined/namespaces.h"
#include "extract/confined/serve.h"
#include "extract/extractor.h"

namespace candour::extract {

namespace {

constexpr std::string_view got_through = "NOT REFUSED";
constexpr std::size_t too_much_memory = 2u << 30;
constexpr std::chrono::seconds patience{20};

// One thing that no reader has any business doing. Returns what its system call returned.
struct Attempt {
  const char* name;
  long (*make)();
};

long start_program() {
  std::array<char*, 1> none{nullptr};
  return ::execve("/usr/bin/catdoc", none.data(), none.data());
}

long start_process() {
  const long child = ::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) ::_exit(0);
  return child;
}

constexpr Attempt attempts[] = {
    {"reach the network", [] { return long{::socket(AF_INET, SOCK_STREAM, 0)}; }},
    {"reach a service of this machine", [] { return long{::socket(AF_UNIX, SOCK_STREAM, 0)}; }},
    {"read /etc/passwd", [] { return long{::open("/etc/passwd", O_RDONLY)}; }},
    {"read home folders", [] { return long{::open("/home", O_RDONLY | O_DIRECTORY)}; }},
    {"look at processes", [] { return long{::open("/proc/self/status", O_RDONLY)}; }},
    {"write in /tmp", [] { return long{::open("/tmp/x", O_WRONLY | O_CREAT, 0600)}; }},
    {"write in the work folder",
     [] {
       return long{::open((std::string(work_folder) + "/x").c_str(), O_WRONLY | O_CREAT, 0600)};
     }},
    {"write in /usr/lib", [] { return long{::open("/usr/lib/x", O_WRONLY | O_CREAT, 0600)}; }},
    {"start a process", start_process},
    {"start a program", start_program},
    {"end another process", [] { return long{::kill(::getppid(), SIGTERM)}; }},
    {"trace another process",
     [] { return ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr); }},
    {"mount a file system",
     [] { return long{::mount("tmpfs", work_folder, "tmpfs", 0, nullptr)}; }},
    {"enter new namespaces", [] { return long{::unshare(CLONE_NEWUSER)}; }},
    {"raise its limits", [] { return ::syscall(SYS_prlimit64, 0, 0, nullptr, nullptr); }},
    {"use io_uring", [] { return ::syscall(SYS_io_uring_setup, 1, nullptr); }},
    {"use bpf", [] { return ::syscall(SYS_bpf, 0, nullptr, 0); }},
    {"use keyrings", [] { return ::syscall(SYS_keyctl, 0, 0, 0, 0, 0); }},
    {"watch the processor", [] { return ::syscall(SYS_perf_event_open, nullptr, 0, 0, -1, 0); }},
    {"use userfaultfd", [] { return ::syscall(SYS_userfaultfd, 0); }},
};

void try_to_break_out(const File&, Opening& opening) {
  std::string report;
  for (const auto& [name, make] : attempts) {
    errno = 0;
    const long result = make();
    report += std::string(name) + ": " +
              (result < 0 ? "refused (" + std::string(::strerrorname_np(errno)) + ")"
                          : std::string(got_through)) +
              "\n";
  }
  opening.add_document({"", report, {}, {}, ""});
}

// Nothing comes back where the memory cannot be had, whether it is refused or the process ends.
void take_memory(const File&, Opening& opening) {
  std::string memory(too_much_memory, 'x');
  opening.add_document({"", memory.substr(memory.size() - 1), {}, {}, ""});
}

void run_a_helper(const File&, Opening& opening) {
  const auto read = run_helper("catdoc", {"-dutf-8"}, "The hall was full.\n");
  opening.add_document({"", read ? *read : "none", {}, {}, ""});
}

// A process that serves one of the above in place of read_file().
base::Result<std::unique_ptr<Extractor>> start(ReadFile read) {
  std::array<int, 2> ends{};
  ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data());
  Descriptor ours(ends[0]);
  const pid_t process = ::fork();
  if (process == 0) {
    ::setpgid(0, 0);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(ends[1], STDIN_FILENO);
    ::_exit(serve(STDIN_FILENO, read));
  }
  ::close(ends[1]);
  ::setpgid(process, process);
  return Extractor::adopt(process, std::move(ours), from_now(patience));
}

// What a reader found, or an empty text where it came to nothing.
std::string found_by(Extractor& extractor) {
  const auto until = from_now(patience);
  if (!extractor.is_ready(until)) return {};
  const auto opened = extractor.ask("", "", "The hall was full.", until);
  return opened && !opened->documents.empty() ? opened->documents.front().text : std::string();
}

}  // namespace

int self_test() {
  const auto reader = start(try_to_break_out);
  const auto eater = start(take_memory);
  const auto asker = start(run_a_helper);
  if (!reader || !eater || !asker) {
    std::fputs("candour-extract: this system cannot confine it\n", stderr);
    return 1;
  }
  const auto report = found_by(**reader);
  const bool memory = found_by(**eater).empty();
  const bool helper = found_by(**asker).find("hall") != std::string::npos;
  std::printf("confinement: %s\n%stake 2 GiB of memory: %s\nhelper programs: %s\n",
              (*reader)->confinement().c_str(), report.c_str(),
              memory ? "refused" : got_through.data(), helper ? "run" : "do not run");
  const bool kept_in = !report.empty() && report.find(got_through) == std::string::npos && memory;
  return kept_in ? 0 : 1;
}

}  // namespace candour::extract
