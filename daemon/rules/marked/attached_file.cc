// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/attached_file.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "mail/invitations.h"
#include "rules/marked/document_marking.h"

namespace candour::rules {

namespace {

bool is_message(std::string_view name) {
  const auto ending = base::lower_ascii(name.substr(name.rfind('.') + 1));
  return name.find('.') != name.npos && (ending == "msg" || ending == "eml");
}

// Whether a file lies in a message that lies in an archive: "papers/complaint.msg/letter.pdf".
bool lies_in_message(std::string_view path) {
  const auto folders = base::split(path, '/');
  return std::any_of(folders.begin(), folders.end(), is_message);
}

// The messages that a part's file holds.
std::vector<Original> messages_in(const mail::Part& part, const mail::Mail& mail) {
  std::vector<Original> messages;
  for (const auto& attached : mail.attached)
    if (attached.path == part.path) messages.push_back(original_of(attached));
  return messages;
}

std::vector<Marking> own_markings(const mail::Part& part, const std::string& where,
                                  const MarkingReader& reader) {
  std::vector<Marking> markings;
  if (auto name = reader.file_name(part.filename)) {
    name->evidence.part = part.path;
    markings.push_back(std::move(*name));
  }
  auto lines = reader.document_lines(part.text, where, part.path);
  std::move(lines.begin(), lines.end(), std::back_inserter(markings));
  return markings;
}

}  // namespace

bool is_file(const mail::Part& part) {
  if (part.body) return false;
  if (part.type.starts_with("image/"))
    return part.disposition == "attachment" && part.content_id.empty();
  return part.type.find("signature") == part.type.npos && !part.type.ends_with("vcard") &&
         part.type != "text/directory" && part.type != "message/delivery-status" &&
         !mail::is_calendar(part);
}

std::vector<Matter> read_file(const mail::Part& part, const mail::Mail& mail,
                              const MarkingReader& reader, const Phrases& phrases) {
  const auto where =
      part.filename.empty() ? "attachment " + part.type : "attachment " + part.filename;
  const auto messages = messages_in(part, mail);

  Matter whole;
  whole.kind = Matter::Kind::file;
  whole.content = part.content;
  whole.where = where;
  whole.part = part.path;
  whole.source = part.text;
  whole.texts = {part.text};
  whole.markings = own_markings(part, where, reader);
  const bool holds_message = part.type == "application/vnd.ms-outlook" || is_message(part.filename);
  if (holds_message && !messages.empty()) whole.originals = {messages.front()};

  std::vector<Matter> inside;
  for (const auto& document : part.documents) {
    auto markings = document_markings(document, where, part.path, reader, phrases);
    if (document.name.empty()) {
      whole.texts.push_back(document.text);
      std::move(markings.begin(), markings.end(), std::back_inserter(whole.markings));
      continue;
    }
    Matter file;
    file.kind = Matter::Kind::file;
    file.where = where_in(where, document);
    file.part = part.path;
    file.source = document.text;
    file.texts = {document.text};
    file.digest = document.sha256;
    file.markings = std::move(markings);
    file.originals = whole.originals;
    if (messages.size() == 1 && lies_in_message(document.name)) file.originals = messages;
    inside.push_back(std::move(file));
  }
  const auto of_whole = whole.markings;
  for (auto& file : inside) {
    std::copy(file.markings.begin(), file.markings.end(), std::back_inserter(whole.markings));
    std::copy(of_whole.begin(), of_whole.end(), std::back_inserter(file.markings));
  }
  inside.insert(inside.begin(), std::move(whole));
  return inside;
}

}  // namespace candour::rules
