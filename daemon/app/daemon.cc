// SPDX-License-Identifier: MPL-2.0

#include "app/daemon.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <ostream>
#include <thread>

#include "app/data_folder.h"
#include "app/service_manager.h"
#include "app/sole_daemon.h"
#include "app/wiring.h"
#include "base/memory.h"
#include "console/users.h"
#include "extract/document_service.h"

namespace candour::app {

namespace asio = boost::asio;

namespace {

// To standard error, one line an event: systemd's journal or whoever started us keeps it.
void set_up_log(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("candourd"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_level(spdlog::level::from_str(level));
  spdlog::flush_on(spdlog::level::info);
}

void reload_on_hangup(asio::signal_set& hangup, Wiring& wiring) {
  hangup.async_wait([&](boost::system::error_code error, int) {
    if (error) return;
    wiring.reload();
    reload_on_hangup(hangup, wiring);
  });
}

void serve(asio::io_context& context, Wiring& wiring) {
  asio::signal_set hangup(context, SIGHUP);
  reload_on_hangup(hangup, wiring);
  asio::signal_set end(context, SIGTERM, SIGINT);
  end.async_wait([&](boost::system::error_code error, int) {
    if (error) return;
    spdlog::info("stopping");
    notify_service_manager("STOPPING=1");
    hangup.cancel();
    wiring.stop();
  });
  spdlog::info("ready");
  notify_service_manager("READY=1");
  context.run();
  spdlog::info("stopped");
}

}  // namespace

int check_configuration(const std::filesystem::path& file, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const base::Error& error) {
    err << error.detail << '\n';
    return 1;
  };
  const auto configuration = read_configuration(file);
  if (!configuration) return complain(configuration.error());
  const auto data = find_data_folder(configuration->packs);
  if (!data) return complain(data.error());
  const auto policy = policy::load(configuration->policy, *data);
  if (!policy) return complain(policy.error());
  for (const auto& account : configuration->accounts)
    if (const auto secret = account.login.secret(); !secret) return complain(secret.error());
  const auto confinement = extract::DocumentService(extract::find_program()).warm_up();
  out << (confinement ? "attached files are read behind " + *confinement
                      : "note: attached files stay unread: " + confinement.error().detail)
      << '\n';
  // Mail goes on without them.
  const console::Users users(configuration->data / users_file_name);
  if (const auto read = users.all(); !read)
    out << "note: nobody signs in to the console with a password: " << read.error().detail << '\n';
  for (const auto& note : configuration->notes) out << "note: " << note << '\n';
  for (const auto& note : (*policy)->notes) out << "note: " << note << '\n';
  out << file.string() << " is sound: " << (*policy)->council << ", " << (*policy)->pack << ", "
      << (*policy)->roster.people().size() << " people\n";
  return 0;
}

int run_daemon(const std::filesystem::path& file, std::ostream& err) {
  const auto configuration = read_configuration(file);
  if (!configuration) {
    err << configuration.error().detail << '\n';
    return 1;
  }
  set_up_log(configuration->log_level);
  for (const auto& note : configuration->notes) spdlog::warn("configuration_note {}", note);
  std::signal(SIGPIPE, SIG_IGN);
  base::give_large_buffers_back();
  const auto sole = SoleDaemon::of(configuration->data);
  if (!sole) {
    err << sole.error().detail << '\n';
    return 1;
  }
  asio::io_context context(1);
  const auto wiring = Wiring::open(*configuration, context);
  if (!wiring) {
    err << wiring.error().detail << '\n';
    return 1;
  }
  serve(context, **wiring);
  return 0;
}

}  // namespace candour::app
