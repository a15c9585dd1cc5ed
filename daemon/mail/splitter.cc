// SPDX-License-Identifier: MPL-2.0
#include "mail/splitter.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "mail/codec.h"
#include "mail/prescan.h"
#include "mail/raw_lines.h"

namespace candour::mail {

namespace {

// Each message or multipart that is itself encoded is a copy of all that lies in it.
constexpr std::size_t nested_decodings = 8;

// What a message and the encoded messages inside it share.
struct Job {
  const Limits& limits;
  Remarks& remarks;
  std::deque<std::string>& decoded;
  std::size_t entities = 0;
  std::size_t header_bytes = 0;
  std::size_t decoded_bytes = 0;
  std::size_t decodings = 0;  // open at this moment
};

// Text that mail programs put before the first boundary for readers without MIME.
bool is_stock_preamble(std::string_view text) {
  if (text.size() > 400) return false;
  const auto lower = base::lower_ascii(text);
  return lower.find("mime") != std::string::npos || lower.find("multi-part") != std::string::npos ||
         lower.find("multipart") != std::string::npos;
}

std::string decoded_container(const Entity& entity) {
  const auto& encoding = entity.transfer_encoding();
  auto decoded = encoding == "base64"             ? decode_base64(entity.content)
                 : encoding == "quoted-printable" ? decode_quoted_printable(entity.content)
                                                  : decode_uuencode(entity.content);
  // Many programs say an encoding that they did not use.
  return decoded.malformed && encoding != "base64" ? std::string(entity.content) : decoded.bytes;
}

// Walks the lines of one text with a stack of the entities that are open.
class Splitter {
 public:
  Splitter(std::string_view text, std::size_t outer_depth, Job& job)
      : text_(text), outer_depth_(outer_depth), job_(job) {}

  // A message: header, then body.
  std::unique_ptr<Entity> message() {
    read_entity(nullptr);
    walk();
    return std::move(root_);
  }

  // The content of an encoded entity, decoded.
  void inside(Entity& entity) {
    decoded_ = &entity;
    if (entity.is_message())
      read_entity(&entity);
    else
      open(entity);
    walk();
  }

 private:
  enum class Place { before_parts, in_part, after_parts };

  struct Open {
    Entity* entity;
    std::string_view boundary;  // empty unless a multipart
    std::size_t begin;          // of its content
    std::size_t loose_begin;    // of the text before or after the parts
    Place place;
  };

  struct Boundary {
    std::size_t level;  // in open_
    bool closing;
  };

  void read_entity(Entity* parent);
  void open(Entity& entity);
  bool may_open_container();
  void walk();
  void cross(const Boundary& boundary, const RawLine& line);
  void close_from(std::size_t level, std::size_t end);
  void close(Open& open, std::size_t end);
  void keep_loose_text(Open& open, std::size_t end);
  void split_encoded(Entity& entity);
  std::optional<Boundary> boundary_in(std::string_view line) const;
  std::optional<std::size_t> innermost(std::string_view boundary) const;
  void note_prefix(std::string_view line);
  std::size_t without_line_end(std::size_t begin, std::size_t end) const;

