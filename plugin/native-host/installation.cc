// SPDX-License-Identifier: MPL-2.0

#include "installation.h"

#include <boost/json.hpp>
#include <fstream>

namespace candour::native_host {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view where = "native_host.installation";

std::string manifest_for(const fs::path& program) {
  return boost::json::serialize(
      boost::json::object{{"name", host_name},
                          {"description", "Leads Candour's add-on to the daemon of this machine"},
                          {"path", program.string()},
                          {"type", "stdio"},
                          {"allowed_extensions", {add_on_id}}});
}

base::Result<void> write_whole(const fs::path& file, const std::string& content) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const auto unfinished = file.string() + ".new";
  std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
  stream << content << '\n';
  stream.close();
  if (stream) fs::rename(unfinished, file, error);
  if (!stream || error) {
    fs::remove(unfinished, error);
    return base::Error{base::Fault::unavailable, where, "cannot write " + file.string()};
  }
  return {};
}

}  // namespace

Installation Installation::for_user(const fs::path& home) {
  return {home / ".mozilla/native-messaging-hosts/candour.json", home / ".config/candour/socket"};
}

Installation Installation::for_everybody(const fs::path& under) {
  return {under / "usr/lib/mozilla/native-messaging-hosts/candour.json",
          under / "etc/candour/socket"};
}

base::Result<void> install(const Installation& place, const fs::path& program,
                           const fs::path& socket) {
  if (auto written = write_whole(place.socket_file, socket.string()); !written) return written;
  return write_whole(place.manifest, manifest_for(program));
}

base::Result<void> uninstall(const Installation& place) {
  for (const auto& file : {place.manifest, place.socket_file}) {
    std::error_code error;
    fs::remove(file, error);
    if (error)
      return base::Error{base::Fault::unavailable, where,
                         "cannot remove " + file.string() + ": " + error.message()};
  }
  return {};
}

base::Result<fs::path> find_socket(const fs::path& home) {
  for (const auto& place : {Installation::for_user(home), Installation::for_everybody()}) {
    std::ifstream stream(place.socket_file);
    std::string line;
    if (std::getline(stream, line) && !line.empty()) return fs::path(line);
  }
  return base::Error{base::Fault::unavailable, where,
                     "nobody said where the daemon's socket is: run candour-native-host --install "
                     "--socket DATA/candour.sock"};
}

}  // namespace candour::native_host
