// SPDX-License-Identifier: MPL-2.0
//
// What a leaf holds: its transfer encoding taken off, its text made UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/entity.h"
#include "mail/html_text.h"
#include "mail/mail.h"
#include "mail/remarks.h"

namespace candour::mail {

/// The content without its transfer encoding; nothing where it has none, and is as it stands in the
/// message. `what` names the part in `remarks`.
std::optional<std::string> decode_content(const Entity& leaf, std::string_view what,
                                          Remarks& remarks);

/// A text part as its reader sees it.
struct Reading {
  std::string text;         // UTF-8 with LF, soft line breaks joined, HTML without its tags
  std::string hidden;       // of HTML
  std::vector<Mark> marks;  // of HTML
  std::string title;        // of HTML
};

Reading read_plain(const Entity& leaf, std::string_view content, std::string_view what,
                   const Limits& limits, Remarks& remarks);
Reading read_html(const Entity& leaf, std::string_view content, std::string_view what,
                  const Limits& limits, Remarks& remarks);

/// What HTML says of its own charset, empty where it says nothing. A web page may, and must where
/// Content-Type does not; within the first 1,024 bytes (HTML Standard, "Specifying the document's
/// character encoding").
std::string charset_of_html(std::string_view html);

/// UTF-8 with LF line ends and U+FFFD for NUL; no longer than `limit` bytes.
std::string clean_text(std::string_view utf8, std::size_t limit);

}  // namespace candour::mail
