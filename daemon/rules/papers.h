// SPDX-License-Identifier: MPL-2.0
//
// What a mail brings, as its subject, its files' names and their heads tell: papers of a meeting, a
// report, advice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

/// What a file, or a message inside the mail, calls itself.
struct Label {
  std::string where;  // "attachment agenda.pdf"
  std::string part;
  std::string title;  // as written: the file's name, the message's subject
  ReadText name;      // its words apart
  ReadText head;      // the first lines of its text
};

/// Of all files and attached messages, in the order of the mail.
std::vector<Label> labels_of(const Correspondence& correspondence);

enum class PaperKind {
  meeting,  // agenda, minutes, reports: what is circulated to a body
  advice,   // reports, briefings and advice
};

/// The words that show it, in the subject and the labels. The subject that an answer inherits shows
/// nothing.
std::vector<Evidence> papers_among(const Correspondence& correspondence,
                                   const std::vector<Label>& labels, PaperKind kind);

}  // namespace candour::rules
