// SPDX-License-Identifier: MPL-2.0
//
// Bytes through a stream socket or a pipe whose other end may stall, lie or die: every call ends at
// its moment, and none raises SIGPIPE.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace candour::extract {

using Moment = std::chrono::steady_clock::time_point;

inline Moment from_now(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

enum class Transfer {
  done,
  closed,  // the other end is gone, or the connection is broken
  late,
};

/// Sends all bytes through a socket.
Transfer send_all(int socket, std::string_view bytes, Moment until);
/// Fills `size` bytes.
Transfer receive_all(int descriptor, char* bytes, std::size_t size, Moment until);
/// Waits until a read would not block: bytes or the end.
Transfer await_readable(int descriptor, Moment until);
/// Waits until there is something to read: `closed` where that is the end.
Transfer await_bytes(int socket, Moment until);

/// Plain values, for two ends built together on one machine.
template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}
template <class T>
Transfer receive_value(int descriptor, T& value, Moment until) {
  return receive_all(descriptor, reinterpret_cast<char*>(&value), sizeof value, until);
}

}  // namespace candour::extract
