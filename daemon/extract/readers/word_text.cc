// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/word_text.h"

namespace candour::extract {

namespace {

constexpr std::size_t most_watermarks = 100;

bool is_left_out(std::string_view name) {
  return name == "del" || name == "moveFrom" || name == "Fallback" || name == "pPrChange" ||
         name == "rPrChange" || name == "delText" || name == "instrText";
}

bool is_off(std::string_view value) {
  return value == "0" || value == "false" || value == "off";
}

}  // namespace

void WordText::start(std::string_view name, const XmlAttributes& attributes) {
  // VML's text along a line, which is how Word draws a watermark (ECMA-376 part 4, 19.1.2.23).
  if (name == "textpath" && watermarks_.size() < most_watermarks)
    watermarks_.emplace_back(attributes["string"]);
  words_ = false;
  if (skipped_ > 0 || is_left_out(name)) {
    ++skipped_;
    return;
  }
  if (name == "txbxContent") {
    ++box_depth_;
  } else if (name == "r") {
    hidden_.push_back(false);
  } else if (name == "rPr") {
    run_properties_ = true;
  } else if (name == "pPr") {
    hidden_.push_back(true);  // its tab stops are no tabs
  } else if (name == "vanish" && run_properties_ && !hidden_.empty()) {
    hidden_.back() = !is_off(attributes["val"]);
  } else if (!hidden_.empty() && !hidden_.back()) {
    start_in_run(name, attributes);
  }
}

void WordText::start_in_run(std::string_view name, const XmlAttributes& attributes) {
  if (name == "t")
    words_ = true;
  else if (name == "tab" || name == "ptab")
    page().add("\t");
  else if (name == "br")
    page().add(attributes["type"] == "page" ? "\f" : "\n");
  else if (name == "cr")
    page().add("\n");
  else if (name == "noBreakHyphen")
    page().add("-");
}

void WordText::end(std::string_view name) {
  words_ = false;
  if (skipped_ > 0) {
    --skipped_;
  } else if (name == "txbxContent") {
    if (box_depth_ > 0) --box_depth_;
  } else if (name == "r" || name == "pPr") {
    if (!hidden_.empty()) hidden_.pop_back();
  } else if (name == "rPr") {
    run_properties_ = false;
  } else if (name == "p") {
    page().end_line();
    if (box_depth_ == 0 && !boxes_.empty()) {
      prose_.add(boxes_.take());
      prose_.end_line();
    }
  } else if (name == "tc") {
    page().end_cell();
  } else if (name == "tr") {
    page().end_row();
  }
}

void WordText::text(std::string_view text) {
  if (words_ && skipped_ == 0) page().add(text);
}

}  // namespace candour::extract
