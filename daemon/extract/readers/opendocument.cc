// SPDX-License-Identifier: MPL-2.0
//
// OpenDocument files: ODT, ODS, ODP, ODG and their templates, packed or flat; OpenOffice.org 1 too.
#include "extract/readers/ooxml_package.h"
#include "extract/readers/opendocument_text.h"
#include "extract/readers/readers.h"

namespace candour::extract {

namespace {

using Weight = Opening::Weight;

// An encrypted file stays listed, and says how it is encrypted (ISO/IEC 26300-3 section 3.4.1).
class Manifest : public XmlListener {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    encrypted |= name == "encryption-data";
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  bool encrypted = false;
};

bool is_encrypted(const ZipArchive& archive, Opening& opening) {
  Manifest manifest;
  if (const auto entry = archive.find("META-INF/manifest.xml"))
    read_xml(archive, *entry, manifest, opening);
  return manifest.encrypted || archive.find("encrypted-package");
}

}  // namespace

void read_opendocument(const ZipArchive& archive, Opening& opening) {
  if (is_encrypted(archive, opening))
    return opening.unread("encrypted: it needs a password", Weight::decisive);
  OpenDocumentText text(opening.bounds().text_bytes);
  for (const auto* name : {"meta.xml", "styles.xml", "content.xml"})
    if (const auto entry = archive.find(name)) read_xml(archive, *entry, text, opening);
  opening.add_document(text.take());
  // Charts, formulas and sheets inside it are documents in folders of their own.
  for (std::size_t entry = 0; entry < archive.size(); ++entry) {
    const auto name = archive.name(entry);
    if (!name.ends_with("/content.xml")) continue;
    const auto xml = archive.unpack(entry);
    opening.open_inside({"application/vnd.oasis.opendocument.text", name, xml});
  }
}

void read_flat_opendocument(const File& file, Opening& opening) {
  OpenDocumentText text(opening.bounds().text_bytes);
  XmlParser parser(text);
  if (!parser.parse(file.content) || !parser.finish())
    opening.unread("damaged: the rest of it", Weight::aside);
  opening.add_document(text.take());
}

}  // namespace candour::extract
