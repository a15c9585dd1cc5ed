// SPDX-License-Identifier: MPL-2.0
//
// Compound files: which program wrote one shows in the names of its streams.
#include "extract/readers/compound_file.h"
#include "extract/readers/old_office.h"
#include "extract/readers/outlook_msg.h"
#include "extract/readers/readers.h"

namespace candour::extract {

void read_compound(const File& file, Opening& opening) {
  using Weight = Opening::Weight;
  auto compound = CompoundFile::open(file.content);
  if (!compound) return opening.unread("damaged", Weight::aside);
  const auto has = [&](std::string_view stream) {
    return compound->find(CompoundFile::root, stream).has_value();
  };
  if (has("EncryptedPackage"))
    return opening.unread("encrypted: it needs a password", Weight::decisive);
  if (is_outlook_msg(*compound)) return read_outlook_msg(*compound, opening);
  if (has("WordDocument")) return read_word(file, *compound, opening);
  if (has("Workbook") || has("Book")) return read_excel(file, *compound, opening);
  if (has("PowerPoint Document")) return read_powerpoint(*compound, opening);
  opening.unread("Candour does not read this kind of file", Weight::aside);
}

}  // namespace candour::extract
