// SPDX-License-Identifier: MPL-2.0
//
// Who opens attached files for their words. What can be attached was made by strangers, and its
// parsers are large: the reading is done elsewhere (extract/), this is what mail/ knows of it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace candour::mail {

/// What a file turned out to hold.
struct Opened {
  std::vector<Document> documents;  // the file itself first, then what is packed in it, depth first
  /// Messages inside (an Outlook .msg, an .eml in an archive) as RFC 5322 without their files,
  /// which stand among `documents`.
  std::vector<std::string> messages;
  /// What stayed unread: `what` is a name inside the file, or empty for the file itself.
  std::vector<Unread> unread;
};

class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  /// Opens one file. Never throws, never takes longer than `allowed`; whatever goes wrong stands in
  /// `unread`. Thread-safe.
  ///
  /// type      as declared, lower case; a hint, for senders get it wrong
  /// filename  decoded
  virtual Opened open(std::string_view type, std::string_view filename, std::string_view content,
                      std::chrono::milliseconds allowed) = 0;
};

}  // namespace candour::mail
