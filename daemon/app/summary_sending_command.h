// SPDX-License-Identifier: MPL-2.0
//
// candour summary sending, candour summary send: what became of each month's summary, and a
// person's word that one is to be sent. The spool is the daemon's own folder, so only its user and
// root may; the daemon does the sending.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace candour::app {

struct SummarySendingOptions {
  std::filesystem::path config;
  std::string month;   // "2026-10"
  std::string reason;  // for the record; needed where the council's own rules stop it
  bool again = false;  // though it was sent, or may have been
  bool json = false;   // one JSON object a month
};

/// Each returns the program's exit status: 0 done; 1 it may not or cannot be done, for `sending`
/// that a person should look; 2 the input or usage is bad.
int list_summary_sending(const SummarySendingOptions& options, std::ostream& out,
                         std::ostream& err);
int send_summary(const SummarySendingOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
