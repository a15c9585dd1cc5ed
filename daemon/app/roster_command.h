// SPDX-License-Identifier: MPL-2.0
//
// candour roster: the council's roster is looked over, given out as CSV or vCard, and taken in, by
// the same code as the console's.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace candour::app {

struct RosterOptions {
  // One of them says where the roster is.
  std::filesystem::path config, policy, roster;
  std::filesystem::path file;               // to take in
  std::vector<std::filesystem::path> mail;  // looked through for addresses
  std::string role;                         // of contacts that say none
  bool keep = false;                        // who is not in the file stays
  bool yes = false;
  bool vcard = false;
  bool json = false;
  bool ask = false;  // somebody sits at a terminal
};

/// Each returns the program's exit status: 0 done, and nothing is wrong; 1 not done, or there are
/// warnings; 2 the roster, the file or the usage is bad.
int check_roster(const RosterOptions& options, std::ostream& out, std::ostream& err);
int export_roster(const RosterOptions& options, std::ostream& out, std::ostream& err);
int import_roster(const RosterOptions& options, std::ostream& out, std::ostream& err);

}  // namespace candour::app
