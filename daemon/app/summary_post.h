// SPDX-License-Identifier: MPL-2.0
//
// How far the sending of summaries is, in words: for the console, `candour doctor` and the command
// line, from what stands on the disk.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/summary_configuration.h"
#include "stores/held_mail.h"
#include "watchers/summary_sender.h"

namespace candour::app {

stores::HeldMail summary_spool(const std::filesystem::path& data);

watchers::SummaryPlan plan_of(const SummaryPost& post);

/// One month's summary.
struct SummaryState {
  base::Month month;
  /// As stores::name_of(), or "not-prepared", or "damaged".
  std::string stage;
  bool well = true;   // false: a person should look
  std::string words;  // "was sent on 1 November 2026 at 08:00 to 3 recipients"; one line, no end
  std::string cure;   // what to do; empty where it is well
  base::Instant time;
  std::size_t recipients = 0;
  std::uint32_t tries = 0;
  std::string answer;  // the mail server's last, or what Candour's own rules stop
  std::string by;      // who had it sent again
};

/// Of the months that are or were due, oldest first; none that the sending began after.
///
/// troubles  that candourd tells of, by month
/// Errors    unavailable: the spool cannot be read
base::Result<std::vector<SummaryState>> summary_states(
    const SummaryPost& post, const stores::HeldMail& spool, base::Instant now,
    const std::map<base::Month, std::string>& troubles = {});

/// In a sentence or two, and whether a person should look: what is amiss, else the last and the
/// next.
struct SummaryHealth {
  bool well = true;
  std::string words;
};
SummaryHealth summary_health(const SummaryPost& post, const std::vector<SummaryState>& states,
                             base::Instant now);

/// "1 November 2026 at 08:00", by the clock of that place.
std::string moment_at(const base::TimeZone& zone, base::Instant instant);

}  // namespace candour::app
