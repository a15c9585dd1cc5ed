// SPDX-License-Identifier: MPL-2.0
//
// XLSX and its templates and macro-enabled brothers (ECMA-376 part 1, section 18).
#include <charconv>
#include <cstdint>
#include <map>

#include "extract/readers/drawing_text.h"
#include "extract/readers/ooxml.h"
#include "extract/readers/sheet_formats.h"

namespace candour::extract {

namespace {

std::size_t index_of(std::string_view digits) {
  std::size_t index = 0;
  const auto end = digits.data() + digits.size();
  return !digits.empty() && std::from_chars(digits.data(), end, index).ptr == end
             ? index
             : std::string::npos;
}

// The texts of cells, which cells name by their number. One string holds them all: a million empty
// ones cost little.
class SharedStrings : public XmlListener {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "rPh") phonetic_ = true;
    words_ = name == "t" && !phonetic_;
  }
  void end(std::string_view name) override {
    words_ = false;
    if (name == "rPh") phonetic_ = false;
    if (name == "si") ends_.push_back(static_cast<std::uint32_t>(all_.size()));
  }
  void text(std::string_view text) override {
    if (words_) all_ += text;
  }

  std::string_view operator[](std::size_t index) const {
    if (index >= ends_.size()) return {};
    const auto begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(all_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string all_;
  std::vector<std::uint32_t> ends_;
  bool words_ = false;
  bool phonetic_ = false;
};

struct Sheet {
  std::string name;
  std::string relationship;
};

class SheetList : public XmlListener {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "sheet")
      sheets.push_back({std::string(attributes["name"]), std::string(attributes.relationship())});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<Sheet> sheets;
};

class SheetText : public XmlListener {
 public:
  SheetText(const SharedStrings& strings, const SheetFormats& formats, Prose& prose,
            std::vector<std::string>& margins)
      : strings_(strings), formats_(formats), prose_(prose), margins_(margins) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    wanted_ = name == "v" || name == "t" || is_edge(name);
    if (name == "c") {
      type_ = attributes["t"];
      format_ = index_of(attributes["s"]);
      value_.clear();
    } else if (is_edge(name)) {
      value_.clear();
    }
  }
  void end(std::string_view name) override {
    wanted_ = false;
    if (name == "c")
      end_cell();
    else if (name == "row")
      prose_.end_row();
    else if (is_edge(name))
      add_margins(without_codes(value_), margins_);
  }
  void text(std::string_view text) override {
    if (wanted_ && !prose_.full()) value_ += text;
  }

 private:
  // "oddHeader", "firstFooter" … of a sheet or of a drawing's print settings.
  static bool is_edge(std::string_view name) {
    return name.ends_with("Header") || name.ends_with("Footer");
  }

  void end_cell() {
    if (type_ == "s")
      prose_.add(strings_[index_of(value_)]);
    else if (type_ == "b")
      prose_.add(value_ == "1" ? "TRUE" : "FALSE");
    else if (type_.empty() || type_ == "n")
      prose_.add(formats_.shown(value_, format_));
    else
      prose_.add(value_);
    if (!value_.empty()) prose_.end_cell();
  }

  const SharedStrings& strings_;
  const SheetFormats& formats_;
  Prose& prose_;
  std::vector<std::string>& margins_;
  std::string type_;
  std::size_t format_ = 0;
  std::string value_;
  bool wanted_ = false;
};

class WorkbookReader {
 public:
  WorkbookReader(const OoxmlPackage& package, mail::Document& document)
      : package_(package), document_(document), prose_(package.opening().bounds().text_bytes) {}

  /// The sheets' parts, in order.
  std::vector<std::string> read() {
    SheetList list;
    package_.read(package_.main_part(), list);
    std::map<std::string, std::string> parts;
    for (const auto& each : package_.relationships(package_.main_part())) {
      if (each.kind == "sharedStrings")
        package_.read(each.part, strings_);
      else if (each.kind == "styles")
        package_.read(each.part, formats_);
      else
        parts.emplace(each.id, each.part);
    }
    std::vector<std::string> read;
    for (const auto& sheet : list.sheets) {
      const auto part = parts.extract(sheet.relationship);  // once, however often it is listed
      if (part.empty() || prose_.full()) continue;
      read_sheet(sheet.name, part.mapped());
      read.push_back(part.mapped());
    }
    document_.text = prose_.take();
    return read;
  }

 private:
  // Hidden sheets as well: whoever gets the file can show them.
  void read_sheet(const std::string& name, const std::string& part) {
    if (!prose_.empty()) prose_.end_page();
    prose_.add(name);
    prose_.end_line();
    SheetText sheet(strings_, formats_, prose_, document_.margins);
    package_.read(part, sheet);
    for (const auto& each : package_.relationships(part)) {
      if (each.kind != "comments" && each.kind != "threadedComment" && each.kind != "drawing")
        continue;
      DrawingText notes(package_.opening().bounds().text_bytes);
      package_.read(each.part, notes);
      prose_.add(notes.take_text());
    }
  }

  const OoxmlPackage& package_;
  mail::Document& document_;
  Prose prose_;
  SharedStrings strings_;
  SheetFormats formats_;
};

}  // namespace

void read_workbook(const OoxmlPackage& package, mail::Document document) {
  const auto sheets = WorkbookReader(package, document).read();
  package.opening().add_document(document);
  for (const auto& sheet : sheets) open_embedded(package, package.relationships(sheet));
}

}  // namespace candour::extract
