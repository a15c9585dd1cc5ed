// SPDX-License-Identifier: MPL-2.0
//
// Passwords are not left lying in memory that others are given next.
#pragma once

#include <string.h>

#include <string>

namespace candour::base {

/// Zeroes the bytes, which a compiler may not leave out as it may with memset.
inline void wipe(std::string& secret) {
  secret.resize(secret.capacity());
  ::explicit_bzero(secret.data(), secret.size());
  secret.clear();
}

/// Wipes it at the end of its scope.
class Wiped {
 public:
  explicit Wiped(std::string& secret) : secret_(secret) {}
  ~Wiped() { wipe(secret_); }
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;

 private:
  std::string& secret_;
};

}  // namespace candour::base
