// SPDX-License-Identifier: MPL-2.0
//
// `candour check`: judges messages by a policy without sending or remembering anything.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace candour::app {

struct CheckOptions {
  std::filesystem::path policy;
  std::filesystem::path packs;  // --packs; empty: where they are installed
  std::optional<std::string> mail_from;
  std::vector<std::string> rcpt;  // empty: the recipients of To, Cc and Bcc
  std::vector<std::string> history;
  bool json = false;
  std::string batch;  // a JSONL file of cases, instead of messages
  std::vector<std::string> messages;
  std::vector<std::string> composed;  // as a compose window knows them, instead of messages
};

/// Results to `out`, complaints to `err`. Returns the exit status: 0 every verdict is `pass`, 1
/// not, 2 the input or usage is bad.
int check(const CheckOptions& options, std::ostream& out, std::ostream& err, bool colour);

}  // namespace candour::app
