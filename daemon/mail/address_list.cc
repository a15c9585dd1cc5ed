// SPDX-License-Identifier: MPL-2.0

#include "mail/address_list.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "base/text.h"
#include "mail/address_tokens.h"
#include "mail/charset.h"
#include "mail/encoded_word.h"
#include "mail/lexical.h"

namespace candour::mail {

namespace {

using Words = std::span<const AddressToken>;

bool has_at_sign(const AddressToken& word) {
  return word.has_at_sign();
}

std::string decoded(std::string_view phrase) {
  if (phrase.empty()) return {};
  return std::string(base::trim(decode_encoded_words(phrase)));
}

// The words as a display name.
std::string name_of(Words words) {
  std::string phrase;
  for (const auto& word : words) {
    if (word.after_blank && !phrase.empty()) phrase += ' ';
    phrase += word.quoted() ? without_quoted_pairs(word.text.substr(1, word.text.size() - 2))
                            : without_quoted_pairs(word.text);
  }
  return decoded(phrase);
}

bool is_colon(const AddressToken& word) {
  return word.kind == AddressToken::Kind::special;  // no other is kept among words
}

// Where the address that begins with words[begin] ends. Blanks may stand around "@" and, once there
// was an "@", after a dot (RFC 5322 section 4.4). A colon stands for itself.
std::size_t address_end(Words words, std::size_t begin) {
  bool at_sign = words[begin].has_at_sign();
  auto end = begin + 1;
  for (; end < words.size() && !is_colon(words[begin]) && !is_colon(words[end]); ++end) {
    const auto before = words[end - 1].text;
    const auto next = words[end].text;
    if (words[end].after_blank && !before.ends_with('@') && !next.starts_with('@') &&
        !next.starts_with('.') && before != "." && !(at_sign && before.ends_with('.')))
      break;
    at_sign = at_sign || words[end].has_at_sign();
  }
  return end;
}

std::string address_of(Words words) {
  std::string written;
  for (const auto& word : words) written += word.text;
  if (written.size() > 2 && written.starts_with('\'') && written.ends_with('\''))
    written = written.substr(1, written.size() - 2);
  // To encode an address is against the standard, but done.
  return written.starts_with("=?") ? decoded(written) : to_utf8(written, "").text;
}

bool is_well_formed(std::string_view address) {
  const auto at_sign = address.rfind('@');
  if (at_sign == address.npos || at_sign == 0) return false;
  const auto domain = address.substr(at_sign + 1);
  return !domain.empty() && domain.starts_with('[') == domain.ends_with(']');
}

// Whether a word that stands alone is meant as an address: "postmaster", or "a@b" in quotation
// marks or encoded.
bool may_be_address(const AddressToken& word, std::string_view decoded_word) {
  if (decoded_word.find_first_of(" <>") != decoded_word.npos) return false;
  return decoded_word.find('@') != decoded_word.npos ||
         (!word.quoted() && !word.text.starts_with("=?"));
}

// The address in "Ann <a@b>", where somebody encoded all of a member, against the standard.
std::optional<Address> encoded_member(Words words, std::string_view decoded_words) {
  const auto is_encoded = [](const AddressToken& word) { return word.text.starts_with("=?"); };
  if (words.empty() || !std::all_of(words.begin(), words.end(), is_encoded)) return {};
  const auto open = decoded_words.rfind('<');
  const auto close = decoded_words.find('>', open);
  if (open == decoded_words.npos || close == decoded_words.npos) return {};
  const auto address = base::trim(decoded_words.substr(open + 1, close - open - 1));
  if (!is_well_formed(address) || address.find(' ') != address.npos) return {};
  return Address{std::string(base::trim(decoded_words.substr(0, open))), std::string(address)};
}

// Gathers the words of one member and makes addresses of them where it ends.
class Assembler {
 public:
  Assembler(std::string_view field, std::size_t limit) : tokens_(field), limit_(limit) {}

  AddressList assemble() {
    while (const auto token = tokens_.next()) {
      if (list_.over_limit) break;
      take(*token);
    }
    end_member();
    if (in_group_) list_.malformed = true;
    return std::move(list_);
  }

 private:
  void take(const AddressToken& token) {
    switch (token.kind) {
      case AddressToken::Kind::word:
        words_.push_back(token);
        words_.back().after_blank |= std::exchange(blank_dropped_, false);
        break;
      case AddressToken::Kind::comment:
        if (!in_angle_) comment_ = token.text;
        break;
      case AddressToken::Kind::special:
        take_special(token);
        break;
    }
  }

  void take_special(const AddressToken& token) {
    blank_dropped_ = token.after_blank;
    switch (token.text.front()) {
      case '<':
        return open_angle();
      case '>':
        if (in_angle_) return end_angle();
        break;
      case ':':
        return take_colon(token);
      case ',':
        if (in_route()) return words_.resize(phrase_size_);
        return end_member();
      case ';':
        end_member();
        in_group_ = false;
        return;
      default:
        break;
    }
    list_.malformed = true;  // a mark without its partner
  }

