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
};

}  // namespace candour::pipeline
