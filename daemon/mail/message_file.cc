// SPDX-License-Identifier: MPL-2.0
#include "mail/message_file.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/text.h"
#include "mail/raw_header.h"
#include "mail/raw_lines.h"

namespace candour::mail {

namespace {

// A header longer than this is looked at no further; bounds the look at a large file.
constexpr std::size_t longest_header = 256u << 10;

bool has_message_name(std::string_view filename) {
  static constexpr std::array endings{".eml", ".mht", ".mhtml"};
  const auto lower = base::lower_ascii(filename);
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return lower.ends_with(ending); });
}

// Types that people's programs give to a message they do not know, or to any file at all. What is
// attached as a message is one that the splitter had its reasons not to open.
bool may_be_message(std::string_view type) {
  if (type == "message/rfc822" || type == "message/global") return false;
  return type.starts_with("text/") || type.starts_with("message/") ||
         type.starts_with("multipart/") || type == "application/octet-stream" ||
         type == "application/eml" || type == "application/binary" ||
         type.starts_with("application/x-");
}

std::string_view without_lead(std::string_view content) {
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  content.remove_prefix(std::min(content.size(), content.find_first_not_of("\r\n")));
  if (content.starts_with("From ") || content.starts_with(">From "))
    content.remove_prefix(line_at(content, 0).end);
  return content;
}

bool begins_with_field(std::string_view content) {
  return is_known_field(line_at(content, 0).text, HeaderOf::message);
}

// A header to its empty line, without a line that is none of it.
bool begins_with_header(std::string_view content) {
  std::set<std::string> known;
  const auto head = content.substr(0, longest_header);
  for (std::size_t position = 0; position < head.size();) {
    const auto line = line_at(head, position);
    position = line.end;
    if (line.text.empty()) break;
    if (is_wsp(line.text.front()) && !known.empty()) continue;
    const auto colon = line.text.find(':');
    if (colon == 0 || line.text.substr(0, colon).find(' ') != std::string_view::npos ||
        colon == std::string_view::npos)
      return false;
    if (is_known_field(line.text, HeaderOf::message))
      known.insert(base::lower_ascii(line.text.substr(0, colon)));
  }
  const bool sent = known.contains("from") || known.contains("received");
  return sent && known.size() >= 3;
}

}  // namespace

bool is_message_file(std::string_view type, std::string_view filename, std::string_view content) {
  if (!may_be_message(type)) return false;
  const auto message = without_lead(content);
  return has_message_name(filename) ? begins_with_field(message) : begins_with_header(message);
}

}  // namespace candour::mail
