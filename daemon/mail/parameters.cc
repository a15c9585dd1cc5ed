// SPDX-License-Identifier: MPL-2.0

#include "mail/parameters.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "base/text.h"
#include "mail/charset.h"
#include "mail/encoded_word.h"
#include "mail/lexical.h"

namespace candour::mail {

namespace {

constexpr std::size_t most_parameters = 1'000;

// One "name=value" as it stands; "filename*1*" is section 1 of "filename", percent-encoded.
struct Piece {
  std::string name;
  std::optional<unsigned> section;
  bool percent_encoded = false;
  std::string value;
};

// Takes the marks of RFC 2231 section 4.1 off the name.
Piece piece_of(std::string_view written_name, std::string value) {
  Piece piece{base::lower_ascii(written_name), {}, false, std::move(value)};
  std::string_view name = piece.name;
  if (name.ends_with('*')) {
    piece.percent_encoded = true;
    name.remove_suffix(1);
  }
  const auto star = name.rfind('*');
  if (star != name.npos) {
    unsigned section = 0;
    const char* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + star + 1, end, section);
    if (error == std::errc{} && stop == end) {
      piece.section = section;
      name = name.substr(0, star);
    }
  }
  piece.name.resize(name.size());
  return piece;
}

bool is_token(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '*';
}

// A backslash quotes whatever follows (RFC 2045 section 5.1), so that old mail with Windows paths
// in it loses theirs, as in every mail client.
std::string unquoted(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    plain += text[at];
  }
  return plain;
}

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = text[at] == '%' ? hex_byte(text, at + 1) : std::nullopt;
    bytes += byte.value_or(text[at]);
    if (byte) at += 2;
  }
  return bytes;
}

// Cuts a field into its value and the pieces of its parameters.
class Reader {
 public:
  explicit Reader(std::string_view field) : field_(field), enclosures_(field) {}

  void read() {
    read_value();
    while (at_ < field_.size() && pieces.size() < most_parameters) read_parameter();
    if (at_ < field_.size() || enclosures_.unclosed()) malformed = true;
  }

  std::string value;
  std::vector<Piece> pieces;
  bool malformed = false;

 private:
  bool at_end(std::size_t at) const { return at >= field_.size() || field_[at] == ';'; }

  std::size_t after_blanks_and_comments(std::size_t at) {
    while (at < field_.size()) {
      if (const auto end = enclosures_.comment_end(at))
        at = *end;
      else if (is_blank(field_[at]))
        ++at;
      else
        break;
    }
    return at;
  }

  // Whether "name=" stands at `at`, where a `;` was forgotten.
  bool parameter_begins(std::size_t at) const {
    constexpr std::size_t longest_name = 64;
    const auto begin = at;
    while (at < field_.size() && at - begin < longest_name && is_token(field_[at])) ++at;
    return at > begin && at < field_.size() && field_[at] == '=';
  }

  // "multipart / mixed": one value. A second word is a fault, or a parameter after a missing `;`.
  void read_value() {
    for (at_ = after_blanks_and_comments(0); !at_end(at_); at_ = after_blanks_and_comments(at_)) {
      if (parameter_begins(at_)) {
        malformed = true;
        return;
      }
      const auto begin = at_++;
      while (!at_end(at_) && !is_blank(field_[at_]) && field_[at_] != '(') ++at_;
      const auto word = field_.substr(begin, at_ - begin);
      if (value.empty() || value.ends_with('/') || word.starts_with('/'))
        value += base::lower_ascii(word);
      else
        malformed = true;
    }
    if (std::erase(value, '"') > 0) malformed = true;
  }

  void read_parameter() {
    if (field_[at_] == ';') ++at_;
    const auto name = read_name();
    if (name.empty() || at_end(at_)) {
      if (!name.empty() || !at_end(at_)) malformed = true;
      if (!at_end(at_)) ++at_;  // "=" without a name
      return;
    }
    at_ = after_blanks_and_comments(at_ + 1);
    if (at_end(at_)) malformed = true;
    auto piece_value = unquoted_or_plain_value();
    auto piece = piece_of(name, std::move(piece_value));
    if (piece.name.empty()) malformed = true;  // "*=value"
    if (!piece.name.empty()) pieces.push_back(std::move(piece));
    at_ = after_blanks_and_comments(at_);
    if (!at_end(at_)) malformed = true;
  }

  // Up to "=" or the end of the parameter; of several words the last.
  std::string read_name() {
    std::string name;
    for (;;) {
      const auto begin = after_blanks_and_comments(at_);
      if (begin > at_ && !at_end(begin) && field_[begin] != '=' && !name.empty()) {
        malformed = true;
        name.clear();
      }
      at_ = begin;
      if (at_end(at_) || field_[at_] == '=') return base::lower_ascii(name);
      name += field_[at_++];
    }
  }

