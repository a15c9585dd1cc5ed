// SPDX-License-Identifier: MPL-2.0
//
// Documents built for a test: archives by libzip, OOXML packages with their relationships, PDF by
// hand. documents.py makes whole files of every kind; here a test writes the part it is about.
#pragma once

#include <zip.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/readers/opening.h"

namespace candour::tests {

struct Packed {
  std::string name;
  std::string content;
};

/// password  encrypts every entry, where there is one
inline std::string zip_of(const std::vector<Packed>& entries, const char* password = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  auto* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(memory);
  auto* archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("no archive");
  for (const auto& [name, content] : entries) {
    auto* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    if (index >= 0 && password != nullptr)
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_128, password);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("archive not written");
  zip_stat_t stat;
  zip_source_stat(memory, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(memory);
  zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

/// A part of an OOXML package; `from` points at it: "" is the package itself.
struct OoxmlPart {
  std::string kind;  // "header"; of the relationship
  std::string path;  // "word/header1.xml"
  std::string xml;
  std::string from;
};

inline std::string relations_of(const std::string& from, const std::vector<OoxmlPart>& parts) {
  std::string rows;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].from == from)
      rows += "<Relationship Id='r" + std::to_string(i) + "' Type='http://example/" +
              parts[i].kind + "' Target='/" + parts[i].path + "'/>";
  return rows.empty() ? rows : "<Relationships>" + rows + "</Relationships>";
}

/// The first part is the document itself; its content type holds `type`, "wordprocessingml" say.
inline std::string ooxml(const std::string& type, const std::vector<OoxmlPart>& parts) {
  std::vector<Packed> entries{
      {"[Content_Types].xml", "<Types><Override PartName='/" + parts.front().path +
                                  "' ContentType='application/" + type + ".main+xml'/></Types>"},
      {"_rels/.rels", relations_of("", parts)}};
  for (const auto& part : parts) {
    entries.push_back({part.path, part.xml});
    const auto slash = part.path.rfind('/') + 1;
    if (auto rows = relations_of(part.path, parts); !rows.empty())
      entries.push_back(
          {part.path.substr(0, slash) + "_rels/" + part.path.substr(slash) + ".rels", rows});
  }
  return zip_of(entries);
}

/// A line of text on a PDF page: where it begins, in points from the lower left.
struct Drawn {
  std::string text;
  int x = 60;
  int y = 700;
  int size = 11;
  std::string turn = "1 0 0 1";  // its text matrix
};

/// trailer   entries of the trailer, such as "/Encrypt 9 0 R"
/// catalog   entries of the catalogue
/// objects   further ones, from number 100 on
inline std::string pdf(const std::vector<std::vector<Drawn>>& pages, const std::string& info = "",
                       const std::string& trailer = "", const std::string& catalog = "",
                       const std::vector<std::string>& objects = {}) {
  std::string kids;
  std::string body = "%PDF-1.5\n1 0 obj <</Type/Catalog/Pages 2 0 R " + catalog + ">> endobj\n" +
                     "3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n" +
                     "4 0 obj <<" + info + ">> endobj\n";
  auto number = 10;
  for (const auto& page : pages) {
    std::string content;
    for (const auto& line : page)
      content += "BT /F1 " + std::to_string(line.size) + " Tf " + line.turn + " " +
                 std::to_string(line.x) + " " + std::to_string(line.y) + " Tm (" + line.text +
                 ") Tj ET\n";
    const auto own = std::to_string(number++);
    const auto stream = std::to_string(number++);
    kids += own + " 0 R ";
    body += own + " 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " + stream +
            " 0 R/Resources<</Font<</F1 3 0 R>>>>>> endobj\n" + stream + " 0 obj <</Length " +
            std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream endobj\n";
  }
  number = 100;
  for (const auto& object : objects)
    body += std::to_string(number++) + " 0 obj " + object + " endobj\n";
  // Without a table of objects: every reader then looks for them.
  return body + "2 0 obj <</Type/Pages/Count " + std::to_string(pages.size()) + "/Kids[" + kids +
         "]>> endobj\ntrailer <</Root 1 0 R/Info 4 0 R " + trailer + ">>\n%%EOF\n";
}

inline mail::Opened opened(std::string_view name, std::string_view content,
                           const extract::Bounds& bounds = {}) {
  extract::Opening opening(bounds);
  extract::read_file({"", std::string(name), content}, opening);
  return opening.take();
}

}  // namespace candour::tests
