// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/ooxml_package.h"

#include <functional>

#include "base/text.h"

namespace candour::extract {

namespace {

// No document needs more; each costs a look into the archive.
constexpr std::size_t most_relationships = 5'000;

class ContentTypes : public XmlListener {
 public:
  using Types = std::map<std::string, std::string, std::less<>>;
  ContentTypes(Types& parts, Types& endings) : parts_(parts), endings_(endings) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const auto type = base::lower_ascii(attributes["ContentType"]);
    if (name == "Override") {
      auto part = base::lower_ascii(attributes["PartName"]);
      if (part.starts_with('/')) part.erase(0, 1);
      parts_.emplace(std::move(part), type);
    } else if (name == "Default") {
      endings_.emplace(base::lower_ascii(attributes["Extension"]), type);
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  Types& parts_;
  Types& endings_;
};

// "/word/../x.xml" from the root, "x.xml" from the folder of the part that points at it.
std::string resolve(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> path;
  const auto walk = [&](std::string_view steps) {
    for (const auto step : base::split(steps, '/')) {
      if (step == ".." && !path.empty()) path.pop_back();
      if (!step.empty() && step != "." && step != "..") path.push_back(step);
    }
  };
  if (!target.starts_with('/')) walk(folder);
  walk(target);
  std::string joined;
  for (const auto step : path) joined.append(joined.empty() ? "" : "/").append(step);
  return joined;
}

class Relationships : public XmlListener {
 public:
  explicit Relationships(std::string_view folder) : folder_(folder) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || found.size() >= most_relationships ||
        attributes["TargetMode"] == "External")
      return;
    const auto type = attributes["Type"];
    const auto target = attributes["Target"];
    found.push_back({std::string(attributes["Id"]), std::string(type.substr(type.rfind('/') + 1)),
                     resolve(folder_, target.substr(0, target.find('#')))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<Relationship> found;

 private:
  std::string_view folder_;
};

}  // namespace

void read_xml(const ZipArchive& archive, std::size_t entry, XmlListener& listener,
              Opening& opening) {
  XmlParser parser(listener);
  bool well_formed = true;
  const bool whole = archive.unpack(entry, [&](std::string_view piece) {
    well_formed = parser.parse(piece);
    return well_formed;
  });
  if (!well_formed || (whole && !parser.finish()))
    opening.unread("damaged: the rest of some of its parts", Opening::Weight::aside);
}

OoxmlPackage::OoxmlPackage(const ZipArchive& archive, Opening& opening)
    : archive_(archive), opening_(opening) {
  ContentTypes types(types_, defaults_);
  read("[Content_Types].xml", types);
  find_main_part();
}

void OoxmlPackage::find_main_part() {
  for (const auto& each : relationships(""))
    if (each.kind == "officeDocument" && archive_.find(each.part)) main_part_ = each.part;
  if (!main_part_.empty()) return;
  for (const auto& [part, type] : types_)
    if (type.find("main+xml") != std::string::npos && archive_.find(part)) main_part_ = part;
}

std::string OoxmlPackage::type_of(const std::string& part) const {
  const auto name = base::lower_ascii(part);
  if (const auto known = types_.find(name); known != types_.end()) return known->second;
  const auto known = defaults_.find(name.substr(name.rfind('.') + 1));
  return known == defaults_.end() ? std::string() : known->second;
}

std::vector<Relationship> OoxmlPackage::relationships(const std::string& part) const {
  const auto slash = part.rfind('/');
  const auto folder = slash == std::string::npos ? std::string() : part.substr(0, slash);
  const auto file = slash == std::string::npos ? part : part.substr(slash + 1);
  const auto entry = archive_.find(resolve(folder, "_rels/" + file + ".rels"));
  Relationships relationships(folder);
  if (entry) read_xml(archive_, *entry, relationships, opening_);
  return std::move(relationships.found);
}

void OoxmlPackage::read(const std::string& part, XmlListener& listener) const {
  if (const auto entry = archive_.find(part))
    read_xml(archive_, *entry, listener, opening_);
  else
    opening_.unread("damaged: some of its parts are missing", Opening::Weight::aside);
}

}  // namespace candour::extract