  // "Ann <" makes the words so far the name.
  void open_angle() {
    if (in_angle_) {  // "<<a@b>>", "Ann <of Eastmere <a@b>": the last "<" counts
      list_.malformed = true;
      if (angle_has_at_sign()) end_angle();
    }
    if (after_angle_) list_.malformed = true;  // "<a@b> Ann <c@d>": a comma is missing
    after_angle_ = false;
    in_angle_ = true;
    phrase_size_ = words_.size();
  }

  void end_angle() {
    const auto address = Words(words_).subspan(phrase_size_);
    std::string text;
    for (std::size_t begin = 0, end = 0; begin < address.size(); begin = end) {
      end = address_end(address, begin);
      if (begin > 0) text += ' ';
      if (begin > 0) list_.malformed = true;
      text += address_of(address.subspan(begin, end - begin));
    }
    if (!address.empty() && address.front().text.starts_with("=?")) list_.malformed = true;
    auto name = name_of(Words(words_).first(phrase_size_));
    words_.clear();
    in_angle_ = false;
    after_angle_ = add({std::move(name), std::move(text)});
  }

  bool angle_has_at_sign() const {
    const auto address = Words(words_).subspan(phrase_size_);
    return std::any_of(address.begin(), address.end(), has_at_sign);
  }

  bool in_route() const {
    return in_angle_ && words_.size() > phrase_size_ && words_[phrase_size_].text.starts_with('@');
  }

  // A colon ends the name of a group where a `;` follows somewhere, or nothing at all. Else it
  // belongs to a display name ("Cllr: Ann") or to a group that is never closed.
  void take_colon(const AddressToken& colon) {
    if (in_angle_) {  // what stands before is a route, or "mailto"
      if (!in_route()) list_.malformed = true;
      if (!in_route() && angle_has_at_sign()) return end_angle();
      words_.resize(phrase_size_);
    } else if (!in_group_ && (tokens_.semicolon_ahead() || tokens_.at_end())) {
      if (std::any_of(words_.begin(), words_.end(), has_at_sign)) {  // "a@b Council: c@d;"
        list_.malformed = true;
        end_member();
      }
      words_.clear();
      comment_ = {};
      after_angle_ = false;
      in_group_ = true;
    } else {
      list_.malformed = true;
      words_.push_back(colon);
    }
  }

  void end_member() {
    if (in_angle_) {
      list_.malformed = true;
      end_angle();
    }
    if (after_angle_) {
      end_after_angle();
    } else if (!words_.empty()) {
      end_bare();
    }
    words_.clear();
    comment_ = {};
    after_angle_ = false;
  }

  // What follows an angle address: nothing, a comment that names its owner, or a fault.
  void end_after_angle() {
    if (std::any_of(words_.begin(), words_.end(), has_at_sign)) {  // "<a@b> c@d"
      list_.malformed = true;
      return end_bare();
    }
    if (!words_.empty()) list_.malformed = true;
    auto& name = list_.addresses.back().name;
    if (!name.empty()) return;
    name = words_.empty() ? decoded(without_quoted_pairs(comment_)) : name_of(words_);
  }

  // Addresses without angle brackets: "a@b", "a@b (Ann)", and wrongly "Ann a@b", "a@b c@d" and
  // "Council: a@b", a group that is never closed.
  void end_bare() {
    const Words words(words_);
    std::vector<std::string> found;
    std::vector<AddressToken> rest;
    for (std::size_t begin = 0, end = 0; begin < words.size(); begin = end) {
      end = address_end(words, begin);
      const auto piece = words.subspan(begin, end - begin);
      if (is_colon(piece.front()))
        rest.clear();
      else if (std::any_of(piece.begin(), piece.end(), has_at_sign))
        found.push_back(address_of(piece));
      else
        rest.insert(rest.end(), piece.begin(), piece.end());
    }
    if (found.size() != 1 || !rest.empty()) list_.malformed = true;
    auto name = rest.empty() ? decoded(without_quoted_pairs(comment_)) : name_of(rest);
    if (auto member = encoded_member(rest, name); found.empty() && member) {
      add(std::move(*member));
      return;
    }
    if (found.empty() && rest.size() == 1 && may_be_address(rest.front(), name))
      found.push_back(std::exchange(name, {}));
    if (found.empty()) add({std::move(name), {}});
    for (auto& address : found) add({std::exchange(name, {}), std::move(address)});
  }

  // Whether it was added: "<>" is no address, and a list has its limit.
  bool add(Address address) {
    if (!is_well_formed(address.address)) list_.malformed = true;
    if (address.address.empty() && address.name.empty()) return false;
    list_.over_limit = list_.addresses.size() >= limit_;
    if (!list_.over_limit) list_.addresses.push_back(std::move(address));
    return !list_.over_limit;
  }

  AddressTokens tokens_;
  std::size_t limit_;
  AddressList list_;
  std::vector<AddressToken> words_;  // of the member so far
  std::size_t phrase_size_ = 0;      // in an angle address: how many stand before "<"
  std::string_view comment_;         // the last one of the member
  bool blank_dropped_ = false;       // one stood before a special character
  bool in_angle_ = false;
  bool after_angle_ = false;
  bool in_group_ = false;
};

}  // namespace

AddressList parse_address_list(std::string_view value, std::size_t limit) {
  return Assembler(value, limit).assemble();
}

}  // namespace candour::mail
