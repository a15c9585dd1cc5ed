// SPDX-License-Identifier: MPL-2.0
//
// candour held: mail that waits for a decision is listed, read, released and discarded. The spool
// is the daemon's own folder, so only its user and root may; the daemon sends what is released.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace candour::app {

struct HeldOptions {
  std::filesystem::path config;
  std::string id;      // of one mail; for `list` empty
  std::string reason;  // for `release` and `discard`
  bool again = false;  // release a mail that may have been sent already
  bool json = false;   // one JSON object a mail
};

/// Each returns the program's exit status: 0 done; 1 it may not or cannot be done; 2 the input or
/// usage is bad.
int list_held(const HeldOptions& options, std::ostream& out, std::ostream& err);
int show_held(const HeldOptions& options, std::ostream& out, std::ostream& err);
int release_held(const HeldOptions& options, std::ostream& out, std::ostream& err);
int discard_held(const HeldOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
