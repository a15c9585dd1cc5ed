// SPDX-License-Identifier: MPL-2.0

#include "mail/html_marks.h"

#include <array>
#include <string>

#include "base/text.h"

namespace candour::mail {

namespace {

using base::equals_ignoring_case;

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

// Outlook on the web puts "x_" before names each time it quotes them.
std::string_view own_name(std::string_view name) {
  while (name.starts_with("x_")) name.remove_prefix(2);
  return name;
}

struct NamedMark {
  std::string_view name;  // of a class, an id or a name attribute
  Mark::Kind kind;
};

constexpr std::array named_marks{
    NamedMark{"gmail_attr", Mark::Kind::quote},
    NamedMark{"gmail_signature", Mark::Kind::signature},
    NamedMark{"moz-cite-prefix", Mark::Kind::quote},
    NamedMark{"moz-forward-container", Mark::Kind::forward},
    NamedMark{"moz-signature", Mark::Kind::signature},
    NamedMark{"divRplyFwdMsg", Mark::Kind::reply_header},
    NamedMark{"OutlookMessageHeader", Mark::Kind::reply_header},
    NamedMark{"OLK_SRC_BODY_SECTION", Mark::Kind::quote},
    NamedMark{"mail-editor-reference-message-container", Mark::Kind::quote},
    NamedMark{"ms-outlook-mobile-reference-message", Mark::Kind::quote},
    NamedMark{"yahoo_quoted", Mark::Kind::quote},
    NamedMark{"reply-intro", Mark::Kind::quote},  // Roundcube
    NamedMark{"isReplyContent", Mark::Kind::quote},
    NamedMark{"isForwardContent", Mark::Kind::forward},
    NamedMark{"Signature", Mark::Kind::signature},  // Outlook on the web
    NamedMark{"_rc_sig", Mark::Kind::signature},
    NamedMark{"ms-outlook-mobile-signature", Mark::Kind::signature},
    NamedMark{"AppleMailSignature", Mark::Kind::signature},
    NamedMark{"protonmail_signature_block", Mark::Kind::signature},
};

std::optional<Mark::Kind> named_mark(std::string_view names) {
  while (!names.empty()) {
    const auto end = std::min(names.find(' '), names.size());
    const auto name = own_name(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
    for (const auto& candidate : named_marks)
      if (equals_ignoring_case(name, candidate.name)) return candidate.kind;
  }
  return std::nullopt;
}

bool has_class(const xmlNode* element, std::string_view name) {
  if (!element || element->type != XML_ELEMENT_NODE) return false;
  for (const auto part : base::split(attribute(element, "class"), ' '))
    if (own_name(part) == name) return true;
  return false;
}

// The first words in an element, looked for no deeper than a client nests them.
std::string_view first_words(const xmlNode* node) {
  for (int steps = 0; node && steps < 12; ++steps) {
    if (node->type == XML_TEXT_NODE && !base::trim(view(node->content)).empty())
      return base::trim(view(node->content));
    node = node->children ? node->children : node->next;
  }
  return {};
}

// Gmail's container holds a forwarded message as it is, but an answered one in a blockquote of its
// own; what else stands in the container then is an answer written between quotes.
std::optional<Mark::Kind> gmail_quote_mark(const xmlNode* element) {
  if (first_words(element->children).starts_with("---")) return Mark::Kind::forward;
  for (const xmlNode* child = element->children; child; child = child->next)
    if (equals_ignoring_case(view(child->name), "blockquote")) return std::nullopt;
  return Mark::Kind::quote;
}

// Gmail and Outlook on the web indent with a blockquote that has neither bar nor cite.
bool only_indents(const xmlNode* blockquote, const Declared& inline_style) {
  return inline_style.no_border && attribute(blockquote, "type").empty() &&
         attribute(blockquote, "cite").empty() && !has_class(blockquote, "gmail_quote");
}

}  // namespace

std::string_view attribute(const xmlNode* element, const char* name) {
  for (const xmlAttr* each = element->properties; each; each = each->next)
    if (view(each->name) == name) return each->children ? view(each->children->content) : "";
  return {};
}

std::optional<Mark::Kind> mark_of(const xmlNode* element, const Declared& inline_style) {
  if (view(element->name) == "blockquote") {
    if (only_indents(element, inline_style)) return std::nullopt;
    return Mark::Kind::quote;
  }
  if (!element->properties) return std::nullopt;
  if (has_class(element, "gmail_quote")) return gmail_quote_mark(element);
  if (has_class(element, "gmail_attr") && first_words(element->children).starts_with("---"))
    return std::nullopt;
  for (const char* const name : {"class", "id"})
    if (const auto kind = named_mark(attribute(element, name))) return kind;
  if (attribute(element, "name") == "quote") return Mark::Kind::quote;  // GMX
  if (view(element->name) == "div" && inline_style.rule_above) return Mark::Kind::reply_header;
  return std::nullopt;
}

}  // namespace candour::mail
