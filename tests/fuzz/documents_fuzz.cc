// SPDX-License-Identifier: MPL-2.0
//
// Files that are opened for their words. The first letter says what the rest is: 'f' a file of any
// kind, 'w', 's', 'p' and 'o' the XML of a text, sheet, slide or OpenDocument file, which is packed
// as its reader expects it: no mutation gets through compression. PDF is left to poppler's own
// fuzzing.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../support/documents.h"
#include "base/unicode.h"
#include "extract/readers/kinds.h"

using namespace candour;
using tests::ooxml;

namespace {

std::string packed(char kind, const std::string& xml) {
  switch (kind) {
    case 'w':
      return ooxml("wordprocessingml", {{"officeDocument", "word/document.xml", xml, ""},
                                        {"header", "word/header.xml", xml, "word/document.xml"},
                                        {"custom-properties", "docProps/custom.xml", xml, ""}});
    case 's':
      return ooxml("spreadsheetml",
                   {{"officeDocument", "xl/workbook.xml", "<w><sheet name='S' r:id='r3'/></w>", ""},
                    {"sharedStrings", "xl/strings.xml", xml, "xl/workbook.xml"},
                    {"styles", "xl/styles.xml", xml, "xl/workbook.xml"},
                    {"worksheet", "xl/sheet.xml", xml, "xl/workbook.xml"}});
    case 'p':
      return ooxml("presentationml",
                   {{"officeDocument", "ppt/presentation.xml", "<p><sldId r:id='r1'/></p>", ""},
                    {"slide", "ppt/slide.xml", xml, "ppt/presentation.xml"},
                    {"slideMaster", "ppt/master.xml", xml, "ppt/presentation.xml"}});
    case 'o':
      return tests::zip_of({{"META-INF/manifest.xml", "<manifest/>"},
                            {"styles.xml", xml},
                            {"meta.xml", xml},
                            {"content.xml", xml}});
    default:
      return xml;
  }
}

}  // namespace

// What comes out is valid, within its bounds, and never nothing at all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const std::string rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const auto content = packed(static_cast<char>(bytes[0]), rest);
  extract::Bounds bounds;
  bounds.text_bytes = 1 << 16;
  bounds.unpacked_bytes = 1 << 20;
  if (extract::kind_of({"", "", content}).name == "PDF") return 0;
  const auto opened = tests::opened("", content, bounds);
  std::size_t text = 0;
  for (const auto& document : opened.documents) {
    if (!base::is_valid_utf8(document.text)) std::abort();
    text += document.text.size();
    for (const auto& margin : document.margins) text += margin.size();
    for (const auto& property : document.properties)
      text += property.name.size() + property.value.size();
  }
  if (text > bounds.text_bytes) std::abort();
  return 0;
}
