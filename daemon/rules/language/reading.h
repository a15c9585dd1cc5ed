// SPDX-License-Identifier: MPL-2.0
//
// A mail's words made ready for the rules: parted by zone, folded once, cut into sentences. What a
// rule finds in them leads back to its place in the mail.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "mail/mail.h"
#include "rules/finding.h"
#include "rules/language/phrases.h"

namespace candour::rules {

struct LevelledText;

/// Words of one kind from one place. Positions count bytes of `folded.text`, as Phrases gives them.
struct ReadText {
  /// Where a stretch of `text` stood in the part.
  struct Piece {
    std::size_t begin = 0;   // bytes into `text`
    std::size_t origin = 0;  // bytes into the part's text
  };

  std::string where;  // for people: "text", "quoted text", "attachment minutes.txt"
  std::string part;   // IMAP path; empty for a header
  std::string text;   // as written, UTF-8
  base::Folded folded;
  std::vector<Piece> pieces;  // by begin; empty: `text` is the part's whole text

  // Made once asked for: sentences_of(), wording_of(), wordings_of(), levelled().
  mutable std::optional<std::vector<base::Range>> sentences{};
  mutable std::shared_ptr<const PhraseFilter::Words> words{};
  mutable std::shared_ptr<const std::vector<PhraseFilter::Words>> words_of_sentences{};
  mutable std::shared_ptr<const LevelledText> levelled{};

  /// Evidence that quotes the words as written.
  Evidence evidence(std::size_t begin, std::size_t end) const;
  std::string_view folded_text(base::Range range) const;
};

ReadText read_text(std::string_view text, std::string_view where, std::string_view part = {});

/// Sentences, as ranges of `folded.text`; cut once a text.
const std::vector<base::Range>& sentences_of(const ReadText& read);
/// The whole text, and its sentences as sentences_of() cuts them, for Phrases; looked over once a
/// text, which must outlive them.
Wording wording_of(const ReadText& read, const Phrases& phrases);
std::vector<Wording> wordings_of(const ReadText& read, const Phrases& phrases);
/// Lines that are not blank, without the blanks around them, as ranges of `folded.text`.
std::vector<base::Range> lines_of(const ReadText& read);

/// The words of a file's name, apart and without its ending: "Confidential Report v2" for
/// "ConfidentialReport_v2.pdf".
std::string words_of_file_name(std::string_view name);

/// One body, zone by zone (policies/rules.md, "Parts of a message").
struct ReadBody {
  const mail::Body* body = nullptr;
  ReadText authored, quoted, signature, disclaimer;
  ReadText foot;                       // its pieces are not kept: a cure needs no evidence
  std::vector<base::Range> sentences;  // of `authored`
};

/// body   must outlive what is returned
/// where  what the body is called in evidence: "text", "attached message"
ReadBody read_body(const mail::Body& body, std::string_view where = "text");

}  // namespace candour::rules
