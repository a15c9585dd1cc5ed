// SPDX-License-Identifier: MPL-2.0
//
// How much text of one message is read for its words. Whoever looks for zones and quotes holds a
// letter several times over and keeps a record of each line, so that a mail of nothing but line
// ends would take fifty times its own memory.
#pragma once

#include <cstddef>
#include <string_view>

#include "mail/content.h"
#include "mail/mail.h"
#include "mail/remarks.h"

namespace candour::mail {

class WordBudget {
 public:
  WordBudget(const Limits& limits, Remarks& remarks) : left_(limits), remarks_(remarks) {}

  /// What may still be read of a text file.
  const Limits& left() const { return left_; }
  /// What may still be read of a letter's plain text: what would be cut need not be converted.
  Limits left_of_letter() const;
  /// Books the text of a file, read by `left()`.
  void take_file(std::string_view text);
  /// Books a letter, and cuts what is too much of it. `what` names it in the remarks.
  void take_letter(Reading& letter, std::string_view what);

 private:
  Limits left_;
  Remarks& remarks_;
};

}  // namespace candour::mail