  std::string unquoted_or_plain_value() {
    if (at_end(at_) || field_[at_] != '"') return std::string(read_plain_value());
    const auto begin = at_ + 1;
    const auto closed = enclosures_.quoted_end(at_);
    if (!closed) {  // taken to the next `;`
      at_ = begin;
      return unquoted(base::trim(read_plain_value()));
    }
    at_ = closing_quote(*closed);
    return unquoted(field_.substr(begin, at_ - 1 - begin));
  }

  // `"the "new" plan.doc"`: a quotation mark that the value goes on after does not close it.
  std::size_t closing_quote(std::size_t end) {
    const auto first = end;
    for (;;) {
      const auto next = after_blanks_and_comments(end);
      if (at_end(next) || (next > end && parameter_begins(next))) return end;
      malformed = true;
      end = field_.find_first_of("\";", next);
      if (at_end(end)) return first;
      ++end;
    }
  }

  // Up to `;`, without a comment at the end. Blanks in it are a fault, but seen in file names.
  std::string_view read_plain_value() {
    const auto begin = at_;
    auto end = at_;
    while (!at_end(at_)) {
      if (!is_blank(field_[at_])) {
        end = ++at_;
        continue;
      }
      at_ = after_blanks_and_comments(at_);
      if (at_end(at_)) break;
      malformed = true;
      if (parameter_begins(at_)) break;
      end = at_;
    }
    return field_.substr(begin, end - begin);
  }

  std::string_view field_;
  std::size_t at_ = 0;
  Enclosures enclosures_;
};

// All pieces of one parameter. Mail clients send "filename" for old readers beside "filename*" for
// new ones, so these are not two.
struct Group {
  std::string name;
  const Piece* plain = nullptr;
  const Piece* extended = nullptr;
  std::vector<const Piece*> sections;
};

// Puts the pieces together: RFC 2231 sections 3 and 4.
class Joiner {
 public:
  explicit Joiner(Parameterized& result) : result_(result) {}

  void join(const std::vector<Piece>& pieces) {
    for (const auto& group : groups_of(pieces))
      result_.parameters.push_back({group.name, value_of(group)});
  }

 private:
  std::vector<Group> groups_of(const std::vector<Piece>& pieces) {
    std::vector<Group> groups;
    std::map<std::string_view, std::size_t> places;
    for (const auto& piece : pieces) {
      const auto [place, added] = places.try_emplace(piece.name, groups.size());
      if (added) groups.push_back({piece.name, nullptr, nullptr, {}});
      auto& group = groups[place->second];
      if (piece.section) {
        group.sections.push_back(&piece);
        continue;
      }
      auto& slot = piece.percent_encoded ? group.extended : group.plain;
      if (slot != nullptr) result_.duplicate = true;
      if (slot == nullptr) slot = &piece;
    }
    for (auto& group : groups) put_in_order(group.sections);
    return groups;
  }

  void put_in_order(std::vector<const Piece*>& sections) {
    std::stable_sort(sections.begin(), sections.end(),
                     [](const Piece* a, const Piece* b) { return *a->section < *b->section; });
    const auto twice =
        std::unique(sections.begin(), sections.end(),
                    [](const Piece* a, const Piece* b) { return *a->section == *b->section; });
    if (twice != sections.end()) result_.duplicate = true;
    sections.erase(twice, sections.end());
    if (!sections.empty() && *sections.back()->section != sections.size() - 1)
      result_.malformed = true;  // one is missing
  }

  std::string value_of(const Group& group) {
    if (group.extended != nullptr) return joined(group.name, {group.extended});
    if (!group.sections.empty()) return joined(group.name, group.sections);
    return joined(group.name, {group.plain});
  }

  std::string joined(const std::string& name, const std::vector<const Piece*>& pieces) {
    std::string charset;
    std::string bytes;
    bool percent_encoded = false;
    for (const auto* piece : pieces) {
      std::string_view text = piece->value;
      if (piece->percent_encoded && piece == pieces.front()) charset = take_charset(text);
      percent_encoded = percent_encoded || piece->percent_encoded;
      bytes += piece->percent_encoded ? percent_decoded(text) : std::string(text);
    }
    if (name == "boundary") return bytes;  // compared with the bytes of the body
    if (percent_encoded) return one_line(to_utf8(bytes, charset).text);
    return decode_encoded_words(bytes);
  }

  // Takes "utf-8'en'" off the text.
  std::string take_charset(std::string_view& text) {
    const auto first = text.find('\'');
    const auto second = first == text.npos ? first : text.find('\'', first + 1);
    if (second == text.npos) {
      result_.malformed = true;
      return {};
    }
    std::string charset(text.substr(0, first));
    text.remove_prefix(second + 1);
    return charset;
  }

  Parameterized& result_;
};

}  // namespace

std::string_view Parameterized::parameter(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& each) { return each.name == name; });
  return found == parameters.end() ? std::string_view{} : found->value;
}

Parameterized parse_parameters(std::string_view field_value) {
  Reader reader(field_value);
  reader.read();
  Parameterized result;
  result.value = std::move(reader.value);
  result.malformed = reader.malformed;
  Joiner(result).join(reader.pieces);
  return result;
}

}  // namespace candour::mail
