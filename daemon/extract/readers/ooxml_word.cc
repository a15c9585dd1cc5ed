// SPDX-License-Identifier: MPL-2.0
//
// DOCX and its templates and macro-enabled brothers.
#include "extract/readers/drawing_text.h"
#include "extract/readers/ooxml.h"
#include "extract/readers/word_text.h"

namespace candour::extract {

namespace {

class WordReader {
 public:
  WordReader(const OoxmlPackage& package, mail::Document& document)
      : package_(package), document_(document) {}

  void read() {
    const auto& main = package_.main_part();
    document_.text = words_of(main);
    for (const auto& each : package_.relationships(main)) {
      if (each.kind == "header" || each.kind == "footer")
        add_margins(words_of(each.part), document_.margins);
      else if (each.kind == "footnotes" || each.kind == "endnotes" || each.kind == "comments")
        add_page(words_of(each.part));
      else if (each.kind == "diagramData" || each.kind == "chart")
        add_page(drawn_in(each.part));
    }
  }

 private:
  std::string words_of(const std::string& part) {
    WordText words(bound_);
    package_.read(part, words);
    for (const auto& watermark : words.take_watermarks()) add_margins(watermark, document_.margins);
    return words.take();
  }

  std::string drawn_in(const std::string& part) {
    DrawingText drawing(bound_);
    package_.read(part, drawing);
    return drawing.take_text();
  }

  // What stands beside the body gets a page of its own: the body's last line stays a last line.
  void add_page(const std::string& text) {
    if (!text.empty() && document_.text.size() <= bound_) document_.text.append("\f").append(text);
  }

  const OoxmlPackage& package_;
  mail::Document& document_;
  const std::size_t bound_ = package_.opening().bounds().text_bytes;
};

}  // namespace

void read_word(const OoxmlPackage& package, mail::Document document) {
  WordReader(package, document).read();
  package.opening().add_document(document);
  open_embedded(package, package.relationships(package.main_part()));
}

}  // namespace candour::extract
