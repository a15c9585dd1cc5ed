// SPDX-License-Identifier: MPL-2.0

#include "app/followed_accounts.h"

#include <sys/stat.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <fstream>

#include "app/mail_files.h"
#include "app/secret_file.h"
#include "base/private_file.h"
#include "base/text.h"
#include "remotes/token_file.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr auto list_key = "accounts";

std::string scalar(const YAML::Node& map, const char* key) {
  const auto value = map[key];
  return value && value.IsScalar() ? value.Scalar() : std::string();
}

base::Error faulty(const fs::path& file, const std::string& why) {
  return {base::Fault::malformed, "app.followed_accounts", file.string() + ": " + why};
}

FollowedAccount read_account(const YAML::Node& entry, const fs::path& folder) {
  FollowedAccount account;
  if (!entry.IsMap()) return account;
  account.server = scalar(entry, "server");
  account.user = scalar(entry, "user");
  if (const auto file = scalar(entry, "password-file"); !file.empty())
    account.password_file = folder / file;
  if (const auto file = scalar(entry, "token-file"); !file.empty())
    account.token_file = folder / file;
  return account;
}

// For a file's name: what an address may hold and a file's name may not goes.
std::string file_name(std::string_view address) {
  std::string name = base::lower_ascii(address);
  for (char& c : name) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || c == '.' ||
                      c == '-' || c == '+';
    if (!kept) c = '_';
  }
  return name;
}

}  // namespace

base::Result<FollowedAccounts> FollowedAccounts::read(const fs::path& config) {
  FollowedAccounts accounts;
  std::error_code error;
  accounts.file_ = fs::canonical(config, error);  // a link stays one
  if (error)
    return base::Error{base::Fault::unavailable, "app.followed_accounts",
                       config.string() + ": " + error.message()};
  accounts.folder_ = accounts.file_.parent_path();
  auto text = read_file(accounts.file_);
  if (!text) return text.error();
  accounts.text_ = std::move(*text);
  try {
    const auto root = YAML::Load(accounts.text_);
    if (!root.IsMap() || !root["policy"])
      return faulty(config, "this is not candourd's configuration: `policy:` is missing");
    const auto data = scalar(root, "data");
    accounts.data_ = accounts.folder_ / (data.empty() ? "data" : data);
    if (const auto list = root[list_key]; list && list.IsSequence())
      for (const auto& entry : list)
        accounts.accounts_.push_back(read_account(entry, accounts.folder_));
  } catch (const YAML::Exception& fault) {
    return faulty(config, fault.what());
  }
  return accounts;
}

std::size_t FollowedAccounts::find(std::string_view address) const {
  const auto local = address.substr(0, address.find('@'));
  for (const auto wanted : {address, local})
    for (std::size_t i = 0; i < accounts_.size(); ++i)
      if (base::equals_ignoring_case(accounts_[i].user, wanted)) return i;
  return accounts_.size();
}

fs::path FollowedAccounts::secret_file(std::string_view address, std::string_view ending) const {
  return (data_ / "accounts" / (file_name(address) + "." + std::string(ending))).lexically_normal();
}

base::Result<void> FollowedAccounts::add(const base::YamlFields& entry) const {
  const auto text = base::with_list_entry(text_, list_key, entry);
  if (text) return write(*text);
  std::string by_hand = "; write this there by hand:";
  for (const auto& [name, value] : entry)
    by_hand += (name == entry.front().first ? "\n  - " : "\n    ") + name + ": " + value;
  return faulty(file_, text.error().detail + by_hand);
}

base::Result<void> FollowedAccounts::remove(std::size_t number) const {
  const auto text = base::without_list_entry(text_, list_key, number);
  if (text) return write(*text);
  return faulty(file_, text.error().detail + "; take the entry out by hand");
}

base::Result<void> FollowedAccounts::write(const std::string& text) const {
  struct stat old {};
  const bool known = ::stat(file_.c_str(), &old) == 0;
  auto half = file_;
  half += ".new";
  if (auto written = base::write_private_file(half, text); !written) return written;
  const bool as_before = known && ::chown(half.c_str(), old.st_uid, old.st_gid) == 0 &&
                         ::chmod(half.c_str(), old.st_mode & 07777) == 0 &&
                         ::rename(half.c_str(), file_.c_str()) == 0;
  if (as_before) return {};
  ::unlink(half.c_str());
  return base::Error{base::Fault::unavailable, "app.followed_accounts",
                     file_.string() + ": it cannot be written with its owner and mode kept"};
}

base::Result<remotes::ImapLogin> login_of(const FollowedAccount& account) {
  remotes::ImapLogin login;
  login.user = account.user;
  if (!account.token_file.empty()) {
    login.kind = remotes::ImapLogin::Kind::access_token;
    login.secret = [tokens = remotes::TokenFile(account.token_file)] {
      return tokens.access_token();
    };
  } else if (!account.password_file.empty()) {
    login.secret = [file = account.password_file] { return read_secret(file); };
  } else {
    return base::Error{base::Fault::malformed, "app.followed_accounts",
                       "its secret is not in a file that this command knows"};
  }
  return login;
}

}  // namespace candour::app
