// SPDX-License-Identifier: MPL-2.0
//
// HTML as its reader sees it, by libxml2. Tells what mail clients mark in it: quote containers,
// signatures; the words they hide are kept apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::mail {

/// What a mail client's markup says of a stretch of text, where it says anything.
struct Mark {
  enum class Kind {
    quote,  // <blockquote>, gmail_quote, moz-cite-prefix with what follows, OLK_SRC_BODY_SECTION …
    forward,       // moz-forward-container, gmail's forwarded message
    signature,     // moz-signature, gmail_signature, #Signature, #ms-outlook-mobile-signature …
    reply_header,  // divRplyFwdMsg, Outlook's border-top block: all after it is quoted
  };
  Kind kind;
  std::size_t begin = 0;  // bytes into HtmlText::text; whole lines
  std::size_t end = 0;
};

struct HtmlText {
  std::string text;    // blocks on lines of their own, LF, list items as "- ", no trailing blanks
  std::string hidden;  // display:none, visibility:hidden, zero size, text in the colour behind it …
  std::vector<Mark> marks;  // by begin; may nest
  std::string title;        // <title>, which stands among `hidden` too
  bool over_limit = false;  // cut: too many attributes in a tag, or too long
};

/// html     UTF-8
/// Linear in its size whatever the nesting: libxml2 with XML_PARSE_HUGE and an iterative walk, at
/// most 1,000 attributes a tag.
HtmlText html_to_text(std::string_view html);

}  // namespace candour::mail
