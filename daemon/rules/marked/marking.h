// SPDX-License-Identifier: MPL-2.0
//
// Reads markings of confidentiality, whoever wrote them and wherever they stand: what marks, what
// only talks, what takes a marking off. The wordings are in policies/phrases/ (marking.yaml
// and the files that it names); where a wording counts is decided here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "rules/correspondence.h"
#include "rules/finding.h"
#include "rules/language/phrases.h"
#include "rules/language/reading.h"

namespace candour::rules {

struct Marking {
  enum class Kind {
    header,     // Sensitivity, or an invitation's CLASS
    subject,    // "[CONFIDENTIAL] Staffing"
    line,       // standing by itself at head or foot
    statement,  // "Please treat this as confidential."
    told,       // "Councillor Brown told me in confidence …": somebody else's confidence
    name,       // of a file
    property,   // of a document: its title, its keywords
    label,      // a sensitivity label, as office programs set them
  };
  Kind kind = Kind::line;
  Evidence evidence;
  bool embargo = false;  // lapses by itself: not remembered past its hour
};

/// A subject's marking. A reply or forward inherits its subject: `inherited` markings were made by
/// an earlier message.
struct SubjectMarking {
  Marking marking;
  bool inherited = false;
};

class MarkingReader {
 public:
  /// phrases   must outlive the reader
  /// day, time of the message: an embargo lapses at its hour
  MarkingReader(const Phrases& phrases, base::Day day, base::Instant time)
      : phrases_(phrases), day_(day), time_(time) {}

  std::optional<Marking> sensitivity(const mail::Headers& headers, std::string_view where) const;
  /// An invitation's CLASS (RFC 5545 section 3.8.1.3).
  static std::optional<Marking> classification(const mail::Invitation& invitation);
  std::optional<SubjectMarking> subject(std::string_view subject, std::string_view where) const;
  /// Whether a subject says that it comes from an earlier message ("Re:", "Fw:").
  bool is_inherited(std::string_view subject) const;
  std::optional<Marking> file_name(std::string_view name) const;

  /// Lines standing by themselves at head or foot of what somebody wrote.
  ///
  /// whole  the part's whole text: a line that opens a disclaimer marks nothing, and the disclaimer
  ///        may lie in a zone of its own
  std::vector<Marking> lines(const ReadText& text, std::string_view whole) const;
  /// The same for a document, whose running headers and footers count too.
  std::vector<Marking> document_lines(std::string_view text, std::string_view where,
                                      std::string_view part) const;
  /// A line that has nothing around it: of a running header, a watermark, a stamp.
  std::optional<Marking> line_by_itself(std::string_view line, std::string_view where) const;
  std::vector<Marking> statements(const ReadText& text) const;
  /// What an original's introduction shows of its Sensitivity.
  std::optional<Marking> quoted_sensitivity(std::string_view introduction, std::string_view where,
                                            std::string_view part) const;

  /// Whether a sentence releases all that the message carries.
  bool releases(const ReadText& text) const;

 private:
  struct Line;
  enum class Place { head, foot };

  std::string without_prefixes(std::string_view folded, bool* inherited) const;
  std::optional<Marking> line(const Line& line, Place place) const;
  bool lapsed(std::string_view folded) const;
  bool opens_disclaimer(std::string_view folded_line, std::string_view after) const;
  std::vector<base::Range> disclaimers(const ReadText& text) const;
  std::string without(SetName set, std::string text) const;

  const Phrases& phrases_;
  base::Day day_;
  base::Instant time_;
};

}  // namespace candour::rules
