// SPDX-License-Identifier: MPL-2.0

#include "app/account_command.h"

#include <boost/json.hpp>
#include <ostream>

#include "app/account_report.h"
#include "app/followed_accounts.h"
#include "app/login_trial.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

int bad(const base::Error& error, std::ostream& err) {
  err << "candour: " << error.detail << "\n";
  return 2;
}

int unknown(const AccountOptions& options, std::ostream& err) {
  err << "candour: no account " << options.address << " in " << options.config.string()
      << "; see `candour account list`\n";
  return 2;
}

std::string_view way_in(const FollowedAccount& account) {
  if (!account.token_file.empty()) return "oauth2";
  return account.password_file.empty() ? "other" : "password";
}

bool check(const FollowedAccount& account, const fs::path& folder, AccountReport& report) {
  const auto server = remotes::parse_imap_url(account.server, folder);
  const auto login = login_of(account);
  if (!server || !login) {
    report.failed((server ? login.error() : server.error()).detail, "");
    return false;
  }
  const auto trial = try_login(*server, *login);
  if (trial.worked)
    report.worked(trial.told);
  else
    report.failed(trial.told, trial.advice);
  return trial.worked;
}

// Files of an admin's own stay.
bool is_ours(const fs::path& file, const FollowedAccounts& accounts) {
  return file.lexically_normal().parent_path() ==
         accounts.secret_file("any", "password").parent_path();
}

}  // namespace

int list_accounts(const AccountOptions& options, std::ostream& out, std::ostream& err) {
  const auto accounts = FollowedAccounts::read(options.config);
  if (!accounts) return bad(accounts.error(), err);
  for (const auto& account : accounts->list()) {
    if (options.json)
      out << json::serialize(json::object{{"user", account.user},
                                          {"server", account.server},
                                          {"signs_in_by", way_in(account)}})
          << "\n";
    else
      out << account.user << "  " << account.server << "  " << way_in(account) << "\n";
  }
  if (accounts->list().empty() && !options.json)
    out << "No mailbox is followed. Add one: candour account add ADDRESS --config "
        << options.config.string() << "\n";
  return 0;
}

int check_accounts(const AccountOptions& options, std::ostream& out, std::ostream& err) {
  const auto accounts = FollowedAccounts::read(options.config);
  if (!accounts) return bad(accounts.error(), err);
  const auto& list = accounts->list();
  const auto wanted = accounts->find(options.address);
  if (!options.address.empty() && wanted == list.size()) return unknown(options, err);
  bool all_work = true;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!options.address.empty() && i != wanted) continue;
    AccountReport report(list[i].user, options.json, out, err);
    const bool works = check(list[i], accounts->folder(), report);
    report.end(works, list[i].server, list[i].user);
    all_work &= works;
  }
  return all_work ? 0 : 1;
}

int remove_account(const AccountOptions& options, std::ostream& out, std::ostream& err) {
  const auto accounts = FollowedAccounts::read(options.config);
  if (!accounts) return bad(accounts.error(), err);
  const auto number = accounts->find(options.address);
  if (number == accounts->list().size()) return unknown(options, err);
  if (const auto removed = accounts->remove(number); !removed) return bad(removed.error(), err);
  AccountReport report(options.address, options.json, out, err);
  report.wrote(options.config.string() +
               " without the account; restart candourd to stop following it");
  const auto& account = accounts->list()[number];
  for (const auto& file : {account.password_file, account.token_file}) {
    std::error_code error;
    if (!file.empty() && is_ours(file, *accounts) && fs::remove(file, error))
      report.worked("deleted " + file.string());
  }
  if (!account.token_file.empty())
    report.found("consent at the provider, which stays until it is withdrawn there");
  report.end(true, account.server, account.user);
  return 0;
}

}  // namespace candour::app
