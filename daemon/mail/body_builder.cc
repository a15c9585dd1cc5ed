// SPDX-License-Identifier: MPL-2.0
#include "mail/body_builder.h"

#include <algorithm>

#include "mail/zones.h"

namespace candour::mail {

namespace {

void append_line(std::string& text, std::string_view line) {
  if (line.empty()) return;
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  text += line;
}

}  // namespace

void BodyBuilder::add(Body::Kind kind, std::string_view part, Reading reading, Shown shown) {
  pieces_.push_back({kind, std::string(part), std::move(reading), shown});
}

void BodyBuilder::add_hidden(std::string_view text) {
  append_line(hidden_, text);
}

std::vector<Body> BodyBuilder::bodies() const {
  if (pieces_.empty() && hidden_.empty()) return {};
  const auto shows = [&](Shown version) {
    return std::any_of(pieces_.begin(), pieces_.end(),
                       [&](const Piece& piece) { return piece.shown == version; });
  };
  if (!shows(Shown::as_plain) && !shows(Shown::as_html)) return {join(Shown::always)};
  return {join(Shown::as_plain), join(Shown::as_html)};
}

Body BodyBuilder::join(Shown version) const {
  Body body;
  body.hidden = hidden_;
  std::vector<Mark> marks;
  for (const auto& piece : pieces_) {
    if (piece.shown != Shown::always && piece.shown != version) continue;
    if (body.part.empty()) {
      body.part = piece.part;
      body.kind = piece.kind;
    }
    append_line(body.hidden, piece.reading.hidden);
    append_line(body.text, piece.reading.text);
    const auto offset = body.text.size() - piece.reading.text.size();
    for (auto mark : piece.reading.marks) {
      mark.begin += offset;
      mark.end += offset;
      marks.push_back(mark);
    }
  }
  divide(body, marks);
  return body;
}

}  // namespace candour::mail
