// SPDX-License-Identifier: MPL-2.0
//
// One candour-extract process as the daemon holds it: started, asked one file after another, and
// killed at the first fault. Everything it says is taken for an enemy's words (wire.h).
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "extract/channel.h"
#include "extract/descriptor.h"
#include "mail/document_reader.h"

namespace candour::extract {

/// Why a file was not read. Any of them has spoilt the process.
enum class Mishap {
  late,      // the time that was allowed is over
  too_slow,  // the process's own limit of time was reached
  crashed,   // the reader died of the file, or answered nonsense
  gone,      // the process died of something else: it was killed, or never got ready
};

class Extractor {
 public:
  /// Starts a process and waits until it is confined and ready.
  ///
  /// Errors   unavailable: there is no such program, or it does not start; for the log
  static base::Result<std::unique_ptr<Extractor>> start(const std::filesystem::path& program,
                                                        Moment until);
  /// Takes over a process that was started otherwise: a leader of its process group, with the other
  /// end of `socket`.
  static base::Result<std::unique_ptr<Extractor>> adopt(pid_t process, Descriptor socket,
                                                        Moment until);
  /// Kills the process and all that it started; leaves no zombie.
  ~Extractor();
  Extractor(const Extractor&) = delete;
  Extractor& operator=(const Extractor&) = delete;

  /// "namespaces+landlock+seccomp", as the process says.
  const std::string& confinement() const { return confinement_; }

  /// Waits until the file before is cleared away.
  bool is_ready(Moment until);
  /// Hands over one file, of at most `largest_file` bytes; first is_ready().
  boost::system::result<mail::Opened, Mishap> ask(std::string_view type, std::string_view name,
                                                  std::string_view content, Moment until);

 private:
  Extractor(pid_t process, Descriptor socket) : process_(process), socket_(std::move(socket)) {}
  base::Result<void> greet(Moment until);
  boost::system::result<mail::Opened, Mishap> receive(const std::array<char, 16>& token,
                                                      Moment until);
  Mishap why(Transfer transfer);
  int end();

  pid_t process_;
  Descriptor socket_;
  std::string confinement_;
};

}  // namespace candour::extract
