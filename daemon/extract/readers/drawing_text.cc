// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/drawing_text.h"

#include <algorithm>
#include <utility>

namespace candour::extract {

namespace {

constexpr std::size_t most_shapes = 20'000;

bool is_shape(std::string_view name) {
  return name == "sp" || name == "graphicFrame" || name == "cxnSp";
}

}  // namespace

void DrawingText::start(std::string_view name, const XmlAttributes& attributes) {
  words_ = false;
  if (skipped_ > 0 || name == "Fallback") {
    ++skipped_;
  } else if (is_shape(name)) {
    end_shape();
  } else if (name == "ph") {
    shape_.is_placeholder = true;
    shape_.placeholder = attributes["type"];
  } else if (name == "br") {
    prose_.end_line();
  } else {
    words_ = name == "t" || name == "text";  // the latter in comments of older versions
  }
}

void DrawingText::end(std::string_view name) {
  words_ = false;
  if (skipped_ > 0)
    --skipped_;
  else if (name == "p" || name == "text")
    prose_.end_line();
  else if (name == "tc")
    prose_.end_cell();
  else if (name == "tr")
    prose_.end_row();
  else if (is_shape(name))
    end_shape();
}

void DrawingText::text(std::string_view text) {
  if (words_ && skipped_ == 0) prose_.add(text);
}

void DrawingText::end_shape() {
  shape_.text = prose_.take();
  if (!shape_.text.empty() && shapes_.size() < most_shapes) {
    left_ -= std::min(left_, shape_.text.size());
    prose_ = Prose(left_);
    shapes_.push_back(std::move(shape_));
  }
  shape_ = {};
}

std::vector<Shape> DrawingText::take() {
  end_shape();
  return std::exchange(shapes_, {});
}

std::string DrawingText::take_text() {
  std::string all;
  for (const auto& shape : take()) all += shape.text + "\n";
  return all;
}

}  // namespace candour::extract
