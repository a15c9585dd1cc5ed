// SPDX-License-Identifier: MPL-2.0
//
// How a failure that is not our own bug is told: a stranger's bytes, a peer, a disk.
// SMTP codes and HTTP statuses are derived from `Fault` in listeners/, and stored nowhere.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>

namespace candour::base {

/// Why it failed, in the only terms a caller can act on.
enum class Fault {
  malformed,    // the input breaks its own format; asking again will not help
  over_limit,   // the input is legal but larger than we agreed to handle
  refused,      // the peer or the policy said no
  unavailable,  // a disk, database or peer is down; asking again may help
};

/// One failure. `detail` is for the admin's eyes (log, command line), never for a peer.
struct Error {
  Fault fault;
  std::string_view where;  // "folder.function", a literal
  std::string detail;
};

/// Reading value() of a failed Result is a bug and throws std::logic_error.
template <class T>
using Result = boost::system::result<T, Error>;

/// Called by Result::value() on a failure (Boost.System's customisation point).
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& at);

}  // namespace candour::base
