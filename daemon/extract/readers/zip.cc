// SPDX-License-Identifier: MPL-2.0
//
// A ZIP file is an Office document, an OpenDocument one, or an archive, by what is in it.
#include <string>

#include "base/text.h"
#include "extract/readers/readers.h"
#include "extract/readers/zip_archive.h"

namespace candour::extract {

namespace {

using Weight = Opening::Weight;

// What programs add for themselves.
bool is_clutter(std::string_view name) {
  return name.ends_with('/') || name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") ||
         name.ends_with("Thumbs.db");
}

void read_files(const ZipArchive& archive, Opening& opening) {
  for (std::size_t entry = 0; entry < archive.size(); ++entry) {
    const auto name = archive.name(entry);
    if (is_clutter(name)) continue;
    if (entry >= opening.bounds().entries)
      return opening.unread(
          "holds more than " + std::to_string(opening.bounds().entries) + " files",
          Weight::decisive);
    if (archive.is_encrypted(entry)) {
      opening.unread_inside(name, "encrypted: it needs a password", Weight::decisive);
      continue;
    }
    const auto bytes = archive.unpack(entry);
    opening.open_inside({"", name, bytes});
  }
}

}  // namespace

void read_zip(const File& file, Opening& opening) {
  const ZipArchive archive(file.content, opening);
  // What calls itself an archive and holds one part of an Office file holds files all the same.
  const bool is_archive = base::lower_ascii(file.name).ends_with(".zip");
  if (archive.find("[Content_Types].xml") && (!is_archive || archive.find("_rels/.rels")))
    read_ooxml(archive, opening);
  else if (archive.find("META-INF/manifest.xml") &&
           (archive.find("content.xml") || archive.find("encrypted-package")))
    read_opendocument(archive, opening);
  else
    read_files(archive, opening);
}

}  // namespace candour::extract
