// SPDX-License-Identifier: MPL-2.0

#include "app/console_command.h"

#include <fcntl.h>
#include <spawn.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <ostream>

#include "app/configuration.h"
#include "app/login_name.h"
#include "remotes/socket_client.h"

extern char** environ;

namespace candour::app {

namespace json = boost::json;

namespace {

std::string words_at(const json::value& answer, std::string_view key) {
  const auto* object = answer.if_object();
  const auto* value = object == nullptr ? nullptr : object->if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

base::Result<std::string> ask_for_link(const std::filesystem::path& socket) {
  const auto answer = remotes::post_over_socket(
      socket, "/v1/console-links", json::serialize(json::object{{"user", login_name()}}));
  if (!answer)
    return base::Error{answer.error().fault, "app.console",
                       "is candourd running? " + answer.error().detail};
  boost::system::error_code error;
  const auto document = json::parse(answer->body, error);
  if (error || answer->status != 201) {
    const auto detail = error ? std::string() : words_at(document, "detail");
    return base::Error{
        base::Fault::refused, "app.console",
        detail.empty() ? "candourd answers " + std::to_string(answer->status) : detail};
  }
  return words_at(document, "url");
}

bool has_display() {
  return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
}

// Whether a browser was told. It may run as long as it likes.
bool open_in_browser(const std::string& url) {
  posix_spawn_file_actions_t actions;
  if (::posix_spawn_file_actions_init(&actions) != 0) return false;
  for (const int descriptor : {0, 1, 2})
    ::posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
  std::string program = "xdg-open", address = url;
  char* arguments[] = {program.data(), address.data(), nullptr};
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments, environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return failed == 0;
}

}  // namespace

int open_console(const ConsoleOptions& options, std::ostream& out, std::ostream& err) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) {
    err << "candour: " << configuration.error().detail << '\n';
    return 2;
  }
  const auto url = ask_for_link(configuration->data / socket_file_name);
  if (!url) {
    err << "candour: " << url.error().detail << '\n';
    return 1;
  }
  if (options.print) {
    out << *url << '\n';
    return 0;
  }
  const bool opened = has_display() && open_in_browser(*url);
  out << (opened ? "Your browser opens the console. Should it not, open this yourself:"
                 : "Open this in a browser on this machine:")
      << "\n\n  " << *url << "\n\nIt signs in once, within two minutes.\n";
  return 0;
}

}  // namespace candour::app
