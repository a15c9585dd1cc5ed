// SPDX-License-Identifier: MPL-2.0
//
// The words of DrawingML: slides, masters, charts, diagrams, text boxes of a spreadsheet (ECMA-376
// part 1, section 21.1.2).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/prose.h"
#include "extract/readers/xml.h"

namespace candour::extract {

struct Shape {
  bool is_placeholder = false;
  std::string placeholder;  // "title", "ftr"; empty for the body's
  std::string text;
};

class DrawingText : public XmlListener {
 public:
  explicit DrawingText(std::size_t bound) : prose_(bound), left_(bound) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  /// In the order of the file; text outside of any shape in one of its own.
  std::vector<Shape> take();
  /// All of them, a line end between two.
  std::string take_text();

 private:
  void end_shape();

  Prose prose_;
  std::size_t left_;  // of the bound, for all shapes
  Shape shape_;
  std::vector<Shape> shapes_;
  std::size_t skipped_ = 0;
  bool words_ = false;
};

}  // namespace candour::extract
