// SPDX-License-Identifier: MPL-2.0

#include <netdb.h>
#include <sys/socket.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>

#include "app/doctor_checks.h"
#include "base/host_and_port.h"
#include "base/socket_path.h"
#include "extract/document_service.h"
#include "remotes/http_client.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

// When this was written: no clock that is right shows less.
constexpr std::chrono::sys_days not_before{std::chrono::year{2026} / 11 / 1};

const remotes::HttpLimits status_limits{std::chrono::seconds{5}, std::chrono::seconds{10}};

struct Place {
  std::string about;  // "port 127.0.0.1:2587 (smtp)"
  std::string address;
  std::uint16_t port = 0;
  std::string written;
};

std::vector<Place> places_of(const Configuration& configuration) {
  std::vector<Place> places;
  const auto add = [&](std::string_view protocol, const std::string& address, std::uint16_t port) {
    if (port == 0) return;  // whichever is free
    const auto written = base::written({address, port});
    places.push_back(
        {"port " + written + " (" + std::string(protocol) + ")", address, port, written});
  };
  for (const auto& proxy : configuration.smtp) add("smtp", proxy.address, proxy.port);
  if (const auto& http = configuration.http) add("http", http->address, http->port);
  if (const auto& console = configuration.console) add("console", console->address, console->port);
  return places;
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};

/// Why nobody could listen there now; 0 where somebody could.
int why_not_to_be_had(const Place& place) {
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(place.address.c_str(), std::to_string(place.port).c_str(), &hints, &found) != 0)
    return EADDRNOTAVAIL;
  const std::unique_ptr<addrinfo, FreeAddresses> addresses(found);
  const int socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return errno;
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const bool taken =
      ::bind(socket, found->ai_addr, found->ai_addrlen) != 0 || ::listen(socket, 1) != 0;
  const int why = taken ? errno : 0;
  ::close(socket);
  return why;
}

void check_free(const Place& place, Checkup& checkup) {
  switch (const int why = why_not_to_be_had(place)) {
    case 0:
      return checkup.well(place.about, "free");
    case EADDRINUSE:
      return checkup.bad(place.about, "another program has it",
                         "`ss -ltnp` names it. Stop it, or choose another port at `listen:`.");
    case EACCES:
      return checkup.care(place.about, "this user may not listen there",
                          "Ports below 1024 need root or CAP_NET_BIND_SERVICE, which the shipped "
                          "service has; else choose a higher one.");
    case EADDRNOTAVAIL:
      return checkup.bad(place.about, "this machine has no such address",
                         "Name one of those that `ip address` lists, or 127.0.0.1.");
    default:
      return checkup.bad(place.about, std::strerror(why), "Choose another place at `listen:`.");
  }
}

