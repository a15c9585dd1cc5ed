// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/document_marking.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::rules {

namespace {

// What a format's own property, named in lower-case letters alone, is called for people.
struct Property {
  std::string_view name;
  std::string_view shown;
  bool is_list = false;  // of keywords
};
constexpr std::array known_properties{
    Property{"title", "Title"},
    Property{"subject", "Subject"},
    Property{"category", "Category"},
    Property{"contentstatus", "Content status"},
    Property{"status", "Status"},
    Property{"keywords", "Keywords", true},
    Property{"keyword", "Keywords", true},
    Property{"tags", "Tags", true},
    Property{"comments", "Comments"},
    Property{"comment", "Comments"},
    Property{"description", "Description"},
};

// "dc:contentStatus" and "Content Status" are one property.
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : name.substr(name.rfind(':') + 1))
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) letters += c;
  return base::lower_ascii(letters);
}

std::vector<std::string_view> pieces_of(std::string_view line, std::string_view separators) {
  std::vector<std::string_view> pieces;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find_first_of(separators, begin), line.size());
    if (const auto piece = base::trim(line.substr(begin, end - begin)); !piece.empty())
      pieces.push_back(piece);
    begin = end + 1;
  }
  return pieces;
}

// "Eastmere Town Council    CONFIDENTIAL    Page 3 of 7": its pieces, between wide gaps, dashes
// and page numbers.
std::vector<std::string> pieces_of_margin(std::string_view line, const Phrases& phrases) {
  std::string parted;
  for (std::size_t i = 0; i < line.size(); ++i)
    parted += line.substr(i, 2) == "  " || line[i] == '\t' ? '|' : line[i];
  std::vector<std::string> pieces;
  for (const auto gap : pieces_of(parted, "|")) {
    auto folded = base::folded(gap);
    // One match of a pattern is found at a time.
    for (int round = 0; round < 4; ++round)
      for (const auto& match : phrases.find("marking.margin-furniture", folded))
        std::fill(folded.begin() + static_cast<std::ptrdiff_t>(match.begin),
                  folded.begin() + static_cast<std::ptrdiff_t>(match.end), '|');
    for (const auto piece : pieces_of(folded, "|")) pieces.emplace_back(piece);
  }
  return pieces;
}

// A watermark set in spaced letters: "C O N F I D E N T I A L".
std::string closed_up(std::string_view line) {
  std::string letters;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i % 2 == 1 && line[i] != ' ') return std::string(line);
    if (i % 2 == 0) letters += line[i];
  }
  return letters;
}

bool is_false(std::string_view value) {
  return base::equals_ignoring_case(base::trim(value), "false") || base::trim(value) == "0";
}

// "MSIP_Label_<guid>_Name" -> "msip_label_<guid>"; empty for any other property.
std::string label_of(std::string_view property, std::string_view suffix) {
  const auto name = base::lower_ascii(base::trim(property));
  if (!name.starts_with("msip_label_") || !name.ends_with(suffix)) return {};
  return name.substr(0, name.size() - suffix.size());
}

bool is_label(const mail::Field& property, const Phrases& phrases) {
  return !label_of(property.name, "_name").empty() ||
         phrases.any("label.property", letters_of(property.name));
}

// Labels that were taken off stay in a file with "_Enabled" set to false.
bool is_taken_off(const mail::Field& label, const std::vector<mail::Field>& properties) {
  const auto id = label_of(label.name, "_name");
  return !id.empty() &&
         std::any_of(properties.begin(), properties.end(), [&](const mail::Field& property) {
           return label_of(property.name, "_enabled") == id && is_false(property.value);
         });
}

std::optional<Marking> read_labels(const std::vector<mail::Field>& properties,
                                   const std::string& where, std::string_view part,
                                   const Phrases& phrases) {
  for (const auto& property : properties) {
    if (!is_label(property, phrases) || is_taken_off(property, properties)) continue;
    const auto value = base::folded(property.value);
    if (phrases.any("talk.negated", value) || !phrases.any("label.value", value)) continue;
    return Marking{Marking::Kind::label, {where, property.value, std::string(part), 0, 0}};
  }
  return std::nullopt;
}

