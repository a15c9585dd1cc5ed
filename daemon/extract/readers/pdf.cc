// SPDX-License-Identifier: MPL-2.0
//
// PDF, by poppler: words page by page, what annotations and form fields show, properties, files
// inside.
#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "extract/readers/pdf_page.h"
#include "extract/readers/prose.h"
#include "extract/readers/readers.h"
#include "extract/readers/xml.h"

namespace candour::extract {

namespace {

using namespace std::literals;

using Weight = Opening::Weight;

constexpr int most_pages = 5'000;
constexpr std::size_t most_properties = 1'000;

// poppler's own conversion opens an iconv table for every call.
std::string utf8_of(const poppler::ustring& text) {
  static_assert(sizeof(poppler::ustring::value_type) == sizeof(char16_t));
  std::string utf8;
  icu::UnicodeString(reinterpret_cast<const char16_t*>(text.data()),
                     static_cast<std::int32_t>(text.size()))
      .toUTF8String(utf8);
  return utf8;
}

std::vector<PdfWord> words_of(const poppler::page& page) {
  std::vector<PdfWord> words;
  for (const auto& box : page.text_list(poppler::page::text_list_include_font)) {
    const auto place = box.bbox();
    words.push_back({utf8_of(box.text()), place.left(), place.top(), place.right(), place.bottom(),
                     box.get_font_size(), box.rotation(), box.has_space_after()});
  }
  return words;
}

class PdfText {
 public:
  PdfText(const poppler::document& pdf, Opening& opening) : pdf_(pdf), opening_(opening) {}

  void read(mail::Document& document) {
    const auto bound = opening_.bounds().text_bytes;
    const int count = std::min(pdf_.pages(), most_pages);
    if (count <= 0) opening_.unread("damaged: no page of it can be found", Weight::aside);
    for (int number = 0; number < count && text_.size() <= bound; ++number) read_page(number);
    if (pdf_.pages() > most_pages)
      opening_.unread("more than " + std::to_string(most_pages) + " pages", Weight::decisive);
    say_what_has_no_words(count);
    document.text = std::move(text_);
    for (const auto& page : pages_)
      for (const auto& stamped : page.stamped) add_margins(stamped, document.margins);
    for (const auto& line : running_lines(pages_, heights_)) add_margins(line, document.margins);
  }

 private:
  void read_page(int number) {
    const std::unique_ptr<poppler::page> page(pdf_.create_page(number));
    if (number > 0) text_ += '\f';
    if (!page) return opening_.unread("damaged: some of its pages", Weight::aside);
    auto laid_out = lay_out(words_of(*page));
    for (const auto& line : laid_out.lines) text_.append(line.text).append("\n");
    if (laid_out.lines.empty()) ++without_words_;
    pages_.push_back(std::move(laid_out));
    heights_.push_back(page->page_rect().height());
  }

  void say_what_has_no_words(int count) {
    if (without_words_ == 0) return;
    opening_.unread(without_words_ == count
                        ? "pages without text, probably a scan"
                        : std::to_string(without_words_) + " of " + std::to_string(count) +
                              " pages without text, probably scanned",
                    Weight::aside);
  }

  const poppler::document& pdf_;
  Opening& opening_;
  std::string text_;
  std::vector<PdfPage> pages_;
  std::vector<double> heights_;
  int without_words_ = 0;
};

// XMP: sensitivity labels stand there as elements or attributes, besides the usual properties.
class Xmp : public XmlListener {
 public:
  explicit Xmp(std::vector<mail::Field>& properties) : properties_(properties) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (is_wanted(name)) {
      name_ = name;
      value_.clear();
    }
    attributes.each([&](std::string_view key, std::string_view value) {
      if (is_wanted(key)) add(key, value);
    });
  }
  void end(std::string_view name) override {
    if (name_.empty() || name != name_) return;
    add(name_, value_);
    name_.clear();
  }
  void text(std::string_view text) override {
    if (!name_.empty()) value_ += text;
  }

 private:
  static bool is_wanted(std::string_view name) {
    static constexpr std::array known{"title"sv, "subject"sv, "description"sv, "Keywords"sv};
    return name.starts_with("MSIP_") || std::find(known.begin(), known.end(), name) != known.end();
  }

  void add(std::string_view name, std::string_view value) {
    if (properties_.size() < most_properties)
      properties_.push_back({std::string(name), std::string(value)});
  }

  std::vector<mail::Field>& properties_;
  std::string name_;  // of the element being read; empty: none that is wanted
  std::string value_;
};

std::vector<mail::Field> properties_of(const poppler::document& pdf) {
  static constexpr std::array technical{"Author"sv,       "Creator"sv, "Producer"sv,
                                        "CreationDate"sv, "ModDate"sv, "Trapped"sv};
  std::vector<mail::Field> properties;
  for (const auto& key : pdf.info_keys())
    if (std::find(technical.begin(), technical.end(), key) == technical.end() &&
        properties.size() < most_properties)
      properties.push_back({key, utf8_of(pdf.info_key(key))});
  Xmp xmp(properties);
  XmlParser parser(xmp);
  if (parser.parse(utf8_of(pdf.metadata()))) parser.finish();
  return properties;
}

void open_files(const poppler::document& pdf, Opening& opening) {
  if (!pdf.has_embedded_files()) return;
  for (const auto* file : pdf.embedded_files()) {
    if (!file->is_valid()) continue;
    const auto bytes = file->data();
    if (!opening.spend_unpacked(bytes.size())) return;
    opening.open_inside({file->mime_type(), file->name(), {bytes.data(), bytes.size()}});
  }
}

// One page, one word, a font that is not in the file.
constexpr std::string_view smallest =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 32>>stream\nBT/F1 9 Tf 9 9 Td(Minutes)Tj ET  \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>\n";

std::unique_ptr<poppler::document> load(std::string_view content) {
  // It would write about every oddity to our log.
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  return std::unique_ptr<poppler::document>(
      poppler::document::load_from_raw_data(content.data(), static_cast<int>(content.size())));
}

}  // namespace

void load_pdf_tables() {
  // poppler lets go of its tables with the last document.
  static const auto kept = load(smallest);
  if (!kept) return;
  const std::unique_ptr<poppler::page> page(kept->create_page(0));
  if (page) lay_out(words_of(*page));
}

void read_pdf(const File& file, Opening& opening) {
  const auto pdf = load(file.content);
  if (!pdf) return opening.unread("damaged", Weight::aside);
  if (pdf->is_locked()) return opening.unread("encrypted: it needs a password", Weight::decisive);
  mail::Document document;
  document.properties = properties_of(*pdf);
  PdfText(*pdf, opening).read(document);
  opening.add_document(document);
  open_files(*pdf, opening);
}

}  // namespace candour::extract