bool flag(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

std::string text(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

json::object part(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_object() ? value->get_object() : json::object();
}

std::int64_t number(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_number() ? value->to_number<std::int64_t>() : 0;
}

bool listens_at(const json::object& status, const std::string& place) {
  const auto* listeners = status.if_contains("listeners");
  if (listeners == nullptr || !listeners->is_array()) return false;
  for (const auto& listener : listeners->get_array())
    if (listener.is_object() && text(listener.get_object(), "place") == place) return true;
  return false;
}

bool somebody_listens(const fs::path& path) {
  const auto reachable = base::SocketPath::of(path);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (!reachable || reachable->reachable().size() >= sizeof address.sun_path) return false;
  reachable->reachable().copy(address.sun_path, sizeof address.sun_path - 1);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  const bool connected =
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return connected;
}

void check_listening(const json::object& status, const Configuration& configuration,
                     Checkup& checkup) {
  for (const auto& place : places_of(configuration)) {
    if (listens_at(status, place.written))
      checkup.well(place.about, "candourd listens there");
    else
      checkup.bad(place.about, "candourd does not listen there",
                  "It was started with another configuration: restart it.");
  }
}

void check_what_it_says(const json::object& status, const std::string& version, Checkup& checkup) {
  const std::string about = "candourd";
  if (const auto runs = text(status, "version"); runs != CANDOUR_VERSION)
    checkup.care(about, "version " + runs + " runs, " CANDOUR_VERSION " is installed",
                 "Restart candourd.");
  const auto policy = part(status, "policy");
  if (flag(policy, "faulty"))
    checkup.bad("policy in force", "the last good one, since the council's own does not load",
                "Mend the policy; candourd takes it within a second.");
  else if (!version.empty() && text(policy, "version") != version)
    checkup.care("policy in force", "another than the file's",
                 "Saved this moment? Ask again. Else send candourd a SIGHUP, and look at its log.");
  else
    checkup.well("policy in force", "as in the file, version " + text(policy, "version"));
  const auto ledger = part(status, "ledger");
  const auto waiting = number(ledger, "waiting"), dropped = number(ledger, "dropped");
  if (waiting + dropped > 0)
    checkup.bad("ledger of candourd",
                std::to_string(waiting) + " records wait in memory to be written, " +
                    std::to_string(dropped) + " were lost",
                "Look at the disk, and whether another program holds the ledger; do not stop "
                "candourd before they are written.");
  if (const auto summary = part(status, "summary"); !summary.empty() && !flag(summary, "well"))
    checkup.care("summaries of candourd", "one did not go out as it should",
                 "See `candour summary sending`, the console's first page and candourd's log.");
  if (!flag(status, "reads_documents"))
    checkup.bad("attached files", "candourd cannot read them and says so of each",
                "See `reader of attached files`; then restart candourd.");
}

}  // namespace

void check_clock(Checkup& checkup) {
  if (std::chrono::system_clock::now() < not_before)
    return checkup.bad("clock", "shows a day before November 2026",
                       "Set it, and have it kept: timedatectl set-ntp true");
  timex state{};
  const int kept = ::adjtimex(&state);
  if (kept < 0) return;  // not for us to see, as in some containers
  if (kept == TIME_ERROR && (state.status & STA_UNSYNC) != 0)
    return checkup.care("clock", "no time server keeps it right",
                        "timedatectl set-ntp true. Deadlines of replies and the hour of the "
                        "summary rest on it.");
  checkup.well("clock", "kept right by a time server");
}

void check_reader(Checkup& checkup) {
  const auto confinement = extract::DocumentService(extract::find_program()).warm_up();
  if (confinement)
    return checkup.well("reader of attached files", "starts; confined by " + *confinement);
  checkup.bad("reader of attached files", confinement.error().detail,
              "Install candour-extract beside candourd. Until then attached files stay unread, "
              "and mail with files asks its sender.");
}

void check_daemon(const Configuration& configuration, const std::string& version,
                  Checkup& checkup) {
  const auto socket = configuration.data / socket_file_name;
  std::error_code error;
  const bool there = fs::exists(socket, error);
  if (error || (there && ::access(socket.c_str(), W_OK) != 0))
    return checkup.care("candourd", "whether it runs this user may not ask",
                        "Ask as root, or join the group: adduser NAME candour");
  const auto answer = remotes::get_over_socket(socket, "/v1/status", status_limits);
  if (!answer && somebody_listens(socket))
    return checkup.bad("candourd", "runs, but does not answer",
                       "Look at its log, then restart it: systemctl restart candourd");
  if (!answer) {
    checkup.care("candourd", "is not running",
                 "systemctl start candourd, or candourd --config FILE; its log says why it "
                 "stopped.");
    for (const auto& place : places_of(configuration)) check_free(place, checkup);
    return;
  }
  boost::system::error_code fault;
  const auto status = json::parse(answer->body, fault);
  if (answer->status != 200 || fault || !status.is_object())
    return checkup.bad("candourd",
                       "does not tell how it is: it answers " + std::to_string(answer->status),
                       "Ask as root, or join the group: adduser NAME candour");
  checkup.well("candourd", "runs since " + text(status.get_object(), "since"));
  check_what_it_says(status.get_object(), version, checkup);
  check_listening(status.get_object(), configuration, checkup);
}

}  // namespace candour::app
