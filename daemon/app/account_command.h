// SPDX-License-Identifier: MPL-2.0
//
// candour account: the mailboxes that candourd follows are added, listed, tried and taken out.
// Their secrets lie in DATA/accounts, a file each of mode 0600; candourd.yaml names them alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace candour::app {

struct AccountOptions {
  std::filesystem::path config;
  std::string address;  // list: none; check: empty for all
  bool json = false;    // one JSON object an account
  bool ask = false;     // somebody sits at the terminal
  // For `add` alone; empty: found or asked for.
  std::string server, user;
  std::filesystem::path ca;
  std::filesystem::path password_file;
  std::string provider;  // signs in by OAuth2 there
  std::string client_id;
  std::filesystem::path client_secret_file;
  std::filesystem::path providers;
  std::uint16_t redirect_port = 0;
  std::string resolver;  // "127.0.0.1:5353"
  bool look_up = true;   // nobody on the net is asked for the server otherwise
};

/// Each returns the program's exit status: 0 done; 1 a mailbox cannot be entered; 2 the input or
/// usage is bad.
int add_account(const AccountOptions& options, std::ostream& out, std::ostream& err);
int list_accounts(const AccountOptions& options, std::ostream& out, std::ostream& err);
int check_accounts(const AccountOptions& options, std::ostream& out, std::ostream& err);
int remove_account(const AccountOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
