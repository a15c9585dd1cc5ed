// SPDX-License-Identifier: MPL-2.0

#include "rules/papers.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "rules/language/phrases.h"
#include "rules/marked/attached_file.h"

namespace candour::rules {

namespace {

// A document says what it is in its first lines; further down it speaks of other papers.
constexpr std::size_t head_lines = 12;
constexpr std::size_t head_bytes = 800;

struct Sets {
  SetName name;     // of a subject or file
  SetName head;     // of a document
  SetName no_name;  // stretches that only look like it
  SetName to_come;  // the subject asks for it or announces it
};

constexpr Sets sets_of(PaperKind kind) {
  if (kind == PaperKind::meeting)
    return {"circulation.paper", "circulation.paper-head", "circulation.no-paper",
            "circulation.to-come"};
  return {"advice.paper", "advice.paper-head", "advice.no-paper", "advice.to-come"};
}

std::string_view head_of(std::string_view text) {
  std::size_t lines = 0;
  std::size_t end = 0;
  while (end < text.size() && lines < head_lines) {
    const auto next = std::min(text.find('\n', end), text.size());
    if (!base::trim(text.substr(end, next - end)).empty()) ++lines;
    end = std::min(next + 1, text.size());
  }
  if (end > head_bytes) {
    end = head_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  }
  return text.substr(0, end);
}

Label label(std::string where, const std::string& part, std::string_view title,
            std::string_view name, std::string_view text) {
  Label label{std::move(where), part, std::string(title), {}, {}};
  label.name = read_text(name, label.where, part);
  label.head = read_text(head_of(text), label.where, part);
  return label;
}

void add_labels(const mail::Part& part, std::vector<Label>& labels) {
  const auto where = "attachment " + (part.filename.empty() ? part.type : part.filename);
  labels.push_back(
      label(where, part.path, part.filename, words_of_file_name(part.filename), part.text));
  for (const auto& document : part.documents)
    labels.push_back(
        label(where, part.path, document.name, words_of_file_name(document.name), document.text));
}

// The text with the stretches blanked in which the words mean something else.
std::string without(SetName set, std::string text, const Phrases& phrases) {
  for (const auto& match : phrases.find(set, text))
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(match.begin),
              text.begin() + static_cast<std::ptrdiff_t>(match.end), '\x01');
  return text;
}

std::optional<Evidence> first_of(SetName set, SetName without_set, const ReadText& read,
                                 const Phrases& phrases) {
  const auto text = without(without_set, read.folded.text, phrases);
  const auto matches = phrases.find(set, text, 1);
  if (matches.empty()) return {};
  return read.evidence(matches.front().begin, matches.front().end);
}

}  // namespace

std::vector<Label> labels_of(const Correspondence& correspondence) {
  std::vector<Label> labels;
  for (const auto& part : correspondence.mail.parts)
    if (is_file(part)) add_labels(part, labels);
  for (const auto& attached : correspondence.mail.attached) {
    const auto& text = attached.bodies.empty() ? std::string() : attached.bodies.front().text;
    const auto& subject = attached.headers.subject;
    labels.push_back(label("attached message", attached.path, subject, subject, text));
  }
  return labels;
}

std::vector<Evidence> papers_among(const Correspondence& correspondence,
                                   const std::vector<Label>& labels, PaperKind kind) {
  const auto& phrases = correspondence.phrases;
  const auto sets = sets_of(kind);
  std::vector<Evidence> found;
  const auto& subject = correspondence.subject;
  if (!phrases.any("circulation.answer", wording_of(subject, phrases)) &&
      !phrases.any(sets.to_come, wording_of(subject, phrases)))
    if (auto words = first_of(sets.name, sets.no_name, subject, phrases))
      found.push_back(std::move(*words));
  for (const auto& label : labels) {
    if (first_of(sets.name, sets.no_name, label.name, phrases))
      found.push_back({label.where, label.title, label.part, 0, 0});
    else if (auto words = first_of(sets.head, sets.no_name, label.head, phrases))
      found.push_back(std::move(*words));
  }
  return found;
}

}  // namespace candour::rules
