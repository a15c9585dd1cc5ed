// SPDX-License-Identifier: MPL-2.0
//
// The words of one WordprocessingML part: body, header, footer, notes, comments (ECMA-376 part 1,
// section 17).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/prose.h"
#include "extract/readers/xml.h"

namespace candour::extract {

/// Left out: what tracked changes deleted or moved away, hidden text (w:vanish), field codes, and
/// the second version of a drawing that Word writes for its predecessors.
class WordText : public XmlListener {
 public:
  explicit WordText(std::size_t bound) : prose_(bound), boxes_(bound) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  /// Text boxes stand after the paragraph that holds them.
  std::string take() { return prose_.take(); }
  std::vector<std::string> take_watermarks() { return std::move(watermarks_); }

 private:
  void start_in_run(std::string_view name, const XmlAttributes& attributes);
  Prose& page() { return box_depth_ > 0 ? boxes_ : prose_; }

  Prose prose_;
  Prose boxes_;                  // of the paragraph being read
  std::size_t box_depth_ = 0;    // text boxes inside each other
  std::size_t skipped_ = 0;      // elements inside one that is left out, itself included
  std::vector<bool> hidden_;     // of the runs being read, one inside the other
  bool run_properties_ = false;  // a run's own, not those of a paragraph's end
  bool words_ = false;           // in w:t
  std::vector<std::string> watermarks_;
};

}  // namespace candour::extract
