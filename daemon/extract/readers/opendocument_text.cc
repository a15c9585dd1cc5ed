// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/opendocument_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace candour::extract {

namespace {

using namespace std::literals;

constexpr std::size_t most_properties = 1'000;
constexpr std::size_t most_styles = 100'000;

template <std::size_t count>
bool is_one_of(std::string_view name, const std::array<std::string_view, count>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_paragraph(std::string_view name) {
  return name == "p" || name == "h";
}

// Blanks that XML would swallow: <text:s text:c="3"/>.
std::string blanks(std::string_view count) {
  constexpr std::size_t most = 100;
  std::size_t number = 1;
  std::from_chars(count.data(), count.data() + count.size(), number);
  return std::string(std::min(number, most), ' ');
}

}  // namespace

OpenDocumentText::Area OpenDocumentText::area_of(std::string_view name) {
  if (name == "meta") return Area::properties;
  if (name == "automatic-styles" || name == "styles") return Area::styles;
  if (name == "master-styles") return Area::master;
  return name == "body" ? Area::body : Area::elsewhere;
}

bool OpenDocumentText::is_left_out(std::string_view name, const XmlAttributes& attributes) const {
  static constexpr std::array always{
      "tracked-changes"sv, "note-citation"sv, "hidden-text"sv, "hidden-paragraph"sv,
      "sheet-name"sv,      "creator"sv,       "date"sv};
  if (area_ != Area::body && area_ != Area::master) return false;
  if (is_one_of(name, always)) return true;
  if (name == "section") return attributes["display"] == "none";
  // A frame on a master page that stands for what slides put there.
  const auto presentation_class = attributes["class"];
  if (area_ == Area::master && !presentation_class.empty() && presentation_class != "header" &&
      presentation_class != "footer")
    return true;
  const auto style = attributes["style-name"];
  return (name == "span" || is_paragraph(name)) && hidden_styles_.contains(style);
}

void OpenDocumentText::start(std::string_view name, const XmlAttributes& attributes) {
  if (skipped_ > 0 || is_left_out(name, attributes)) {
    ++skipped_;
    return;
  }
  switch (area_) {
    case Area::elsewhere:
      area_ = area_of(name);
      return;
    case Area::properties:
      return start_property(name, attributes);
    case Area::styles:
      return start_style(name, attributes);
    case Area::master:
    case Area::body:
      return start_in_text(name, attributes);
  }
}

void OpenDocumentText::start_property(std::string_view name, const XmlAttributes& attributes) {
  static constexpr std::array known{"title"sv, "subject"sv, "description"sv, "keyword"sv};
  if (properties_.size() >= most_properties) return;
  in_property_ = name == "user-defined" || is_one_of(name, known);
  if (in_property_)
    properties_.push_back(
        {std::string(name == "user-defined" ? attributes["name"] : name), std::string()});
}

void OpenDocumentText::start_style(std::string_view name, const XmlAttributes& attributes) {
  if (name == "style")
    style_ = attributes["name"];
  else if (name == "text-properties" && attributes["display"] == "none" &&
           hidden_styles_.size() < most_styles)
    hidden_styles_.insert(style_);
}

void OpenDocumentText::start_in_text(std::string_view name, const XmlAttributes& attributes) {
  if (is_paragraph(name)) {
    ++paragraphs_;
    if (paragraphs_ > 1 && !beside_.empty()) beside_.end_row();
  } else if (name == "s") {
    page().add(blanks(attributes["c"]));
  } else if (name == "tab") {
    page().add("\t");
  } else if (name == "line-break") {
    page().end_line();
  } else if (name == "header-decl" || name == "footer-decl") {
    in_declaration_ = true;
  } else if (name == "spreadsheet") {
    sheets_ = true;
  } else if (area_ == Area::body && (name == "page" || (name == "table" && sheets_))) {
    if (!text_.empty()) text_.end_page();
    if (sheets_) text_.add(std::string(attributes["name"]) + "\n");
  }
}

void OpenDocumentText::end(std::string_view name) {
  in_property_ = false;
  if (skipped_ > 0) {
    --skipped_;
  } else if (area_ != Area::elsewhere && area_ == area_of(name)) {
    area_ = Area::elsewhere;
  } else if (area_ != Area::body && area_ != Area::master) {
    return;
  } else if (is_paragraph(name)) {
    end_paragraph();
  } else if (name == "header-decl" || name == "footer-decl") {
    in_declaration_ = false;
    margin_.end_line();
  } else if (name == "table-cell") {
    page().end_cell();
  } else if (name == "table-row") {
    page().end_row();
  }
}

void OpenDocumentText::end_paragraph() {
  page().end_line();
  if (paragraphs_ > 0) --paragraphs_;
  if (paragraphs_ > 0 || beside_.empty()) return;
  page().add(beside_.take());
  page().end_line();
}

void OpenDocumentText::text(std::string_view text) {
  if (skipped_ > 0) return;
  if (in_property_ && property_bytes_ < bound_) {
    properties_.back().value += text;
    property_bytes_ += text.size();
  } else if (in_declaration_) {
    margin_.add(text);
  } else if (paragraphs_ > 0) {
    // Line ends come from whoever made the XML easier on the eye; a real one is <text:line-break/>.
    page().add(text == "\n" ? " " : text);
  }
}

Prose& OpenDocumentText::page() {
  return paragraphs_ > 1 ? beside_ : area_ == Area::master ? margin_ : text_;
}

mail::Document OpenDocumentText::take() {
  mail::Document document;
  document.text = text_.take();
  document.properties = std::move(properties_);
  add_margins(margin_.take(), document.margins);
  return document;
}

}  // namespace candour::extract