class DocumentMarkings {
 public:
  DocumentMarkings(std::string where, std::string_view part, const MarkingReader& reader,
                   const Phrases& phrases)
      : where_(std::move(where)), part_(part), reader_(reader), phrases_(phrases) {}

  std::vector<Marking> read(const mail::Document& document) {
    read_name(document.name);
    for (auto& line : reader_.document_lines(document.text, where_, part_)) add(std::move(line));
    for (const auto& margin : document.margins)
      for (const auto line : base::split(margin, '\n')) read_margin(base::trim(line));
    for (const auto& property : document.properties) read_property(property);
    const auto label = where_ + ", sensitivity label";
    if (auto found = read_labels(document.properties, label, part_, phrases_))
      add(std::move(*found));
    return std::move(markings_);
  }

 private:
  // "Confidential/pay.pdf": a folder marks what lies in it.
  void read_name(std::string_view path) {
    for (const auto name : base::split(path, '/'))
      if (auto marking = reader_.file_name(name)) {
        marking->evidence.where = where_;
        add(std::move(*marking));
      }
  }

  void read_margin(std::string_view line) {
    const auto where = where_ + ", header, footer or watermark";
    if (auto marking = reader_.line_by_itself(closed_up(line), where)) {
      marking->evidence.text = line;
      return add(std::move(*marking));
    }
    // "Non - confidential" must not come apart.
    if (phrases_.any("talk.negated", base::folded(line))) return;
    for (const auto& piece : pieces_of_margin(line, phrases_))
      if (auto marking = reader_.line_by_itself(piece, where)) {
        marking->evidence.text = line;
        return add(std::move(*marking));
      }
  }

  void read_property(const mail::Field& property) {
    const auto name = letters_of(property.name);
    for (const auto& known : known_properties) {
      if (name != known.name) continue;
      const auto where = where_ + ", property " + std::string(known.shown);
      for (const auto line : pieces_of(property.value, known.is_list ? ",;\n" : "\n"))
        if (auto subject = reader_.subject(line, where)) {
          subject->marking.kind = Marking::Kind::property;
          return add(std::move(subject->marking));
        }
    }
  }

  // Found at several edges, the same words are one marking's.
  void add(Marking marking) {
    marking.evidence.part = part_;
    const auto same = std::any_of(markings_.begin(), markings_.end(), [&](const Marking& other) {
      return other.evidence.where == marking.evidence.where &&
             other.evidence.text == marking.evidence.text;
    });
    if (!same) markings_.push_back(std::move(marking));
  }

  std::string where_;
  std::string_view part_;
  const MarkingReader& reader_;
  const Phrases& phrases_;
  std::vector<Marking> markings_;
};

}  // namespace

std::string where_in(std::string_view where, const mail::Document& document) {
  return std::string(where) + (document.name.empty() ? "" : ": " + document.name);
}

std::vector<Marking> document_markings(const mail::Document& document, std::string_view where,
                                       std::string_view part, const MarkingReader& reader,
                                       const Phrases& phrases) {
  return DocumentMarkings(where_in(where, document), part, reader, phrases).read(document);
}

// "MSIP_Label_<guid>_Enabled=True;MSIP_Label_<guid>_Name=Confidential;…" ([MS-OFFCRYPTO] section
// 2.6.3 has the same names for documents).
std::optional<Marking> message_label(const mail::Headers& headers, std::string_view where,
                                     const Phrases& phrases) {
  std::vector<mail::Field> properties;
  for (const auto setting : base::split(headers.field("msip_labels"), ';'))
    if (const auto equals = setting.find('='); equals != setting.npos)
      properties.push_back({std::string(base::trim(setting.substr(0, equals))),
                            std::string(base::trim(setting.substr(equals + 1)))});
  return read_labels(properties, std::string(where), {}, phrases);
}

}  // namespace candour::rules
