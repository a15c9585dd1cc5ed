// SPDX-License-Identifier: MPL-2.0
//
// What an account command tells: a line a step for people as it happens, or one JSON object at the
// end. What somebody has to do in the meantime always goes to the terminal.
#pragma once

#include <boost/json/array.hpp>
#include <iosfwd>
#include <string>
#include <string_view>

namespace candour::app {

class AccountReport {
 public:
  AccountReport(std::string address, bool json, std::ostream& out, std::ostream& err);

  void found(std::string_view what) { step("found", what); }
  void worked(std::string_view what) { step("worked", what); }
  void failed(std::string_view what, std::string_view advice);
  void wrote(std::string_view what) { step("wrote", what); }
  /// Something to be done now, as "open this address"; never a secret that outlives it.
  void ask(std::string_view what);

  /// Prints the JSON object, where one was asked for.
  void end(bool ok, std::string_view server, std::string_view user);

 private:
  void step(std::string_view kind, std::string_view what);

  std::string address_;
  bool json_;
  std::ostream& out_;
  std::ostream& err_;
  boost::json::array steps_;
};

}  // namespace candour::app
