// SPDX-License-Identifier: MPL-2.0
//
// Calls a mail server, hears what it offers and hangs up: no mail is sent, nobody signs in.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "remotes/smtp_server.h"

namespace candour::remotes {

struct SmtpProbe {
  std::vector<std::string> extensions;  // "SIZE 10240000", as after EHLO (RFC 5321 section 4.1.1.1)
  bool encrypted = false;
  std::optional<base::Instant> certificate_until;
  std::chrono::milliseconds took{};  // from the first byte to the last answer
};

/// Errors   refused: its certificate is none we trust, or it offers no TLS where TLS is required
///          unavailable: nobody answers, not in time, or not as a mail server
base::Result<SmtpProbe> probe_smtp(const SmtpServer& server, std::chrono::seconds patience);

}  // namespace candour::remotes
