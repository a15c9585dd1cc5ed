// SPDX-License-Identifier: MPL-2.0
//
// Who may decide on held mail, and what a decision does: the one way to it, for the command line
// and the console alike. What is released is sent by somebody else (watchers/held_mail_sender).
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/result.h"
#include "people/roster.h"
#include "stores/held_mail.h"

namespace candour::pipeline {

struct HeldDesk {
  std::optional<stores::HeldMail> held;                      // nothing: no mail is held
  bool four_eyes = false;                                    // nobody decides on his own mail
  std::map<std::string, std::string, std::less<>> deciders;  // addresses by login
  std::chrono::days keep{14};  // not decided on for so long, it goes back to its sender
};

/// What somebody decides on a held mail.
struct HeldRuling {
  enum class Kind { release, discard };
  Kind kind = Kind::discard;
  std::string by;      // his login
  std::string reason;  // in his words; cut to `most_reason_bytes`, in one line
  bool again = false;  // release one that may have been sent already
  base::Instant time;
};

inline constexpr std::size_t most_reason_bytes = 400;

/// Why that login may not decide on that mail, in a sentence; empty where it may.
///
/// roster   tells a sender by any of his addresses
std::string objection(const HeldDesk& desk, const people::Roster& roster,
                      const stores::HeldEnvelope& envelope, std::string_view login);

/// On the disk when it returns; its sender is told soon after.
///
/// Errors   malformed, unavailable: there is no such mail, or it is damaged
///          refused: he may not, or it cannot be done (any more); the detail says why, to him
base::Result<void> decide(const HeldDesk& desk, const people::Roster& roster, std::string_view id,
                          const HeldRuling& ruling);

}  // namespace candour::pipeline
