// SPDX-License-Identifier: MPL-2.0

#include "remotes/wake_up.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace candour::remotes {

WakeUp::WakeUp() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::system_category(), "eventfd");
}

WakeUp::~WakeUp() {
  ::close(descriptor_);
}

void WakeUp::call() const {
  const std::uint64_t one = 1;
  // It can fail only where it has been called very often.
  if (::write(descriptor_, &one, sizeof one) < 0) return;
}

bool WakeUp::called() const {
  pollfd waiting{descriptor_, POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

}  // namespace candour::remotes
