// SPDX-License-Identifier: MPL-2.0
//
// What one text says beside others: an invitation repeats the letter that it comes with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace candour::mail {

class UnsaidLines {
 public:
  /// text  a few hundred kilobytes at most: its words are remembered, the other texts' are not
  explicit UnsaidLines(std::string text);
  /// Another text, which may say the same.
  void compare(std::string_view other);
  /// The lines of the text but for those whose words stand in another, or in a line before, three
  /// by three and in their order, however they are wrapped there. A line of one or two words must
  /// be a line there: "CONFIDENTIAL" says more than the word in a sentence.
  std::string take();

 private:
  std::string text_;
  std::unordered_map<std::uint64_t, bool>
      said_;  // by hash: three words in a row, or a shorter line
};

}  // namespace candour::mail
