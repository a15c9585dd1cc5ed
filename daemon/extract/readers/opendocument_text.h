// SPDX-License-Identifier: MPL-2.0
//
// The words of OpenDocument XML (ISO/IEC 26300-1): texts, sheets, slides and drawings alike,
// whether in the files of a package or in a flat one.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/readers/prose.h"
#include "extract/readers/xml.h"
#include "mail/mail.h"

namespace candour::extract {

/// Left out: what tracked changes deleted, hidden text, sections and paragraphs, the numbers of
/// notes, and what a master page only says to show where text may go.
class OpenDocumentText : public XmlListener {
 public:
  explicit OpenDocumentText(std::size_t bound)
      : text_(bound), beside_(bound), margin_(bound), bound_(bound) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  mail::Document take();

 private:
  enum class Area { elsewhere, properties, styles, master, body };

  static Area area_of(std::string_view name);
  bool is_left_out(std::string_view name, const XmlAttributes& attributes) const;
  void start_property(std::string_view name, const XmlAttributes& attributes);
  void start_style(std::string_view name, const XmlAttributes& attributes);
  void start_in_text(std::string_view name, const XmlAttributes& attributes);
  void end_paragraph();
  Prose& page();

  Prose text_;
  Prose beside_;  // notes, comments and frames of the paragraph being read; they follow it
  Prose margin_;
  std::size_t bound_;
  std::vector<std::string> margins_;
  std::vector<mail::Field> properties_;
  std::size_t property_bytes_ = 0;
  std::set<std::string, std::less<>> hidden_styles_;
  std::string style_;  // being read
  Area area_ = Area::elsewhere;
  bool in_property_ = false;
  bool in_declaration_ = false;  // a slide's header or footer, said once for all
  bool sheets_ = false;          // rather than tables in a text
  std::size_t paragraphs_ = 0;   // open ones, inside each other
  std::size_t skipped_ = 0;      // elements inside one that is left out, itself included
};

}  // namespace candour::extract
