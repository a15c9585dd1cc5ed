// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/old_office.h"

#include <utility>

#include "extract/confined/helper_program.h"
#include "extract/readers/excel_binary.h"
#include "extract/readers/powerpoint_binary.h"
#include "extract/readers/property_set.h"
#include "extract/readers/word_binary.h"

namespace candour::extract {

namespace {

using Weight = Opening::Weight;

constexpr auto locked = "encrypted: it needs a password";

// What a helper program makes of the file; where it fails that is said.
std::string helped(std::string_view program, const std::vector<std::string>& arguments,
                   const File& file, Opening& opening) {
  auto text = run_helper(program, arguments, file.content);
  if (text) return std::move(*text);
  switch (text.error().fault) {
    case base::Fault::malformed:
      opening.unread("damaged", Weight::aside);
      break;
    case base::Fault::over_limit:
      opening.unread("too big or too slow to be read", Weight::decisive);
      break;
    default:
      opening.unread(std::string(program) + ", which reads it, cannot be started here",
                     Weight::decisive);
  }
  return {};
}

}  // namespace

void read_word(const File& file, CompoundFile& compound, Opening& opening) {
  const auto stream = [&](std::string_view name) {
    return compound.stream(CompoundFile::root, name);
  };
  auto word = parse_word(stream("WordDocument"), stream("0Table"), stream("1Table"),
                         opening.bounds().text_bytes);
  if (word.cut) opening.unread("longer than the bound of text", Weight::decisive);
  mail::Document document;
  switch (word.state) {
    case WordDocument::State::encrypted:
      return opening.unread(locked, Weight::decisive);
    case WordDocument::State::read:
      document.text = std::move(word.text);
      document.margins = std::move(word.margins);
      break;
    case WordDocument::State::older:
    case WordDocument::State::damaged:
      document.text = helped("catdoc", {"-w", "-s", "cp1252", "-d", "utf-8"}, file, opening);
  }
  document.properties = properties_of(compound);
  opening.add_document(document);
}

void read_excel(const File& file, CompoundFile& compound, Opening& opening) {
  auto workbook = compound.stream(CompoundFile::root, "Workbook");
  if (workbook.empty()) workbook = compound.stream(CompoundFile::root, "Book");
  auto notes = parse_excel_notes(workbook);
  if (notes.encrypted) return opening.unread(locked, Weight::decisive);
  mail::Document document;
  document.text = helped(
      "xls2csv", {"-s", "cp1252", "-d", "utf-8", "-q", "0", "-c", "\t", "-b", "\f"}, file, opening);
  document.text += notes.text;
  document.margins = std::move(notes.margins);
  document.properties = properties_of(compound);
  opening.add_document(document);
}

void read_powerpoint(CompoundFile& compound, Opening& opening) {
  if (is_powerpoint_encrypted(compound.stream(CompoundFile::root, "Current User")))
    return opening.unread(locked, Weight::decisive);
  auto slides = parse_powerpoint(compound.stream(CompoundFile::root, "PowerPoint Document"));
  mail::Document document;
  document.text = std::move(slides.text);
  document.margins = std::move(slides.margins);
  document.properties = properties_of(compound);
  opening.add_document(document);
}

}  // namespace candour::extract
