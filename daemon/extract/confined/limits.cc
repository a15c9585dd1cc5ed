// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/limits.h"

#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>

namespace candour::extract {

namespace {

bool limit(__rlimit_resource resource, std::size_t soft, std::size_t hard) {
  const rlimit value{soft, hard};
  return ::setrlimit(resource, &value) == 0;
}

bool limit(__rlimit_resource resource, std::size_t most) {
  return limit(resource, most, most);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

constexpr long sanitizer_factor = 4;  // shadow, red zones, freed memory kept for a while
long most_kilobytes = 0;

void end_if_too_big(int) {
  rusage used{};
  if (::getrusage(RUSAGE_SELF, &used) == 0 && used.ru_maxrss > most_kilobytes)
    ::_exit(exit_out_of_memory);
}

bool limit_memory(std::size_t bytes) {
  most_kilobytes = static_cast<long>(bytes >> 10) * sanitizer_factor;
  struct sigaction action {};
  action.sa_handler = end_if_too_big;
  action.sa_flags = SA_RESTART;
  const itimerval often{{0, 10'000}, {0, 10'000}};
  return ::sigaction(SIGPROF, &action, nullptr) == 0 &&
         ::setitimer(ITIMER_PROF, &often, nullptr) == 0;
}

#else

bool limit_memory(std::size_t bytes) {
  return limit(RLIMIT_AS, bytes);
}

#endif

}  // namespace

bool set_limits(const Limits& limits) {
  // At the soft limit of processor time SIGXCPU tells what happened, at the hard one there is
  // nothing left to catch.
  return limit(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1) &&
         limit(RLIMIT_FSIZE, limits.file_bytes) && limit(RLIMIT_NOFILE, limits.descriptors) &&
         limit(RLIMIT_NPROC, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_MEMLOCK, 0) &&
         limit(RLIMIT_MSGQUEUE, 0) && limit_memory(limits.memory_bytes);
}

}  // namespace candour::extract
