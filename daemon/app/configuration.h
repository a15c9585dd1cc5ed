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
//   http:                               # optional: the local API beside its Unix socket in `data`
//     listen: 127.0.0.1:8425
//     host: candour.example             # the name callers use, where it is not this machine's own
//     certificate: cert.pem             # HTTPS; needed beyond loopback
//     key: key.pem
//     token: http-token                 # by default in `data`; made if missing, mode 0600
//     origins: [moz-extension://*]      # plugins that call from a browser or mail client
//     metrics: true                     # /metrics and /healthz without the token
//   console:                            # optional: the console on a server, for users with
//   passwords
//     listen: 0.0.0.0:8443
//     host: candour.example             # the name browsers use
//     certificate: cert.pem             # HTTPS; needed beyond loopback
//     key: key.pem
//
//   held:                               # optional: mail with the verdict `hold` waits for a
//   decision
//     send-through: smtp://mail.example # by default the one next hop under `smtp:`
//     user: candour                     # where that server wants to know who sends
//     password-file: held.password
//     days: 14                          # not decided on for so long, it goes back to its sender
//     megabytes: 2048                   # of all held mail together
//     four-eyes: true                   # nobody decides on his own mail
//     deciders: {helen: clerk@example}  # logins of this machine, and whose they are
//
//   summary:                            # optional: see summary_configuration.h
//
//   past-mail: [sent.mbox]              # optional: mboxes, Maildirs, folders of .eml, on which the
//                                       # console may try a policy
//   accounts:                           # optional: mailboxes that are followed
//     - server: imaps://mail.example    # imap:// for STARTTLS; ?ca=FILE
//       user: clerk@example
//       password-file: clerk.password   # or password-credential: NAME, access-token-file: FILE, or
//                                       # token-file: FILE, as `candour account add` writes it
//       folders: {sent: Sent, drafts: off}   # where they are not found by themselves
//       look-back-days: 30
//       renew-seconds: 540
//       poll-seconds: 15
//
// Paths are relative to the file.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/outgoing_configuration.h"
#include "app/summary_configuration.h"
#include "base/result.h"
#include "listeners/smtp_service.h"
#include "watchers/account.h"

namespace candour::app {

inline constexpr std::string_view ledger_file_name = "ledger.sqlite";
inline constexpr std::string_view socket_file_name = "candour.sock";
inline constexpr std::string_view held_folder_name = "held";
inline constexpr std::string_view summaries_folder_name = "summaries";
inline constexpr std::string_view last_good_folder_name = "last-good-policy";
inline constexpr std::string_view token_file_name = "http-token";
inline constexpr std::string_view users_file_name = "console-users";

/// Where pages or the local API are served on TCP.
struct WebPlace {
  std::string address;
  std::uint16_t port = 0;
  std::string host;  // empty: none but this machine's own
  std::filesystem::path certificate, key;
};

/// The local API on TCP, and the console.
struct HttpConfiguration : WebPlace {
  std::filesystem::path token;
  std::vector<std::string> origins;
  bool metrics_for_all = false;  // without the token
};

/// Where held mail waits, and how it goes on.
struct HeldConfiguration {
  OutgoingServer server;
  std::chrono::days keep{14};
  std::uintmax_t most_bytes = std::uintmax_t{2048} << 20;
  bool four_eyes = false;
  std::map<std::string, std::string, std::less<>> deciders;  // addresses by login
};

struct Configuration {
  std::filesystem::path file;  // it was read from
  std::filesystem::path policy;
  std::filesystem::path packs;  // empty: where they are installed
  std::filesystem::path data;
  std::string log_level = "info";
  std::vector<listeners::SmtpProxyConfig> smtp;
  std::optional<HttpConfiguration> http;  // nothing: the Unix socket alone
  std::optional<WebPlace> console;        // another place for the console, without the local API
  std::optional<HeldConfiguration> held;  // nothing: `hold` asks as `confirm` does
  SummaryConfiguration summary;
  std::optional<std::chrono::months> retention;  // nothing: names stay in the ledger for ever
  std::vector<watchers::Account> accounts;
  std::vector<std::filesystem::path> past_mail;  // for replays
  std::vector<std::string> notes;                // for the admin
};

/// Errors   malformed: every fault on a line of its own, "candourd.yaml:4:3: …"
///          unavailable: the file cannot be read
base::Result<Configuration> read_configuration(const std::filesystem::path& file);

}  // namespace candour::app
