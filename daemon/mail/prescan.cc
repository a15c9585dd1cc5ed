// SPDX-License-Identifier: MPL-2.0
#include "mail/prescan.h"

#include <algorithm>

#include "mail/raw_header.h"
#include "mail/raw_lines.h"

namespace candour::mail {

namespace {

// CRs that are no half of a CRLF: somebody's parser takes them for line ends, somebody's does not.
void note_line_ends(std::string_view text, Remarks& remarks) {
  for (auto cr = text.find('\r'); cr != std::string_view::npos; cr = text.find('\r', cr + 1)) {
    const auto after = cr + 1 < text.size() ? text[cr + 1] : '\0';
    if (after == '\n') continue;
    const bool doubled = after == '\r' && cr + 2 < text.size() && text[cr + 2] == '\n';
    remarks.anomaly(doubled ? "crcrlf" : "bare-cr");
    if (doubled) ++cr;
  }
}

// People save messages by hand; an empty line or two before the header is no end of it.
std::size_t empty_lines_before_header(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size()) {
    const auto line = line_at(text, position);
    if (!line.text.empty()) return is_known_field(line.text, HeaderOf::message) ? position : 0;
    position = line.end;
  }
  return 0;
}

}  // namespace

std::string_view prescan(std::string_view raw, const Limits& limits, Remarks& remarks,
                         std::deque<std::string>& copies) {
  auto text = raw;
  if (text.size() > limits.message_bytes) {
    text = text.substr(0, limits.message_bytes);
    remarks.over_limit("message-bytes-limit", "the message",
                       "larger than " + std::to_string(limits.message_bytes >> 20) + " MB");
  }
  if (text.find('\0') != std::string_view::npos) remarks.anomaly("nul");
  note_line_ends(text, remarks);
  if (text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos) {
    auto& copy = copies.emplace_back(text);
    std::replace(copy.begin(), copy.end(), '\r', '\n');
    text = copy;
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    remarks.anomaly("byte-order-mark");
    text.remove_prefix(3);
  }
  text.remove_prefix(skip_mbox_line(text, remarks));
  if (const auto empty = empty_lines_before_header(text); empty > 0) {
    remarks.anomaly("empty-line-before-header");
    text.remove_prefix(empty);
  }
  return text;
}

std::size_t skip_mbox_line(std::string_view text, Remarks& remarks) {
  if (!text.starts_with("From ") && !text.starts_with(">From ")) return 0;
  remarks.anomaly("mbox-from-line");
  return line_at(text, 0).end;
}

}  // namespace candour::mail
