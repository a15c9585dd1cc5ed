// SPDX-License-Identifier: MPL-2.0

#include "app/outgoing_configuration.h"

namespace candour::app {

std::string read_scalar(const YAML::Node& value, base::YamlFaults& faults) {
  if (value.IsScalar()) return value.Scalar();
  faults.add(value.Mark(), "a single value is expected");
  return {};
}

int read_whole_number(const YAML::Node& value, int least, int most, base::YamlFaults& faults) {
  int number = 0;
  if (YAML::convert<int>::decode(value, number) && number >= least && number <= most) return number;
  faults.add(value.Mark(), "a whole number from " + std::to_string(least) + " to " +
                               std::to_string(most) + " is expected");
  return least;
}

OutgoingServer read_outgoing_server(const YAML::Node& section, const std::filesystem::path& folder,
                                    const std::vector<listeners::SmtpProxyConfig>& proxies,
                                    std::string_view what, base::YamlFaults& faults) {
  OutgoingServer server;
  const auto given = section.IsMap() ? section["send-through"] : YAML::Node();
  if (given && given.IsDefined() && !given.IsNull()) {
    auto url = listeners::parse_next_hop_url(read_scalar(given, faults), folder);
    if (url)
      server.send_through = std::move(*url);
    else
      faults.add(given.Mark(), url.error().detail);
  } else if (proxies.size() == 1) {
    server.send_through = proxies.front().next_hop;
  } else {
    faults.add(section.Mark(), "`send-through:` is missing: where " + std::string(what) +
                                   " goes, as smtp://mail.example");
  }
  if (!section.IsMap()) return server;
  if (const auto user = section["user"]) server.user = read_scalar(user, faults);
  if (const auto file = section["password-file"])
    server.password_file = folder / read_scalar(file, faults);
  if (server.user.empty() != server.password_file.empty())
    faults.add(section.Mark(), "`user:` and `password-file:` come together");
  return server;
}

}  // namespace candour::app
