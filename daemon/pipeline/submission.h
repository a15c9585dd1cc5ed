// SPDX-License-Identifier: MPL-2.0
//
// What every entrance makes of a message: the start of the one way through.
#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"
#include "rules/correspondence.h"

namespace candour::pipeline {

/// A message on its way, as a listener saw it.
struct Submission {
  std::string id;        // for log and ledger, random
  std::string entrance;  // "smtp"
  rules::Envelope envelope;
  std::string_view raw;  // dot-stuffing taken off; must outlive handle()
  base::Instant received;
  std::string acknowledgement;  // value of X-Candour-Ack, or empty
  /// Candour's own, the monthly summary: judged as an officer's mail is, though nobody sits behind
  /// it and whether or not its sender is among those watched.
  bool own = false;
};

}  // namespace candour::pipeline
