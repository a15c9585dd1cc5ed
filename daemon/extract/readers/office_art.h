// SPDX-License-Identifier: MPL-2.0
//
// Drawings in Word's, Excel's and PowerPoint's binary files, where a watermark is a shape that is
// its own words.
// Source: [MS-ODRAW]
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candour::extract {

/// One record after the other, those inside containers after these. PowerPoint's own records have
/// the same form.
class ArtRecords {
 public:
  explicit ArtRecords(std::string_view bytes) : bytes_(bytes) {}

  struct Record {
    std::uint16_t type = 0;
    std::uint16_t instance = 0;
    std::string_view content;  // of a container as well
    std::size_t end = 0;       // where its content ends, from the begin of all
  };
  /// False where no record is left.
  bool next(Record& record);

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// The words of a record that holds a shape's properties; empty where it is none, or has none.
std::string words_of_shape(const ArtRecords::Record& record);

/// Those of all shapes.
std::vector<std::string> drawn_words(std::string_view records);

}  // namespace candour::extract
