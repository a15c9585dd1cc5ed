// SPDX-License-Identifier: MPL-2.0

#include "extract/confined/privileges.h"

#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>

namespace candour::extract {

namespace {

constexpr unsigned nobody = 65534;

}  // namespace

void stop_being_root() {
  if (::geteuid() != 0) return;
  // Refused where a container knows no such user; its root is then worth no more than one.
  [[maybe_unused]] const bool stopped = ::setgroups(0, nullptr) == 0 &&
                                        ::setresgid(nobody, nobody, nobody) == 0 &&
                                        ::setresuid(nobody, nobody, nobody) == 0;
}

bool give_up_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::syscall(SYS_capset, &header, none) == 0;
}

void hide_memory() {
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void die_with_parent() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

void close_all_above(int last) {
  ::close_range(static_cast<unsigned>(last) + 1, ~0u, 0);
}

}  // namespace candour::extract
