// SPDX-License-Identifier: MPL-2.0

#include "people/vcard.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "base/unicode.h"
#include "people/roster.h"

namespace candour::people {

namespace {

constexpr std::size_t folded_octets = 75;  // RFC 6350 section 3.2
constexpr std::string_view bom = "\xef\xbb\xbf";

base::Error wrong(std::string_view file, std::size_t line, std::string_view what,
                  base::Fault fault = base::Fault::malformed) {
  return {fault, "people.vcard",
          std::string(file) + ":" + std::to_string(line) + ": " + std::string(what)};
}

/// Lines as they stand in the file, one after the other.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  std::size_t number() const { return number_; }

  std::string_view next() {
    const auto end = text_.find_first_of("\r\n");
    const auto line = text_.substr(0, end);
    if (end == text_.npos) {
      text_ = {};
    } else {
      const bool crlf = text_[end] == '\r' && end + 1 < text_.size() && text_[end + 1] == '\n';
      text_.remove_prefix(end + (crlf ? 2 : 1));
    }
    ++number_;
    return line;
  }
  bool continues() const { return text_.starts_with(' ') || text_.starts_with('\t'); }

 private:
  std::string_view text_;
  std::size_t number_ = 0;  // of the line that next() gave last
};

/// A property: its name in capitals without a group, its value as it stands there.
struct Property {
  std::string name, value;
  bool quoted_printable = false;
};

// Where the value begins: at the first colon outside quotes (RFC 6350 section 3.3).
std::size_t colon_of(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] == ':' && !quoted) return i;
  }
  return line.npos;
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (auto& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

std::optional<Property> read_property(std::string_view line) {
  const auto colon = colon_of(line);
  if (colon == line.npos) return {};
  const auto head = line.substr(0, colon);
  auto name = head.substr(0, head.find(';'));
  if (const auto dot = name.rfind('.'); dot != name.npos) name.remove_prefix(dot + 1);
  Property property{upper(base::trim(name)), std::string(line.substr(colon + 1))};
  property.quoted_printable = upper(head).find("QUOTED-PRINTABLE") != std::string::npos;
  return property;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string from_quoted_printable(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() && text[i] == '=' ? digit_of(text[i + 1]) : -1;
    const int low = high >= 0 ? digit_of(text[i + 2]) : -1;
    if (low < 0) {
      bytes += text[i];
      continue;
    }
    bytes += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return base::is_valid_utf8(bytes) ? bytes : base::windows_1252_to_utf8(bytes);
}

// The parts of a value between separators that are not escaped, without their escapes.
std::vector<std::string> parts_of(std::string_view value, char separator) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) {
      ++i;
      parts.back() += value[i] == 'n' || value[i] == 'N' ? ' ' : value[i];
    } else if (value[i] == separator && separator != '\0') {
      parts.emplace_back();
    } else {
      parts.back() += value[i];
    }
  }
  return parts;
}

std::string words_of(std::string_view value) {
  return base::in_one_line(parts_of(value, '\0').front());
}

// "Surname;Given;Additional;Prefix;Suffix" as it is said.
std::string name_of_parts(std::string_view value) {
  const auto parts = parts_of(value, ';');
  const auto given = parts.size() > 1 ? parts[1] : std::string();
  return base::in_one_line(given + " " + parts.front());
}

class CardReader {
 public:
  CardReader(std::string_view text, std::string_view file, const VcardLimits& limits)
      : lines_(text), file_(file), limits_(limits) {}

  base::Result<std::vector<Contact>> read() {
    while (!lines_.at_end()) {
      const auto line = unfolded();
      const auto number = lines_.number();
      if (base::trim(line).empty()) continue;
      auto property = read_property(line);
      if (!property) continue;  // what some programs leave of a broken fold
      if (property->quoted_printable) join_soft_breaks(*property);
      if (auto taken = take(*property, number); !taken) return taken.error();
    }
    if (depth_ > 0) return wrong(file_, lines_.number(), "the last contact has no END:VCARD");
    if (contacts_.empty()) return wrong(file_, 1, "no contact in it: nothing begins BEGIN:VCARD");
    return std::move(contacts_);
  }

 private:
  std::string unfolded() {
    std::string line(lines_.next());
    while (!lines_.at_end() && lines_.continues()) {
      auto more = lines_.next();
      more.remove_prefix(1);
      // Of a picture nothing is kept, and it may be large.
      if (line.size() <= limits_.value_bytes) line += more;
    }
    return line;
  }

  void join_soft_breaks(Property& property) {
    while (property.value.ends_with('=') && !lines_.at_end()) {
      property.value.pop_back();
      const auto more = lines_.next();
      if (property.value.size() <= limits_.value_bytes)
        property.value += more;
      else if (more.ends_with('='))
        property.value += '=';
    }
    property.value = from_quoted_printable(property.value);
  }

