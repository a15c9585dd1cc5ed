// SPDX-License-Identifier: MPL-2.0
//
// Which kind of OOXML document a package is, and what its properties say of it.
#include "extract/readers/ooxml.h"

#include <algorithm>

#include "extract/readers/readers.h"

namespace candour::extract {

namespace {

using Weight = Opening::Weight;

constexpr std::size_t most_properties = 1'000;

// docProps/core.xml: one element a property (ECMA-376 part 2, section 11).
class CoreProperties : public XmlListener {
 public:
  explicit CoreProperties(std::vector<mail::Field>& properties) : properties_(properties) {}

  void start(std::string_view name, const XmlAttributes&) override {
    static constexpr std::string_view known[] = {"title",       "subject",  "keywords",
                                                 "description", "category", "contentStatus"};
    wanted_ = std::find(std::begin(known), std::end(known), name) != std::end(known);
    if (wanted_) properties_.push_back({std::string(name), {}});
  }
  void end(std::string_view) override { wanted_ = false; }
  void text(std::string_view text) override {
    if (wanted_) properties_.back().value += text;
  }

 private:
  std::vector<mail::Field>& properties_;
  bool wanted_ = false;
};

// docProps/custom.xml: sensitivity labels stand there as MSIP_Label_GUID_Name and the like.
class CustomProperties : public XmlListener {
 public:
  explicit CustomProperties(std::vector<mail::Field>& properties) : properties_(properties) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "property" || properties_.size() >= most_properties) return;
    inside_ = true;
    properties_.push_back({std::string(attributes["name"]), {}});
  }
  void end(std::string_view name) override {
    if (name == "property") inside_ = false;
  }
  void text(std::string_view text) override {
    if (inside_) properties_.back().value += text;
  }

 private:
  std::vector<mail::Field>& properties_;
  bool inside_ = false;
};

// docMetadata/LabelInfo.xml names a label by its id alone ([MS-OFFCRYPTO] section 2.6.3.1).
class LabelIds : public XmlListener {
 public:
  explicit LabelIds(std::vector<mail::Field>& properties) : properties_(properties) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "label" && attributes["removed"] != "1" && properties_.size() < most_properties)
      properties_.push_back({"sensitivity label", std::string(attributes["id"])});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::vector<mail::Field>& properties_;
};

std::vector<mail::Field> properties_of(const OoxmlPackage& package) {
  std::vector<mail::Field> properties;
  CoreProperties core(properties);
  CustomProperties custom(properties);
  LabelIds labels(properties);
  for (const auto& each : package.relationships("")) {
    if (each.kind == "core-properties" || each.kind == "coreProperties")
      package.read(each.part, core);
    else if (each.kind == "custom-properties" || each.kind == "customProperties")
      package.read(each.part, custom);
    else if (each.kind == "classificationlabels")
      package.read(each.part, labels);
  }
  return properties;
}

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

}  // namespace

void open_embedded(const OoxmlPackage& package, const std::vector<Relationship>& relationships) {
  for (const auto& each : relationships) {
    if (each.kind != "package" && each.kind != "oleObject" && each.kind != "aFChunk") continue;
    const auto entry = package.archive().find(each.part);
    if (!entry) continue;
    const auto bytes = package.archive().unpack(*entry);
    package.opening().open_inside({package.type_of(each.part), each.part, bytes});
  }
}

void read_ooxml(const ZipArchive& archive, Opening& opening) {
  const OoxmlPackage package(archive, opening);
  const auto& main = package.main_part();
  const auto type = package.type_of(main);
  mail::Document document;
  document.properties = properties_of(package);
  if (has(type, "sheet.binary"))
    opening.unread("a binary workbook, which Candour cannot read", Weight::aside);
  else if (has(type, "wordprocessingml") || has(type, "ms-word") || main.starts_with("word/"))
    read_word(package, std::move(document));
  else if (has(type, "spreadsheetml") || has(type, "ms-excel") || main.starts_with("xl/"))
    read_workbook(package, std::move(document));
  else if (has(type, "presentationml") || has(type, "ms-powerpoint") || main.starts_with("ppt/"))
    read_slides(package, std::move(document));
  else
    opening.unread("an Office file of a kind that Candour cannot read", Weight::aside);
}

}  // namespace candour::extract
