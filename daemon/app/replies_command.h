// SPDX-License-Identifier: MPL-2.0
//
// `candour replies`: which letters of councillors and residents wait for an answer, which had one,
// which are or were late; and `candour replies close`, for an answer that was not a mail.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "base/calendar.h"

namespace candour::app {

struct RepliesOptions {
  std::filesystem::path config;
  std::filesystem::path packs;
  bool open = false, late = false, answered = false;  // none of them: what waits for an answer
  std::string month;                                  // "2026-07"; of receipt
  bool json = false;
  std::string id;   // of `close`: as it is listed, or its beginning
  std::string how;  // "phone", "in-person", "post"
  std::string on;   // the day of that answer; today where it is empty
  base::Clock clock = base::now;
};

/// Exit status: 0, or 2 where something cannot be read.
int list_replies(const RepliesOptions& options, std::ostream& out, std::ostream& err);

/// Puts on record that a letter was answered otherwise. Exit status: 0, or 2 where no open letter,
/// or more than one, has that id.
int close_reply(const RepliesOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
