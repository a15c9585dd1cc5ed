// SPDX-License-Identifier: MPL-2.0

#include "app/account_configuration.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/secret_file.h"
#include "base/text.h"
#include "remotes/token_file.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

using Kind = remotes::ImapLogin::Kind;

class AccountReader {
 public:
  AccountReader(const fs::path& folder, base::YamlFaults& faults)
      : folder_(folder), faults_(faults) {}

  watchers::Account read(const YAML::Node& entry) {
    faults_.check_keys(entry, {"server", "user", "password-file", "password-credential",
                               "access-token-file", "token-file", "folders", "notices",
                               "look-back-days", "renew-seconds", "poll-seconds"});
    read_server(entry);
    account_.login.user = entry["user"] ? scalar(entry["user"]) : "";
    if (account_.login.user.empty() ||
        account_.login.user.find_first_of("\r\n") != std::string::npos)
      faults_.add(entry.Mark(), "`user:` is missing: who logs in, as clerk@example");
    read_secret_place(entry);
    if (const auto folders = entry["folders"]) read_folders(folders);
    if (const auto form = entry["notices"]) read_notices(form);
    account_.look_back = std::chrono::days{number(entry["look-back-days"], 0, 3'660, 30)};
    account_.renew_after = std::chrono::seconds{number(entry["renew-seconds"], 1, 1'740, 540)};
    account_.poll_every = std::chrono::seconds{number(entry["poll-seconds"], 1, 3'600, 15)};
    return std::move(account_);
  }

 private:
  void read_server(const YAML::Node& entry) {
    const auto node = entry["server"];
    if (!node) return faults_.add(entry.Mark(), "`server:` is missing, as imaps://mail.example");
    auto server = remotes::parse_imap_url(scalar(node), folder_);
    if (server)
      account_.server = std::move(*server);
    else
      faults_.add(node.Mark(), server.error().detail);
  }

  void read_secret_place(const YAML::Node& entry) {
    int places = 0;
    const auto kept_in = [&](const fs::path& file, Kind kind) {
      ++places;
      account_.login.kind = kind;
      account_.login.secret = [file] { return read_secret(file); };
    };
    if (const auto file = entry["password-file"]) kept_in(folder_ / scalar(file), Kind::password);
    if (const auto name = entry["password-credential"]) {
      const auto credential = scalar(name);
      if (credential.empty() || credential.find('/') != std::string::npos)
        faults_.add(name.Mark(), "a credential's name is expected, as in LoadCredential=");
      kept_in(credential_file(credential), Kind::password);
    }
    if (const auto file = entry["access-token-file"])
      kept_in(folder_ / scalar(file), Kind::access_token);
    if (const auto file = entry["token-file"]) {
      ++places;
      account_.login.kind = Kind::access_token;
      account_.login.secret = [tokens = remotes::TokenFile(folder_ / scalar(file))] {
        return tokens.access_token();
      };
    }
    if (places != 1)
      faults_.add(entry.Mark(),
                  "one of `password-file:`, `password-credential:`, `access-token-file:` and "
                  "`token-file:` is needed; a password does not stand in this file");
  }

  void read_folders(const YAML::Node& folders) {
    if (!folders.IsMap())
      return faults_.add(folders.Mark(), "a map is expected, as {sent: Sent, drafts: off}");
    faults_.check_keys(folders, {"inbox", "sent", "drafts"});
    read_folder(folders["inbox"], account_.inbox);
    read_folder(folders["sent"], account_.sent);
    read_folder(folders["drafts"], account_.drafts);
    if (!account_.inbox.followed && !account_.sent.followed && !account_.drafts.followed)
      faults_.add(folders.Mark(), "all folders are off: leave the account out");
  }

  void read_folder(const YAML::Node& node, watchers::FolderChoice& choice) {
    if (!node) return;
    const auto name = scalar(node);
    choice.followed = name != "off";
    if (choice.followed) choice.name = name;
  }

  void read_notices(const YAML::Node& node) {
    const auto form = scalar(node);
    account_.notices.mail = form == "mail" || form == "both";
    account_.notices.keyword = form == "keyword" || form == "both";
    if (account_.notices.none() && form != "none")
      faults_.add(node.Mark(), "mail, keyword, both or none is expected");
  }

  int number(const YAML::Node& node, int least, int most, int otherwise) {
    if (!node) return otherwise;
    const auto digits = scalar(node);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc{} && end == digits.data() + digits.size() && value >= least &&
        value <= most)
      return value;
    faults_.add(node.Mark(), "a number from " + std::to_string(least) + " to " +
                                 std::to_string(most) + " is expected");
    return otherwise;
  }

  std::string scalar(const YAML::Node& value) {
    if (value.IsScalar()) return value.Scalar();
    faults_.add(value.Mark(), "a single value is expected");
    return {};
  }

  const fs::path& folder_;
  base::YamlFaults& faults_;
  watchers::Account account_;
};

}  // namespace

std::vector<watchers::Account> read_accounts(const YAML::Node& list, const fs::path& folder,
                                             base::YamlFaults& faults) {
  std::vector<watchers::Account> accounts;
  std::set<std::string> known;
  if (!list.IsSequence()) {
    faults.add(list.Mark(), "a list is expected: each entry `- server: imaps://mail.example`");
    return accounts;
  }
  for (const auto& entry : list) {
    if (!entry.IsMap()) {
      faults.add(entry.Mark(), "`server:` and `user:` are expected");
      continue;
    }
    accounts.push_back(AccountReader(folder, faults).read(entry));
    if (!known.insert(accounts.back().key()).second)
      faults.add(entry.Mark(), "this account is followed already");
  }
  return accounts;
}

}  // namespace candour::app
