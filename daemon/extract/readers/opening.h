// SPDX-License-Identifier: MPL-2.0
//
// One attachment being opened: what was found in it so far, what may still be spent on it. Readers
// are given a file and an Opening; files inside their file they hand back to it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "mail/document_reader.h"

namespace candour::extract {

/// What one attachment may cost, everything packed in it together; all inclusive.
struct Bounds {
  std::size_t text_bytes = 5u << 20;       // of all documents
  std::size_t unpacked_bytes = 96u << 20;  // by decompression, counted as it comes
  std::size_t entry_bytes = 24u << 20;     // of one packed file
  std::size_t entries = 2'000;             // of archives
  std::size_t depth = 4;                   // files inside each other
};

struct File {
  std::string_view type;  // as declared, lower case; may be empty or wrong
  std::string name;       // "papers.zip" … inside: the path in its container; empty: unknown
  std::string_view content;
};

class Opening {
 public:
  explicit Opening(const Bounds& bounds) : bounds_(bounds) {}

  const Bounds& bounds() const { return bounds_; }

  /// Text, margins and properties are made valid UTF-8 with LF and cut at the bounds (which is then
  /// said in `unread`). The name is that of the file being read.
  void add_document(const mail::Document& document);
  /// RFC 5322, without files.
  void add_message(std::string message);
  /// A file inside the one being read: it is read by what it is. Past a bound it stays unread.
  void open_inside(const File& file);

  enum class Weight { aside, decisive };  // decisive could change the verdict
  /// The file being read, or a part of it, was not looked into.
  void unread(std::string_view why, Weight weight);
  /// A file inside it was not even taken out.
  void unread_inside(std::string_view name, std::string_view why, Weight weight);

  /// Whether so many bytes may still be unpacked; takes them off the account. False: it is said.
  bool spend_unpacked(std::size_t bytes);

  mail::Opened take() { return std::move(opened_); }

 private:
  std::string within_bounds(std::string_view text);
  std::string path_of(std::string_view name) const;

  Bounds bounds_;
  mail::Opened opened_;
  std::string inside_;        // path of the file being read, below the attachment; empty: itself
  std::string_view content_;  // of that file, unless it is the attachment itself
  std::size_t depth_ = 0;
  std::size_t text_bytes_ = 0;
  std::size_t unpacked_bytes_ = 0;
  std::size_t entries_ = 0;
};

/// Reads a file by what its bytes say it is, its name and type where they say nothing (kinds.cc).
/// Never throws; a kind without a reader is said in `unread`.
void read_file(const File& file, Opening& opening);

}  // namespace candour::extract
