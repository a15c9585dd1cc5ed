// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/system_calls.h"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <memory>
#include <string>
#include <string_view>

#include "base/text.h"
#include "extract/descriptor.h"

namespace candour::extract {

namespace {

// Names are those of x86-64 and arm64; what one of them lacks is skipped.
constexpr std::string_view memory_and_time =
    "brk mmap mprotect mremap munmap madvise mincore "
    "clock_gettime clock_getres clock_nanosleep gettimeofday nanosleep time getrandom "
    "futex sched_yield sched_getaffinity restart_syscall membarrier rseq "
    "set_robust_list set_tid_address arch_prctl "
    "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack setitimer getitimer "
    "exit exit_group getpid gettid getppid getuid geteuid getgid getegid "
    "getrusage times uname sysinfo getcpu";
constexpr std::string_view open_descriptors =
    "read pread64 readv write writev lseek close poll ppoll fstat newfstatat fcntl "
    "dup dup2 dup3 sendto sendmsg recvfrom recvmsg shutdown";
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::string_view sanitizers = "pipe2";  // they ask that way whether memory can be read
#else
constexpr std::string_view sanitizers = "";
#endif
constexpr std::string_view looking_at_files =
    "access faccessat faccessat2 stat lstat statx statfs fstatfs "
    "readlink readlinkat getcwd getdents64";
constexpr std::string_view making_files = "open openat memfd_create";
constexpr std::string_view processes =
    "clone clone3 fork vfork wait4 waitid kill tgkill pipe pipe2 "
    "setrlimit prctl seccomp";
// A program's first steps. It can start none of its own but what the file system shows.
constexpr std::string_view starting = "execve prlimit64 getrlimit";

using Context = std::unique_ptr<void, decltype(&seccomp_release)>;

bool allow(const Context& context, std::string_view calls) {
  for (const auto name : base::split(calls, ' ')) {
    const int call = ::seccomp_syscall_resolve_name(std::string(name).c_str());
    if (call < 0) continue;  // not on this machine
    if (::seccomp_rule_add(context.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  return true;
}

// Opening a file is allowed where nothing is written, made or truncated.
bool allow_open_to_read(const Context& context) {
  constexpr scmp_datum_t writing =
      O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  return ::seccomp_rule_add(context.get(), SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0)) == 0 &&
         ::seccomp_rule_add(context.get(), SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0)) == 0;
}

// isatty() alone: other requests reach deep into drivers.
bool allow_isatty(const Context& context) {
  return ::seccomp_rule_add(context.get(), SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                            SCMP_A1(SCMP_CMP_EQ, TCGETS, 0)) == 0;
}

// abort() sends itself a signal; which process a number means, the PID namespace decides.
bool allow_signal_to_self(const Context& context) {
  return ::seccomp_rule_add(context.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A2(SCMP_CMP_EQ, SIGABRT, 0)) == 0;
}

bool allow_for(Task task, const Context& context) {
  if (!allow(context, memory_and_time) || !allow(context, open_descriptors) ||
      !allow(context, sanitizers) || !allow_isatty(context))
    return false;
  switch (task) {
    case Task::read_without_files:
      return allow_signal_to_self(context);
    case Task::read:
      return allow(context, looking_at_files) && allow_open_to_read(context) &&
             allow_signal_to_self(context);
    case Task::guard:
      return allow(context, looking_at_files) && allow(context, making_files) &&
             allow(context, processes) && allow(context, starting);
    case Task::helper:
      return allow(context, looking_at_files) && allow_open_to_read(context) &&
             allow(context, starting) && allow_signal_to_self(context);
  }
  return false;
}

std::vector<sock_filter> exported(const Context& context) {
  const Descriptor file(::memfd_create("filter", MFD_CLOEXEC));
  struct stat status {};
  if (::seccomp_export_bpf(context.get(), file.number()) != 0 ||
      ::fstat(file.number(), &status) != 0)
    return {};
  const auto bytes = static_cast<std::size_t>(status.st_size);
  std::vector<sock_filter> instructions(bytes / sizeof(sock_filter));
  if (::pread(file.number(), instructions.data(), bytes, 0) != status.st_size) return {};
  return instructions;
}

}  // namespace

base::Result<SystemCallFilter> SystemCallFilter::compile(Task task) {
  const Context context(::seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release);
  SystemCallFilter filter;
  // A binary tree finds a call in a few steps, for every call that a reader makes.
  if (context != nullptr && ::seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
      allow_for(task, context))
    filter.instructions_ = exported(context);
  if (filter.instructions_.empty())
    return base::Error{base::Fault::unavailable, "extract.system_calls", "no seccomp"};
  return filter;
}

bool SystemCallFilter::install() const {
  sock_fprog program{static_cast<unsigned short>(instructions_.size()),
                     const_cast<sock_filter*>(instructions_.data())};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace candour::extract
