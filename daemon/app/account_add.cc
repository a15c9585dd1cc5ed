// SPDX-License-Identifier: MPL-2.0
//
// candour account add: finds the server, gets the secret, tries both, and only then writes
// anything.

#include <algorithm>
#include <optional>
#include <ostream>

#include "app/account_command.h"
#include "app/account_report.h"
#include "app/data_folder.h"
#include "app/followed_accounts.h"
#include "app/login_trial.h"
#include "app/mail_files.h"
#include "app/secret_file.h"
#include "app/sign_in.h"
#include "app/terminal.h"
#include "base/host_and_port.h"
#include "base/private_file.h"
#include "base/text.h"
#include "remotes/server_search.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

// Why an account was not added; the exit status goes with it.
struct Stop {
  int status;
  std::string told, advice;
};

Stop bad_usage(std::string told, std::string advice = {}) {
  return {2, std::move(told), std::move(advice)};
}

class Addition {
 public:
  Addition(const AccountOptions& options, AccountReport& report, std::ostream& err)
      : options_(options), report_(report), err_(err) {}

  /// Throws Stop.
  void run() {
    read_files();
    find_server();
    get_secret();
    try_users();
    write();
  }

  const std::string& server() const { return server_; }
  const std::string& user() const { return account_user_; }

 private:
  using Kind = remotes::ImapLogin::Kind;

  template <class T>
  T or_stop(base::Result<T> result, int status = 2) {
    if (!result) throw Stop{status, result.error().detail, {}};
    return std::move(*result);
  }

  void read_files() {
    if (!remotes::is_address(options_.address))
      throw bad_usage(base::quoted(options_.address) +
                      " is no address, as clerk@eastmere-tc.gov.uk");
    accounts_ = or_stop(FollowedAccounts::read(options_.config));
    replaced_ = accounts_->find(options_.address);
    const auto file = options_.providers.empty() ? providers_file() : options_.providers;
    const auto text = or_stop(read_file(file));
    providers_ = or_stop(
        remotes::parse_providers(text, fs::absolute(file).parent_path(), file.filename().string()));
  }

  // Beside the packs where Candour is installed; in packaging/ of the source tree.
  fs::path providers_file() {
    const auto data = or_stop(find_data_folder({})).path;
    const auto installed = data / "providers.yaml";
    return fs::exists(installed) ? installed : data / "../packaging/providers.yaml";
  }

  void find_server() {
    if (!options_.provider.empty()) {
      provider_ = remotes::provider_named(providers_, options_.provider);
      if (provider_ == nullptr)
        throw bad_usage("no provider is called " + base::quoted(options_.provider));
      server_ = provider_->imap;
    }
    if (!options_.server.empty()) server_ = options_.server;
    if (server_.empty() && options_.look_up) look_up();
    if (server_.empty() && options_.ask)
      server_ = ask_line("Which IMAP server (imaps://NAME)?", err_).value_or("");
    if (server_.empty())
      throw bad_usage("the IMAP server of this address is not known",
                      "Name it with --server imaps://NAME (imap://NAME for STARTTLS).");
    if (server_.find("://") == std::string::npos) server_ = "imaps://" + server_;
    if (!options_.ca.empty()) server_ += "?ca=" + fs::absolute(options_.ca).string();
    imap_ = or_stop(remotes::parse_imap_url(server_, accounts_->folder()));
  }

  void look_up() {
    const remotes::Dns dns(resolver());
    const auto found = remotes::find_server(
        options_.address, providers_,
        {[&](const std::string& name) { return dns.services(name); },
         [&](const std::string& domain) { return dns.mail_exchangers(domain); },
         remotes::https(
             {}, {.connecting = std::chrono::seconds(5), .whole = std::chrono::seconds(8)})});
    if (found.imap.empty()) {
      report_.found("no server: " + base::join_as_prose(found.tried) + " know of none");
      return;
    }
    report_.found(found.imap + " " + found.how);
    if (!found.confirmed) confirm(found.imap);
    server_ = found.imap;
    suggested_user_ = found.user;
    if (!found.provider.empty() && options_.password_file.empty())
      provider_ = remotes::provider_named(providers_, found.provider);
  }

  // Unsigned DNS can be forged, and the forger's server would have a good certificate of its own.
  void confirm(const std::string& server) {
    const std::string why =
        "DNS names a server outside the address's own domain, and DNS can be forged";
    if (!options_.ask)
      throw bad_usage(why, "If this is the council's provider, say so: --server " + server);
    const auto answer =
        ask_line(why + ". Is " + server + " the council's provider? (yes/no)", err_);
    if (!answer || !base::equals_ignoring_case(*answer, "yes")) throw bad_usage("nothing was done");
  }