  std::string_view text_;
  std::size_t outer_depth_;
  Job& job_;
  std::size_t position_ = 0;
  std::unique_ptr<Entity> root_;
  Entity* decoded_ = nullptr;  // whose decoded content the text is
  std::vector<Open> open_;
  // Open levels by boundary, so that a line costs one look-up however many are open.
  std::unordered_map<std::string_view, std::vector<std::size_t>> levels_;
};

// Reads the header at position_ and opens what it announces; for an attached message the header
// of that message as well, and so on.
void Splitter::read_entity(Entity* parent) {
  for (;;) {
    if (job_.entities == job_.limits.parts) {
      job_.remarks.over_limit("parts-limit", "the message",
                              "more than " + std::to_string(job_.limits.parts) + " parts");
      if (parent) return;
    }
    ++job_.entities;
    const bool in_message = !parent || parent->is_message();
    if (in_message && parent) position_ += skip_mbox_line(text_.substr(position_), job_.remarks);
    const auto is_boundary = [this](std::string_view line) { return !!boundary_in(line); };
    auto limits = job_.limits;
    limits.header_block_bytes -= std::min(limits.header_block_bytes, job_.header_bytes);
    const auto header =
        read_header(text_, position_, in_message ? HeaderOf::message : HeaderOf::part, limits,
                    is_boundary, job_.remarks);
    job_.header_bytes += header.body - position_;
    position_ = header.body;
    const bool in_digest = parent && parent->type() == "multipart/digest";
    auto entity = std::make_unique<Entity>(
        header.fields, in_digest ? "message/rfc822" : "text/plain", job_.limits, job_.remarks);
    auto& opened = parent ? parent->adopt(std::move(entity)) : *(root_ = std::move(entity));
    open(opened);
    if (!opened.is_message() || opened.is_encoded() || !may_open_container()) return;
    parent = &opened;
  }
}

void Splitter::open(Entity& entity) {
  std::string_view boundary;
  if (entity.is_multipart()) {
    boundary = without_trailing_blanks(entity.content_type().parameter("boundary"));
    if (entity.is_encoded()) job_.remarks.anomaly("encoded-multipart");
    if (boundary.empty()) job_.remarks.anomaly("boundary-missing");
  }
  open_.push_back({&entity, {}, position_, position_, Place::before_parts});
  if (boundary.empty() || !may_open_container()) return;
  open_.back().boundary = boundary;
  levels_[boundary].push_back(open_.size() - 1);
}

// Leaves do not count as a level.
bool Splitter::may_open_container() {
  const auto limit = job_.limits.depth;
  if (outer_depth_ + open_.size() <= limit) return true;
  job_.remarks.over_limit("depth-limit", "the message",
                          "more than " + std::to_string(limit) + " parts inside each other");
  return false;
}

void Splitter::walk() {
  // Without an open multipart nothing can end what is open but the end of the text.
  while (position_ < text_.size() && !levels_.empty()) {
    const auto line = line_at(text_, position_);
    position_ = line.end;
    if (!line.text.starts_with("--")) continue;
    if (const auto boundary = boundary_in(line.text))
      cross(*boundary, line);
    else
      note_prefix(line.text);
  }
  close_from(0, text_.size());
}

void Splitter::cross(const Boundary& boundary, const RawLine& line) {
  close_from(boundary.level + 1, line.begin);
  auto& multipart = open_[boundary.level];
  if (multipart.place != Place::in_part) keep_loose_text(multipart, line.begin);
  if (multipart.place == Place::after_parts && !boundary.closing)
    job_.remarks.anomaly("part-in-epilogue");
  multipart.loose_begin = line.end;
  multipart.place = boundary.closing ? Place::after_parts : Place::in_part;
  if (!boundary.closing) read_entity(multipart.entity);
}

// Ends what is open from that level on, innermost first, at a boundary line or the text's end.
void Splitter::close_from(std::size_t level, std::size_t end) {
  while (open_.size() > level) {
    close(open_.back(), end);
    open_.pop_back();
  }
}

void Splitter::close(Open& open, std::size_t end) {
  auto& entity = *open.entity;
  if (!open.boundary.empty()) {
    const auto levels = levels_.find(open.boundary);
    levels->second.pop_back();
    if (levels->second.empty()) levels_.erase(levels);
  }
  const auto content_end = without_line_end(open.begin, end);
  entity.content = text_.substr(open.begin, content_end - open.begin);
  if (open.place == Place::in_part) job_.remarks.anomaly("multipart-unterminated");
  if (open.place == Place::after_parts) keep_loose_text(open, end);
  if (!entity.is_leaf()) return;
  if (entity.is_encoded() && &entity != decoded_ && (entity.is_message() || entity.is_multipart()))
    split_encoded(entity);
  if (entity.is_leaf() && entity.is_multipart()) job_.remarks.anomaly("boundary-never-found");
}

void Splitter::split_encoded(Entity& entity) {
  job_.remarks.anomaly(entity.is_message() ? "encoded-message" : "encoded-multipart");
  if (!may_open_container()) return;
  if (job_.decodings == nested_decodings) {
    job_.remarks.over_limit("depth-limit", "the message", "too many encodings inside each other");
    return;
  }
  job_.decoded_bytes += entity.content.size();
  if (job_.decoded_bytes > job_.limits.opened_bytes) {
    job_.remarks.over_limit("opened-limit", "the message", "attached messages too large to open");
    return;
  }
  ++job_.decodings;
  job_.decoded.push_back(decoded_container(entity));
  Splitter(job_.decoded.back(), outer_depth_ + open_.size() - 1, job_).inside(entity);
  --job_.decodings;
}

void Splitter::keep_loose_text(Open& open, std::size_t end) {
  const auto text = base::trim(text_.substr(open.loose_begin, end - open.loose_begin));
  const bool before = open.place == Place::before_parts;
  if (text.empty() || (before && is_stock_preamble(text))) return;
  job_.remarks.anomaly(before ? "text-in-preamble" : "text-in-epilogue");
  open.entity->loose.push_back(text);
}

std::optional<Splitter::Boundary> Splitter::boundary_in(std::string_view line) const {
  if (!line.starts_with("--")) return {};
  const auto text = without_trailing_blanks(line.substr(2));
  const auto delimiter = innermost(text);
  const auto closing =
      text.ends_with("--") ? innermost(text.substr(0, text.size() - 2)) : std::nullopt;
  if (closing && (!delimiter || *closing > *delimiter)) return Boundary{*closing, true};
  if (delimiter) return Boundary{*delimiter, false};
  return {};
}

// Two multiparts may share a boundary; then one that has been closed does not count.
std::optional<std::size_t> Splitter::innermost(std::string_view boundary) const {
  const auto found = levels_.find(boundary);
  if (found == levels_.end()) return {};
  const auto& levels = found->second;
  const auto unclosed = std::find_if(levels.rbegin(), levels.rend(), [&](std::size_t level) {
    return open_[level].place != Place::after_parts;
  });
  return unclosed == levels.rend() ? levels.back() : *unclosed;
}

// RFC 2046 asks to compare only the boundary's length of a line, so some programs see a boundary
// where we, like most mail clients, see text.
void Splitter::note_prefix(std::string_view line) {
  const auto inner = std::find_if(open_.rbegin(), open_.rend(),
                                  [](const Open& open) { return !open.boundary.empty(); });
  if (inner != open_.rend() && line.substr(2).starts_with(inner->boundary))
    job_.remarks.anomaly("boundary-prefix");
}

// The line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1); so does the one
// before the end of a text where a boundary was still to come.
std::size_t Splitter::without_line_end(std::size_t begin, std::size_t end) const {
  if (end == text_.size() && levels_.empty()) return end;
  if (end > begin && text_[end - 1] == '\n') --end;
  if (end > begin && text_[end - 1] == '\r') --end;
  return end;
}

}  // namespace

Tree split_message(std::string_view raw, const Limits& limits, Remarks& remarks) {
  Tree tree;
  const auto text = prescan(raw, limits, remarks, tree.decoded);
  Job job{limits, remarks, tree.decoded};
  tree.root = Splitter(text, 0, job).message();
  return tree;
}

}  // namespace candour::mail
