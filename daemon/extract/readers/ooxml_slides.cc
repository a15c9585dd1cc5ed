// SPDX-License-Identifier: MPL-2.0
//
// PPTX and its shows and templates.
#include <map>
#include <set>

#include "extract/readers/drawing_text.h"
#include "extract/readers/ooxml.h"

namespace candour::extract {

namespace {

// presentation.xml lists the slides in their order, by relationship.
class SlideOrder : public XmlListener {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "sldId") return;
    ids.emplace_back(attributes.relationship());
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<std::string> ids;
};

class SlidesReader {
 public:
  SlidesReader(const OoxmlPackage& package, mail::Document& document)
      : package_(package), document_(document) {}

  /// The slides, in their order.
  std::vector<std::string> read() {
    SlideOrder order;
    package_.read(package_.main_part(), order);
    std::map<std::string, std::string> parts;
    for (const auto& each : package_.relationships(package_.main_part())) {
      if (each.kind == "slide") parts.emplace(each.id, each.part);
      if (each.kind == "slideMaster") read_background(each.part);
    }
    for (const auto& id : order.ids)
      if (const auto part = parts.find(id); part != parts.end() && document_.text.size() <= bound_)
        read_slide(part->second);
    return std::move(slides_);
  }

 private:
  std::vector<Shape> shapes_of(const std::string& part) {
    DrawingText drawing(bound_);
    package_.read(part, drawing);
    return drawing.take();
  }

  void read_slide(const std::string& part) {
    if (!known_.insert(part).second) return;
    if (!document_.text.empty()) document_.text += '\f';
    add_shapes(part);
    for (const auto& each : package_.relationships(part)) {
      if (each.kind == "slideLayout") read_background(each.part);
      if (each.kind == "notesSlide" || each.kind == "comments" || each.kind == "diagramData" ||
          each.kind == "chart")
        add_shapes(each.part);
    }
    slides_.push_back(part);
  }

  void add_shapes(const std::string& part) {
    for (const auto& shape : shapes_of(part)) {
      if (shape.placeholder == "ftr" || shape.placeholder == "hdr")
        add_margins(shape.text, document_.margins);
      else if (shape.placeholder != "sldNum" && shape.placeholder != "dt")
        document_.text.append(shape.text).append("\n");
    }
  }

  // Slides show what stands on their layout and master, but for placeholders, which only say what
  // may be put there.
  void read_background(const std::string& part) {
    if (!known_.insert(part).second) return;
    for (const auto& shape : shapes_of(part))
      if (!shape.is_placeholder) add_margins(shape.text, document_.margins);
  }

  const OoxmlPackage& package_;
  mail::Document& document_;
  const std::size_t bound_ = package_.opening().bounds().text_bytes;
  std::set<std::string> known_;
  std::vector<std::string> slides_;
};

}  // namespace

void read_slides(const OoxmlPackage& package, mail::Document document) {
  const auto slides = SlidesReader(package, document).read();
  package.opening().add_document(document);
  for (const auto& slide : slides) open_embedded(package, package.relationships(slide));
}

}  // namespace candour::extract
