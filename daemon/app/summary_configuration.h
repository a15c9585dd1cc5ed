// SPDX-License-Identifier: MPL-2.0
//
// The section `summary:` of candourd's configuration:
//
//   summary:
//     crest: crest.png                     # a PNG or JPEG, on every summary
//     send-to: [clerk@eastmere-tc.gov.uk, "Ann Ford, chair <chair@eastmere-tc.gov.uk>"]
//     from: "Eastmere Town Council <candour@eastmere-tc.gov.uk>"
//     reply-to: clerk@eastmere-tc.gov.uk   # optional
//     day: 1                               # of the month after; in a shorter month, its last
//     hour: "08:00"
//     time-zone: Europe/London
//     reading: public                      # or internal: with names
//     send-through: smtp://mail.example    # by default the one next hop under `smtp:`
//     user: candour                        # where that server wants to know who sends
//     password-file: summary.password
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <optional>
#include <vector>

#include "app/outgoing_configuration.h"
#include "base/yaml_faults.h"
#include "mail/mail.h"
#include "watchers/summary_schedule.h"

namespace candour::app {

enum class SummaryReading {
  open,      // fit for a published agenda pack
  internal,  // with the names of councillors and officers
};

/// The summary as a mail, once a month.
struct SummaryPost {
  std::vector<mail::Address> send_to;
  mail::Address from;
  std::optional<mail::Address> reply_to;
  watchers::SummarySchedule schedule;
  SummaryReading reading = SummaryReading::open;
  OutgoingServer server;
};

struct SummaryConfiguration {
  std::filesystem::path crest;      // empty: none
  std::optional<SummaryPost> post;  // nothing: it is not sent by itself
};

/// Faults go to `faults`.
SummaryConfiguration read_summary(const YAML::Node& section, const std::filesystem::path& folder,
                                  const std::vector<listeners::SmtpProxyConfig>& proxies,
                                  base::YamlFaults& faults);

}  // namespace candour::app