  std::optional<remotes::DnsServer> resolver() {
    if (options_.resolver.empty()) return {};
    const auto place = base::parse_host_and_port(options_.resolver);
    if (!place)
      throw bad_usage("--resolver: an address is expected, as 192.0.2.53 or 192.0.2.53:53");
    return remotes::DnsServer{place->host, place->port.value_or(53)};
  }

  void get_secret() {
    if (provider_ != nullptr) return get_consent();
    if (!options_.password_file.empty()) {
      secret_ = or_stop(read_secret(options_.password_file));
    } else if (options_.ask) {
      secret_ = ask_secret("Password of " + options_.address + ":", err_).value_or("");
    }
    if (secret_.empty())
      throw bad_usage("no password was given",
                      "Put it into a file of mode 0600: --password-file FILE.");
  }

  void get_consent() {
    auto client_id = options_.client_id;
    if (client_id.empty() && options_.ask)
      client_id = ask_line("Client id of the council's app at " + provider_->title + ":", err_)
                      .value_or("");
    if (client_id.empty())
      throw bad_usage("signing in at " + provider_->title + " needs the council's --client-id",
                      provider_->registration);
    auto grant = sign_in(*provider_, client_id, options_, report_);
    if (!grant)
      throw Stop{1, "no sign-in at " + provider_->title + ": " + grant.error().detail, {}};
    report_.worked("signed in at " + provider_->title);
    grant_ = std::move(*grant);
    secret_ = grant_->tokens.access;
  }

  // RFC 6186 section 4: the whole address first, then what stands before the @.
  std::vector<std::string> users() const {
    if (!options_.user.empty()) return {options_.user};
    if (!suggested_user_.empty()) return {suggested_user_};
    if (grant_) return {options_.address};
    return {options_.address, options_.address.substr(0, options_.address.rfind('@'))};
  }

  void try_users() {
    LoginTrial trial;
    for (const auto& user : users()) {
      const auto kind = grant_ ? Kind::access_token : Kind::password;
      trial = try_login(imap_, {user, kind, [&] { return base::Result<std::string>(secret_); }});
      account_user_ = user;
      if (trial.worked) return report_.worked(trial.told);
      if (!trial.denied) break;
    }
    throw Stop{1, trial.told, trial.advice};
  }

  void write() {
    const auto file = accounts_->secret_file(options_.address, grant_ ? "token" : "password");
    const bool written = is_written(file);
    if (auto made = base::make_private_folder(file.parent_path()); !made)
      throw Stop{2, made.error().detail, {}};
    const auto kept = grant_ ? remotes::write_grant(file, *grant_)
                             : base::write_private_file(file, secret_ + "\n");
    if (!kept) throw Stop{2, kept.error().detail, {}};
    const auto relative = file.lexically_relative(accounts_->folder());
    const auto shown = relative.empty() || *relative.begin() == ".." ? file : relative;
    report_.wrote(shown.string() + ", for candourd's user alone");
    if (written) return report_.found("the account in " + options_.config.string());
    const auto added = accounts_->add({{"server", server_},
                                       {"user", account_user_},
                                       {grant_ ? "token-file" : "password-file", shown.string()}});
    if (!added) throw Stop{2, added.error().detail, {}};
    report_.wrote(options_.config.string() + "; restart candourd to follow the mailbox");
  }

  // Somebody signs in again: the entry stays as it is, its file is new. An entry that says
  // something else is not ours to change.
  bool is_written(const fs::path& file) const {
    const auto& list = accounts_->list();
    if (replaced_ == list.size()) return false;
    const auto& old = list[replaced_];
    const auto& named = grant_ ? old.token_file : old.password_file;
    if (named.lexically_normal() == file && old.server == server_) return true;
    throw bad_usage(options_.address + " is followed already, in another way",
                    "First `candour account remove " + options_.address + "`.");
  }

  const AccountOptions& options_;
  AccountReport& report_;
  std::ostream& err_;
  std::optional<FollowedAccounts> accounts_;
  std::size_t replaced_ = 0;
  std::vector<remotes::Provider> providers_;
  const remotes::Provider* provider_ = nullptr;  // where one signs in by OAuth2
  std::string server_, suggested_user_, account_user_;
  remotes::ImapServer imap_;
  std::string secret_;
  std::optional<remotes::Grant> grant_;
};

}  // namespace

int add_account(const AccountOptions& options, std::ostream& out, std::ostream& err) {
  AccountReport report(options.address, options.json, out, err);
  Addition addition(options, report, err);
  try {
    addition.run();
  } catch (const Stop& stop) {
    report.failed(stop.told, stop.advice);
    report.end(false, addition.server(), {});
    if (!options.json) out << "  Nothing in candourd's configuration was changed.\n";
    return stop.status;
  }
  report.end(true, addition.server(), addition.user());
  return 0;
}

}  // namespace candour::app
