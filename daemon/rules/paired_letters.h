// SPDX-License-Identifier: MPL-2.0
//
// Which letter answers which: what came in and asks something is brought together with what went
// out, by thread and person, else by subject and person. Works on keys alone, whose equality is all
// that counts; in whatever order letters become known, the same come together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/late_reply.h"

namespace candour::rules {

struct ExchangedLetter {
  enum class Kind { asks, answers, acknowledges, answered_otherwise };

  std::string id;
  Kind kind = Kind::asks;
  base::Instant time{};
  std::vector<std::string> people;  // who asks; whom an answer goes to
  std::vector<std::string> thread;  // its own id among them
  std::string subject;              // empty: by the thread alone
  Asker from = Asker::resident;     // of what asks, as the next
  Asked asked = Asked::enquiry;
  Reply::By by = Reply::By::officer;  // of what answers
};

struct PairedLetters {
  std::vector<Request> requests;  // by time
  std::vector<Reply> replies;
};

/// Whoever asks once more before he has an answer asks nothing new, and the first letter's time
/// counts; after an answer he does, and when he now asks under an Act, which has its own time.
PairedLetters pair_letters(std::vector<ExchangedLetter> letters);

/// A folded subject as letters of one exchange share it: without "re:", "fwd:", "atb:" and marks
/// like "[external]".
std::string_view subject_of_exchange(std::string_view folded);

}  // namespace candour::rules
