// SPDX-License-Identifier: MPL-2.0
//
// candour-native-host: started by Thunderbird with the manifest's path and the add-on's id, it
// leads the add-on's requests to the daemon until Thunderbird closes the stream. Started by hand,
// it installs itself.

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "daemon_connection.h"
#include "frames.h"
#include "installation.h"
#include "relay.h"

namespace {

namespace fs = std::filesystem;
using namespace candour;

fs::path folder_named_by(const char* variable) {
  const char* folder = std::getenv(variable);
  return folder != nullptr && *folder != '\0' ? folder : "/";
}

fs::path home() {
  return folder_named_by("HOME");
}

int failed(const base::Error& error) {
  std::cerr << "candour-native-host: " << error.detail << '\n';
  return 1;
}

// At each write that the pipe does not take whole, Thunderbird copies all that is left of the
// frame: a pipe of the usual 64 KB makes that ten times a file. Where it cannot be had wider it is
// slower.
void widen_the_way_in() {
  constexpr int most_for_everybody = 1 << 20;  // as /proc/sys/fs/pipe-max-size is set at first
  ::fcntl(STDIN_FILENO, F_SETPIPE_SZ, most_for_everybody);
}

int serve() {
  widen_the_way_in();
  const auto socket = native_host::find_socket(home());
  std::unique_ptr<native_host::DaemonConnection> daemon;
  if (socket) daemon = std::make_unique<native_host::DaemonConnection>(*socket);
  native_host::Relay relay(
      [&](const native_host::Request& request) -> base::Result<native_host::Answer> {
        if (daemon == nullptr) return socket.error();
        return daemon->ask(request);
      });
  for (;;) {
    const auto frame = native_host::read_frame(std::cin);
    if (!frame) return failed(frame.error());
    if (!*frame) return 0;
    const auto answer = relay.answer(**frame);
    if (answer.empty()) continue;
    if (const auto written = native_host::write_frame(std::cout, answer); !written)
      return failed(written.error());
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  CLI::App program("Leads Candour's Thunderbird add-on to the daemon of this machine.",
                   "candour-native-host");
  program.set_version_flag("--version", "candour-native-host " CANDOUR_VERSION);
  bool to_install = false, to_uninstall = false, for_everybody = false;
  fs::path socket;
  std::vector<std::string> from_thunderbird;  // the manifest's path and the add-on's id
  program.add_flag("--install", to_install, "Tell Thunderbird of this program");
  program.add_flag("--uninstall", to_uninstall, "Take that back");
  program.add_flag("--system", for_everybody, "… for everybody on this machine, not for you alone");
  program.add_option("--socket", socket, "The daemon's socket: candour.sock in its data folder");
  program.add_option("manifest", from_thunderbird, "Given by Thunderbird")->expected(0, 2);
  CLI11_PARSE(program, argc, argv);

  const auto place = for_everybody
                         ? native_host::Installation::for_everybody(folder_named_by("DESTDIR"))
                         : native_host::Installation::for_user(home());
  if (to_uninstall) {
    const auto done = native_host::uninstall(place);
    return done ? 0 : failed(done.error());
  }
  if (!to_install) return serve();
  if (socket.empty())
    return failed({base::Fault::malformed, "native_host", "--install needs --socket"});
  const auto done =
      native_host::install(place, fs::read_symlink("/proc/self/exe"), fs::absolute(socket));
  if (!done) return failed(done.error());
  std::cout << "Thunderbird will find the daemon by " << place.manifest.string() << '\n';
  return 0;
}