  base::Result<void> take(const Property& property, std::size_t number) {
    const auto what = upper(base::trim(property.value));
    if (property.name == "BEGIN" && what == "VCARD") {
      if (++depth_ > 1) return {};  // a card inside a card (2.1: AGENT) is somebody else's
      if (contacts_.size() == limits_.contacts)
        return wrong(file_, number,
                     "more than " + std::to_string(limits_.contacts) + " contacts; take in fewer",
                     base::Fault::over_limit);
      contacts_.emplace_back();
      contacts_.back().line = number;
      parts_name_.clear();
      addresses_ = 0;
      return {};
    }
    if (depth_ == 0) return wrong(file_, number, "this stands outside BEGIN:VCARD and END:VCARD");
    if (property.name == "END" && what == "VCARD") {
      if (--depth_ == 0 && contacts_.back().row.name.empty())
        contacts_.back().row.name = parts_name_;
      return {};
    }
    if (depth_ > 1) return {};
    return keep(property, number);
  }

  base::Result<void> keep(const Property& property, std::size_t number) {
    auto& contact = contacts_.back();
    auto& row = contact.row;
    const auto text = [&] { return words_of(property.value).substr(0, limits_.value_bytes); };
    const auto& name = property.name;
    if (name == "FN" && row.name.empty()) row.name = text();
    if (name == "N") parts_name_ = name_of_parts(property.value).substr(0, limits_.value_bytes);
    if (name == "KIND" && upper(text()) == "GROUP" && row.role.empty()) row.role = "list";
    if ((name == "ROLE" || name == "TITLE") && row.role.empty() && role_named(text()))
      row.role = std::string(name_of(*role_named(text())));
    if (name == "X-CANDOUR-ROLE") {
      row.role = text();
      contact.ours = true;
    }
    if (name == "X-CANDOUR-GROUP") row.group = text();
    if (name == "X-CANDOUR-COMMITTEES") row.committees = text();
    if (name == "X-CANDOUR-TERM-START") row.term_start = text();
    if (name == "X-CANDOUR-TERM-END") row.term_end = text();
    if (name != "EMAIL") return {};
    if (++addresses_ > limits_.addresses)
      return wrong(file_, number,
                   "one contact with more than " + std::to_string(limits_.addresses) + " addresses",
                   base::Fault::over_limit);
    auto address = text();
    if (base::lower_ascii(address).starts_with("mailto:")) address.erase(0, 7);
    if (!address.empty()) row.emails += (row.emails.empty() ? "" : ";") + address;
    return {};
  }

  Lines lines_;
  const std::string_view file_;
  const VcardLimits& limits_;
  std::vector<Contact> contacts_;
  std::size_t depth_ = 0;
  std::size_t addresses_ = 0;
  std::string parts_name_;
};

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == ',' || c == ';') result += '\\';
    if (c == '\n')
      result += "\\n";
    else if (c != '\r')
      result += c;
  }
  return result;
}

void add_line(std::string& cards, std::string_view line) {
  std::size_t room = folded_octets;
  while (line.size() > room) {
    auto end = room;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
    cards.append(line.substr(0, end)) += "\r\n ";
    line.remove_prefix(end);
    room = folded_octets - 1;
  }
  cards.append(line) += "\r\n";
}

void add_property(std::string& cards, std::string_view name, std::string_view value) {
  if (!value.empty()) add_line(cards, std::string(name) + ":" + escaped(value));
}

}  // namespace

bool is_vcard(std::string_view bytes) {
  if (bytes.starts_with(bom)) bytes.remove_prefix(bom.size());
  return upper(base::trim(bytes.substr(0, 200))).starts_with("BEGIN:VCARD");
}

base::Result<std::vector<Contact>> read_vcards(std::string_view bytes, std::string_view file,
                                               const VcardLimits& limits) {
  if (bytes.size() > limits.file_bytes)
    return wrong(file, 1,
                 "larger than " + std::to_string(limits.file_bytes >> 20) +
                     " MB; export the contacts without their pictures",
                 base::Fault::over_limit);
  if (bytes.starts_with(bom)) bytes.remove_prefix(bom.size());
  if (bytes.find('\0') != bytes.npos)
    return wrong(file, 1, "this is no text; in the address book, export as vCard (UTF-8)");
  if (base::is_valid_utf8(bytes)) return CardReader(bytes, file, limits).read();
  const auto text = base::windows_1252_to_utf8(bytes);
  return CardReader(text, file, limits).read();
}

std::string write_vcards(const std::vector<RosterRow>& rows) {
  std::string cards;
  for (const auto& row : rows) {
    const bool list = base::equals_ignoring_case(row.role, "list");
    add_line(cards, "BEGIN:VCARD");
    add_line(cards, "VERSION:4.0");
    add_line(cards, list ? "KIND:group" : "KIND:individual");
    add_property(cards, "FN", row.name);
    for (std::string_view rest = row.emails; !rest.empty();) {
      const auto end = rest.find_first_of(";, \t\r\n");
      add_property(cards, "EMAIL", rest.substr(0, end));
      rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    if (!list) add_property(cards, "ROLE", row.role);
    add_property(cards, "X-CANDOUR-ROLE", row.role);
    add_property(cards, "X-CANDOUR-GROUP", row.group);
    add_property(cards, "X-CANDOUR-COMMITTEES", row.committees);
    add_property(cards, "X-CANDOUR-TERM-START", row.term_start);
    add_property(cards, "X-CANDOUR-TERM-END", row.term_end);
    add_line(cards, "END:VCARD");
  }
  return cards;
}

}  // namespace candour::people
