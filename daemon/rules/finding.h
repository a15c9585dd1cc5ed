// SPDX-License-Identifier: MPL-2.0
//
// What a rule finds. A finding states a fact and its ground; what follows from it is the policy's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candour::rules {

/// What a finding rests on: where, and the very words or address.
struct Evidence {
  std::string where;       // "envelope", "subject", "header Sensitivity", "text", "quoted text",
                           // "attachment minutes.txt"; for people
  std::string text;        // in one line; never stored
  std::string part;        // IMAP path, or empty for header and envelope
  std::size_t offset = 0;  // bytes into the part's text
  std::size_t length = 0;
};

enum class FixKind {
  append_foot,
  move_to_cc,
  remove_recipient,
  add_recipient,
  change_from,
  add_reason,
  edit_text,
};

std::string_view name_of(FixKind kind);  // "append-foot"

/// Fixes of one kind belong together: the finding is gone when all of them are done. Another kind
/// is another way. What takes two kinds at once is one `edit_text`, in words.
struct Fix {
  FixKind kind;
  std::string text;  // the foot line, the address, or what to do in words
};

/// What a fix asks for, in plain English: "Move from Bcc to Cc: jane@example".
std::string fix_sentence(const Fix& fix);

/// How far the policy may go with a finding: some cases are advice whatever the policy says.
enum class Ceiling { none, note };

struct Finding {
  std::string_view rule;  // "silent-copy"
  std::string grade;      // "outgoing", "correspondence", or empty
  Ceiling ceiling = Ceiling::none;
  std::vector<std::string> people;  // roster names; outsiders by address
  std::string title;                // one line: what is wrong
  std::string explanation;          // plain English: what is wrong and what to do
  std::vector<Evidence> evidence;
  std::vector<Fix> fixes;
};

}  // namespace candour::rules
