// SPDX-License-Identifier: MPL-2.0

#include <unistd.h>

#include <algorithm>

#include "app/doctor_checks.h"
#include "app/login_trial.h"
#include "app/smtp_server.h"
#include "base/host_and_port.h"
#include "base/text.h"
#include "remotes/smtp_probe.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds patience{20};
constexpr std::chrono::milliseconds slow{3'000};
constexpr std::chrono::days to_watch{14};

std::string offered(const remotes::SmtpProbe& probe) {
  std::string names;
  for (const auto& extension : probe.extensions)
    names += (names.empty() ? "" : ", ") + extension.substr(0, extension.find(' '));
  return names.empty() ? "no extension" : names;
}

void check_sandbox(const fs::path& folder, Checkup& checkup) {
  const std::string about = "next hop sandbox:" + folder.string();
  std::error_code error;
  const auto nearest = fs::exists(folder, error) ? folder : folder.parent_path();
  if (::access(nearest.c_str(), W_OK | X_OK) == 0)
    return checkup.care(about, "mail is put into this folder and goes no further",
                        "Name the council's mail server at `next-hop:` once you are done trying.");
  checkup.bad(about, "cannot be written to", "Give it to the user of candourd, or name another.");
}

void check_certificate_left(const std::string& about, const remotes::SmtpProbe& probe,
                            Checkup& checkup) {
  if (!probe.certificate_until) return;
  const auto left = std::chrono::floor<std::chrono::days>(*probe.certificate_until - base::now());
  if (left < to_watch)
    checkup.care(about, "its certificate runs out in " + std::to_string(left.count()) + " days",
                 "Tell whoever runs that server: mail stops when it has run out.");
}

void check_next_hop(const listeners::NextHopUrl& url, Checkup& checkup) {
  if (!url.sandbox.empty()) return check_sandbox(url.sandbox, checkup);
  const std::string about = "next hop " + base::written({url.host, url.port});
  const auto probe = remotes::probe_smtp(smtp_server(url), patience);
  if (!probe) {
    const bool refused = probe.error().fault == base::Fault::refused;
    return checkup.bad(
        about, base::in_one_line(probe.error().detail),
        refused ? "Its name in `next-hop:` must be the one in its certificate; a council's own CA "
                  "is named by ?ca=FILE."
                : "Check name and port at `next-hop:`, and that this machine may reach it. Mail "
                  "is answered 4xx until it is back.");
  }
  std::string told = std::string(probe->encrypted ? "answers over TLS" : "answers") + " in " +
                     std::to_string(probe->took.count()) + " ms; offers " + offered(*probe);
  check_certificate_left(about, *probe, checkup);
  if (probe->took > slow)
    return checkup.care(about, std::move(told), "It is slow: mail clients wait as long.");
  if (!probe->encrypted && !base::is_loopback(url.host))
    return checkup.care(about, std::move(told),
                        "Passwords and mail go to it in the clear: leave out ?tls=none.");
  checkup.well(about, std::move(told));
}

}  // namespace

void check_next_hops(const Configuration& configuration, Checkup& checkup) {
  std::vector<listeners::NextHopUrl> hops;
  for (const auto& proxy : configuration.smtp) hops.push_back(proxy.next_hop);
  // Mail of candourd's own mostly goes the same way.
  const auto add = [&](const listeners::NextHopUrl& url) {
    const auto same = [&](const listeners::NextHopUrl& other) {
      return other.host == url.host && other.port == url.port && other.sandbox == url.sandbox;
    };
    if (std::ranges::none_of(hops, same)) hops.push_back(url);
  };
  if (configuration.held) add(configuration.held->server.send_through);
  if (const auto& post = configuration.summary.post) add(post->server.send_through);
  for (const auto& hop : hops) check_next_hop(hop, checkup);
}

void check_accounts(const Configuration& configuration, Checkup& checkup) {
  for (const auto& account : configuration.accounts) {
    const std::string about = "mailbox " + account.login.user;
    const auto trial = try_login(account.server, account.login);
    if (trial.worked)
      checkup.well(about, trial.told);
    else
      checkup.bad(about, trial.told,
                  trial.advice.empty() ? "See its password above." : trial.advice);
  }
}

}  // namespace candour::app
