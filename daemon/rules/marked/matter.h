// SPDX-License-Identifier: MPL-2.0
//
// A mail taken apart by what may be marked in it: the sender's own words, each file, each original
// that is quoted or attached. For every piece: how it is marked, and who wrote it or had it before.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/correspondence.h"
#include "rules/marked/fingerprint.h"
#include "rules/marked/marking.h"

namespace candour::rules {

/// An earlier message in which the matter stood, as far as this one tells of it.
struct Original {
  std::vector<mail::Address> from;
  std::vector<mail::Address> recipients;  // To and Cc
  bool recipients_known = false;
};

Original original_of(const mail::Quote& quote);
Original original_of(const mail::Attached& attached);

struct Matter {
  enum class Kind {
    written,   // what the sender wrote now
    file,      // an attached file, or one inside it
    original,  // a quoted or attached message
    heading,   // the subject that a reply or forward inherits
  };
  Kind kind = Kind::written;
  std::vector<Original> originals;  // innermost first; empty: it first stands in this mail
  std::vector<Marking> markings;
  std::vector<std::string> texts;
  std::vector<ReadText> passages;  // of a letter's texts, without their feet (letter_foot.h)
  std::string_view content;        // of a file: all of it
  std::string_view digest;         // of a file inside a file: its SHA-256, or empty
  std::vector<std::string> files;  // parts that came with a message, and are marked with it
  std::string where;               // for people: "text", "attachment report.pdf"
  std::string part;                // IMAP path
  std::string_view source;         // the text they stand in, for finding words again

  /// Of its passages, or texts where it has none, and its bytes, not of `files`; sorted by key,
  /// each once. The places in different texts lie far apart. Made once for each use.
  const std::vector<Fingerprint>& fingerprints(const Correspondence& correspondence, Use use) const;

  // A long report takes most of what judging takes, and a mail is judged again for each way to
  // mend it.
  mutable std::map<Use, std::vector<Fingerprint>> made_fingerprints{};
  mutable bool no_personal_data = false;  // once looked for and not found
};

/// Whether a recipient wrote an original, by address, by another address of his, or, where only a
/// name is known, by name.
bool wrote(const Original& original, const Recipient& recipient,
           const Correspondence& correspondence);
/// Whether a recipient stands in an original's To or Cc.
bool was_sent(const Original& original, const Recipient& recipient,
              const Correspondence& correspondence);

/// In the order of the mail: heading, written, originals, files. Made once a correspondence.
const std::vector<Matter>& matters_of(const Correspondence& correspondence);

/// Whether the sender, an officer, releases what the message carries: in its own subject, or in the
/// authored text of every version. Looked for once a correspondence.
bool releases(const Correspondence& correspondence);

}  // namespace candour::rules
