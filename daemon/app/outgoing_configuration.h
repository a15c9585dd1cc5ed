// SPDX-License-Identifier: MPL-2.0
//
// The keys with which a section of candourd's configuration says where mail goes that candourd
// sends by itself: `send-through:`, `user:`, `password-file:`.
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <string>

#include "base/yaml_faults.h"
#include "listeners/next_hop_url.h"
#include "listeners/smtp_service.h"

namespace candour::app {

struct OutgoingServer {
  listeners::NextHopUrl send_through;
  std::string user;                     // empty: the server wants none
  std::filesystem::path password_file;  // of that user
};

/// section   a map, or nothing
/// proxies   where it names no server, theirs is taken, if they have one alone
/// what      goes there: "released mail"
OutgoingServer read_outgoing_server(const YAML::Node& section, const std::filesystem::path& folder,
                                    const std::vector<listeners::SmtpProxyConfig>& proxies,
                                    std::string_view what, base::YamlFaults& faults);

/// A whole number within the limits; otherwise a fault, and `least`.
int read_whole_number(const YAML::Node& value, int least, int most, base::YamlFaults& faults);

/// A value that is neither list nor map; otherwise a fault, and nothing.
std::string read_scalar(const YAML::Node& value, base::YamlFaults& faults);

}  // namespace candour::app
