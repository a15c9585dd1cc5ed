// SPDX-License-Identifier: MPL-2.0
//
// A record as the chain hashes it: what may stay for good in clear, each personal value as a salted
// commitment. Whoever throws a value's salt away leaves a number that proves what was there before
// to nobody, and the chain whole.
//
//   s(label)   HMAC-SHA-256(the record's salt, label)
//   c(label)   HMAC-SHA-256(s(label), label LF value)
//   content    SHA-256(open part, SHA-256(c of each personal value, in their order))
//
// The open part begins "candour-record 1"; then a line a field, `name=bytes:value`, those left out
// that are empty or 0. So a column that is added later, with such a default, changes no old record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::stores {

struct PersonalValue {
  std::string label;  // "sender_name", "visible_keys.0", "finding.1.people.0"
  std::string value;
};

/// What is hashed of one record.
class RecordText {
 public:
  RecordText(std::string_view kind, std::string_view subject);

  void add_open(std::string_view name, std::string_view value);
  /// An empty value is none.
  void add_personal(std::string label, std::string value);
  /// json   a list; its elements become personal values, the empty ones too
  void add_personal_list(const std::string& label, std::string_view json);

  const std::string& open() const { return open_; }
  const std::vector<PersonalValue>& personal() const { return personal_; }

 private:
  std::string open_;
  std::vector<PersonalValue> personal_;
};

/// What stands in the place of an erased value: "(erased)", or "(erased 9f3c21ab)" where those of
/// one person are still told from those of another.
bool is_erased(std::string_view value);
inline constexpr std::string_view erased_by_age = "(erased)";
std::string erased_person();  // with eight random digits

/// What opens the commitments of a record: its salt, or once something was erased, what is left.
struct Opening {
  std::string salt;            // 16 bytes; empty once something was erased
  std::string kept;            // then: "all HEX", or JSON, [["label","s…"],["label","c…"]]
  std::int64_t event = 0;      // the record's newest in the journal
  std::int64_t erased_by = 0;  // the event that erased something of it last; 0: none

  bool all_erased() const { return kept.starts_with("all "); }
};

std::string new_salt();

/// 32 bytes.
/// Errors   malformed: what opens the record does not fit what stands in it
base::Result<std::string> content_of(const RecordText& record, const Opening& opening);

/// What is left of an opening when these values go; of one that is used up already, all of it.
///
/// record   as it stands before
/// Errors   as content_of()
base::Result<Opening> without(const RecordText& record, const Opening& opening,
                              const std::vector<std::string>& labels);
base::Result<Opening> without_all(const RecordText& record, const Opening& opening);

/// The labels of what was erased, in their order; none of one that is all erased.
base::Result<std::vector<std::string>> erased_labels(const Opening& opening);

}  // namespace candour::stores
