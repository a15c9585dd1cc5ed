// SPDX-License-Identifier: MPL-2.0
//
// The entries under `accounts:` in candourd.yaml as the command line lists and changes them; what
// the daemon makes of them is read elsewhere.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/yaml_list.h"
#include "remotes/imap_server.h"

namespace candour::app {

struct FollowedAccount {
  std::string server;  // a URL
  std::string user;
  std::filesystem::path password_file, token_file;  // whole paths; one of them, or neither of both
};

class FollowedAccounts {
 public:
  /// Errors   malformed: no YAML, or not candourd's; unavailable: it cannot be read
  static base::Result<FollowedAccounts> read(const std::filesystem::path& config);

  const std::vector<FollowedAccount>& list() const { return accounts_; }
  /// By the user it logs in as, or by the address of which that is the beginning; list().size()
  /// where there is none.
  std::size_t find(std::string_view address) const;

  /// Where an account's secret is kept: DATA/accounts/ADDRESS.ENDING
  std::filesystem::path secret_file(std::string_view address, std::string_view ending) const;
  const std::filesystem::path& folder() const { return folder_; }

  /// Both write candourd.yaml anew, with its mode and owner as they were.
  base::Result<void> add(const base::YamlFields& entry) const;
  base::Result<void> remove(std::size_t number) const;

 private:
  base::Result<void> write(const std::string& text) const;

  std::filesystem::path file_, folder_, data_;
  std::string text_;
  std::vector<FollowedAccount> accounts_;
};

/// How that account logs in, its secret read or refreshed when asked for.
///
/// Errors   malformed: it has no secret that is known here
base::Result<remotes::ImapLogin> login_of(const FollowedAccount& account);

}  // namespace candour::app
