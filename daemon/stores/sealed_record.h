// SPDX-License-Identifier: MPL-2.0
//
// The format of the files of held mail: fields, then bytes, then a digest over all before it. A
// file that lost its end, or any byte, in a power cut is known by it.
//
//   candour-held 1
//   id 5f0c…                a field: its name, a blank, its value to the end of the line
//   rcpt-to a@eastmere.example
//   bytes 1234
//                           an empty line; then that many bytes, as they are
//   sha256 9a3b…            of everything up to here
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace candour::stores {

using RecordFields = std::vector<std::pair<std::string, std::string>>;

struct SealedRecord {
  RecordFields fields;
  std::string body;

  /// The first of that name; empty where there is none.
  std::string_view first(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
};

/// The pieces of a record's file, in order: all but the body's, which stand between them.
struct SealedFrame {
  std::string head;
  std::string seal;
};

/// Errors   malformed: a value holds a line end, or a name a blank
base::Result<SealedFrame> seal(const RecordFields& fields,
                               const std::vector<std::string_view>& body);

/// Errors   malformed: no such record, one of another version, or not a byte of it may be trusted
base::Result<SealedRecord> open_sealed(std::string_view file);

}  // namespace candour::stores
