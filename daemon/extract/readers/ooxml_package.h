// SPDX-License-Identifier: MPL-2.0
//
// An OOXML package: parts that point at each other by relationships (ECMA-376 part 2). Only these
// say which part is what; names such as "word/document.xml" are mere habit.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/xml.h"
#include "extract/readers/zip_archive.h"

namespace candour::extract {

struct Relationship {
  std::string id;
  std::string kind;  // the last word of its type: "header", "worksheet", whatever the version
  std::string part;  // the path it leads to in the package
};

class OoxmlPackage {
 public:
  OoxmlPackage(const ZipArchive& archive, Opening& opening);

  /// The part that is the document itself; empty where there is none.
  const std::string& main_part() const { return main_part_; }
  /// As [Content_Types].xml gives it, lower case; empty where it does not.
  std::string type_of(const std::string& part) const;

  /// Of a part, or of the package (""). Links out of the package are left out.
  std::vector<Relationship> relationships(const std::string& part) const;

  /// Streams a part into a listener. What is missing or broken is said.
  void read(const std::string& part, XmlListener& listener) const;

  const ZipArchive& archive() const { return archive_; }
  Opening& opening() const { return opening_; }

 private:
  void find_main_part();

  const ZipArchive& archive_;
  Opening& opening_;
  std::map<std::string, std::string, std::less<>> types_;     // by part, lower case
  std::map<std::string, std::string, std::less<>> defaults_;  // by ending
  std::string main_part_;
};

/// Reads one XML file of any archive; what is broken is said.
void read_xml(const ZipArchive& archive, std::size_t entry, XmlListener& listener,
              Opening& opening);

}  // namespace candour::extract
