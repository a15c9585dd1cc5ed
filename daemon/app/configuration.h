// SPDX-License-Identifier: MPL-2.0
//
// candourd's configuration file:
//
//   policy: policy.yaml                 # the council's policy
//   packs: /usr/share/candour           # optional: where packs/ and phrases/ are
//   data: ./data                        # ledger, spool; made if missing
//   log-level: info                     # debug | info | warning | error
//   smtp:
//     - listen: 127.0.0.1:2587
//       tls: none                       # none (loopback only) | starttls | implicit
//       certificate: cert.pem           # for starttls and implicit
//       key: key.pem
//       next-hop: smtp://127.0.0.1:587
//
// Paths are relative to the file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "listeners/smtp_service.h"

namespace candour::app {

inline constexpr std::string_view ledger_file_name = "ledger.sqlite";

struct Configuration {
  std::filesystem::path policy;
  std::filesystem::path packs;  // empty: where they are installed
  std::filesystem::path data;
  std::string log_level = "info";
  std::vector<listeners::SmtpProxyConfig> smtp;
  std::vector<std::string> notes;  // for the admin
};

/// Errors   malformed: every fault on a line of its own, "candourd.yaml:4:3: …"
///          unavailable: the file cannot be read
base::Result<Configuration> read_configuration(const std::filesystem::path& file);

}  // namespace candour::app
