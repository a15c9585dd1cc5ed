// SPDX-License-Identifier: MPL-2.0
//
// From the tree of entities to a Mail: which parts are the letter, which are attached to it, and
// what of it could not be read.
#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "mail/attachment.h"
#include "mail/body_builder.h"
#include "mail/content.h"
#include "mail/document_reader.h"
#include "mail/encoded_word.h"
#include "mail/headers.h"
#include "mail/invitations.h"
#include "mail/signed_content.h"
#include "mail/splitter.h"
#include "mail/uuencoded.h"
#include "mail/word_budget.h"

namespace candour::mail {

namespace {

constexpr std::string_view empty = "empty";
constexpr std::string_view no_header = "no header";

// Each message in a file is a copy of all that lies in it.
constexpr std::size_t nested_files = 8;

// Which version of the letter a part belongs to, if it belongs to it at all.
enum class Role { plain, html, attachment };

Role role_of(const Entity& leaf, const Part& part, bool letter_begun) {
  if (part.disposition == "attachment") return Role::attachment;
  // A named text may be shown in line, yet it is a file that was added to a letter; unless it is
  // all that there is so far, for some programs give the letter itself a name.
  if (!part.filename.empty() && letter_begun) return Role::attachment;
  if (part.type == "text/html") return Role::html;
  // What could not be taken apart is shown raw.
  return part.type == "text/plain" || leaf.is_multipart() ? Role::plain : Role::attachment;
}

// Whether the first text in it is plain or HTML.
Role kind_of_alternative(const Entity& entity) {
  if (entity.is_leaf()) {
    const auto type = entity.type();
    return type == "text/plain" ? Role::plain : type == "text/html" ? Role::html : Role::attachment;
  }
  if (!entity.is_multipart()) return Role::attachment;
  for (const auto* child : entity.children())
    if (const auto kind = kind_of_alternative(*child); kind != Role::attachment) return kind;
  return Role::attachment;
}

bool has_both_versions(const Entity& alternative) {
  bool plain = false;
  bool html = false;
  for (const auto* child : alternative.children()) {
    const auto kind = kind_of_alternative(*child);
    plain |= kind == Role::plain;
    html |= kind == Role::html;
  }
  return plain && html;
}

Part describe_part(const Entity& leaf, const std::string& path) {
  const auto& type = leaf.content_type();
  Part part;
  part.path = path;
  part.type = leaf.type();
  if (const auto charset = type.parameter("charset"); !charset.empty())
    part.charset = base::lower_ascii(charset);
  part.disposition = leaf.disposition().value;
  part.filename = leaf.disposition().parameter("filename");
  if (part.filename.empty()) part.filename = type.parameter("name");
  if (const auto id = leaf.value("Content-ID"); !id.empty()) part.content_id = read_message_id(id);
  return part;
}

std::string name_for_people(const Part& part) {
  return part.filename.empty() ? "attachment of type " + part.type : "attachment " + part.filename;
}

// Pictures that the letter shows in its own text, a logo in most cases, are no attachments.
bool is_decoration(const Part& part) {
  return !part.content_id.empty() && part.disposition != "attachment";
}

class Reader {
 public:
  Reader(const Limits& limits, DocumentReader* documents, Remarks& remarks, Mail& mail)
      : limits_(limits),
        documents_(documents),
        remarks_(remarks),
        mail_(mail),
        words_(limits, remarks) {}

  // Numbers parts as IMAP does: a message that is no multipart has one part, "1".
  std::vector<Body> read_message(const Entity& root, const std::string& prefix) {
    BodyBuilder letter;
    const Place place{letter, Shown::always, false};
    if (root.is_multipart() && !root.is_leaf())
      read_multipart(root, prefix, place);
    else
      read_part(root, prefix + "1", place);
    return letter.bodies();
  }

 private:
  // Where in a message a part stands.
  struct Place {
    BodyBuilder& letter;
    Shown shown;
    bool encrypted;  // inside a multipart/encrypted
  };

  void read_part(const Entity& entity, const std::string& path, const Place& place) {
    if (entity.is_leaf())
      read_leaf(entity, path, place);
    else if (entity.is_multipart())
      read_multipart(entity, path + ".", place);
    else
      read_attached(entity, path);
  }

  void read_multipart(const Entity& multipart, const std::string& prefix, Place place) {
    place.encrypted |= multipart.type() == "multipart/encrypted";
    const bool versions = multipart.type() == "multipart/alternative" &&
                          place.shown == Shown::always && has_both_versions(multipart);
    std::size_t number = 0;
    for (const auto* child : multipart.children()) {
      auto inside = place;
      if (versions) {
        const auto kind = kind_of_alternative(*child);
        inside.shown = kind == Role::html ? Shown::as_html : Shown::as_plain;
      }
      read_part(*child, prefix + std::to_string(++number), inside);
    }
    for (const auto text : multipart.loose)
      place.letter.add_hidden(clean_text(base::valid_utf8(text), limits_.text_bytes));
  }

  void read_attached(const Entity& entity, const std::string& path) {
    const auto& message = *entity.children().front();
    const auto index = mail_.attached.size();
    mail_.attached.push_back(
        {path, describe_part(entity, path).filename, read_headers(message, limits_, remarks_), {}});
    // Messages attached to it are appended meanwhile.
    mail_.attached[index].bodies = read_message(message, path + ".");
  }

  void read_leaf(const Entity& leaf, const std::string& path, const Place& place) {
    auto part = describe_part(leaf, path);
    const auto role =
        place.encrypted ? Role::attachment : role_of(leaf, part, !place.letter.empty());
    const auto name = role == Role::attachment ? name_for_people(part) : "the message's text";
    auto decoded = decode_content(leaf, name, remarks_);
    if (role == Role::attachment) {
      part.content = decoded ? std::move(*decoded) : std::string(leaf.content);
      const auto kind = read_attachment(leaf, part, name, place);
      add(std::move(part), kind, place);
    } else {
      read_letter(leaf, std::move(decoded), std::move(part), role, place);
    }
  }

  // What is not encoded is copied last: a letter may be nearly the whole of a large message.
  void read_letter(const Entity& leaf, std::optional<std::string> decoded, Part part, Role role,
                   const Place& place) {
    const std::string name = "the message's text";
    const std::string_view content = decoded ? *decoded : leaf.content;
    part.body = true;
    WithoutFiles plain;
    Reading reading;
    if (role == Role::html) {
      reading = read_html(leaf, content, name, limits_, remarks_);
    } else {
      plain = take_uuencoded(content, limits_.parts - std::min(limits_.parts, mail_.parts.size()));
      reading = read_plain(leaf, plain.files.empty() ? content : plain.text, name,
                           words_.left_of_letter(), remarks_);
    }
    words_.take_letter(reading, name);
    if (reading.text.find("-----BEGIN PGP MESSAGE-----") != std::string::npos)
      remarks_.unread("the message", "encrypted", Weight::decisive);
    part.text = reading.text;
    part.content = decoded ? std::move(*decoded) : std::string(content);
    place.letter.add(role == Role::html ? Body::Kind::html : Body::Kind::plain, part.path,
                     std::move(reading), place.shown);
    const auto path = part.path;
    mail_.parts.push_back(std::move(part));
    add_files(plain, path, place);
  }

  // IMAP knows nothing of uuencoded files; they are numbered as if the text were a multipart.
  void add_files(WithoutFiles& plain, const std::string& path, const Place& place) {
    if (plain.files.empty()) return;
    remarks_.anomaly("uuencode");
    if (plain.malformed) remarks_.anomaly("malformed-encoding");
    if (mail_.parts.size() + plain.files.size() >= limits_.parts)
      remarks_.over_limit("parts-limit", "the message",
                          "more than " + std::to_string(limits_.parts) + " parts");
    std::size_t number = 0;
    for (auto& file : plain.files) {
      Part part;
      part.path = path + "." + std::to_string(++number);
      part.type = "application/octet-stream";
      part.disposition = "attachment";
      part.filename = decode_encoded_words(base::valid_utf8(file.name));
      part.content = std::move(file.content);
      const auto kind = readability(part.type, part.filename, part.content, {});
      read_file(part, kind);
      add(std::move(part), kind, place);
    }
  }

  Readability read_attachment(const Entity& leaf, Part& part, const std::string& name,
                              const Place& place) {
    auto kind = readability(part.type, part.filename, part.content,
                            leaf.content_type().parameter("smime-type"));
    if (place.encrypted && kind != Readability::nothing_to_read) kind = Readability::encrypted;
    if (kind == Readability::html)
      read_page(leaf, part, name);
    else if (kind == Readability::text ||
             (kind == Readability::message && part.type.starts_with("text/")))
      part.text = read_plain(leaf, part.content, name, words_.left(), remarks_).text;
    else if (kind != Readability::sealed)
      read_file(part, kind);
    words_.take_file(part.text);
    note_elsewhere(part);
    return kind;
  }

  // What these types promise is not all in this message (RFC 2046 sections 5.2.2 and 5.2.3).
  void note_elsewhere(const Part& part) {
    if (part.type == "message/partial") {
      remarks_.anomaly("partial-message");
      remarks_.unread(name_for_people(part), "only a piece of a message", Weight::decisive);
    } else if (part.type == "message/external-body") {
      remarks_.unread(name_for_people(part), "kept elsewhere", Weight::aside);
    }
  }

  // Adds a part, and the parts of the message that it holds, which are numbered below it.
  void add(Part part, Readability kind, const Place& place) {
    const auto index = mail_.parts.size();
    mail_.parts.push_back(std::move(part));
    if (kind != Readability::message && kind != Readability::sealed) return;
    const auto path = mail_.parts[index].path;
    auto content = std::move(mail_.parts[index].content);  // stays where the tree points to
    if (kind == Readability::message)
      read_message_file(content, path, mail_.parts[index].filename);
    else if (const auto inside = signed_content(content))
      read_signed(*inside, path, place);
    else
      note_unread(mail_.parts[index], kind);
    mail_.parts[index].content = std::move(content);
  }

  void read_message_file(std::string_view content, const std::string& path,
                         const std::string& filename) {
    const auto tree = split_file(content);
    if (!tree.root) return;
    const auto index = mail_.attached.size();
    mail_.attached.push_back({path, filename, read_headers(*tree.root, limits_, remarks_), {}});
    mail_.attached[index].bodies = read_message(*tree.root, path + ".");
    --open_files_;
  }

  // A letter that was signed as a whole.
  void read_signed(std::string_view content, const std::string& path, const Place& place) {
    const auto tree = split_file(content);
    if (!tree.root) return;
    if (tree.root->is_multipart() && !tree.root->is_leaf())
      read_multipart(*tree.root, path + ".", place);
    else
      read_part(*tree.root, path + ".1", place);
    --open_files_;
  }

  // Without a root where the file lies too deep.
  Tree split_file(std::string_view content) {
    if (open_files_ == nested_files) {
      remarks_.over_limit(
          "depth-limit", "the message",
          "more than " + std::to_string(nested_files) + " messages in files inside each other");
      return {};
    }
    opened_bytes_ += content.size();
    if (opened_bytes_ > limits_.opened_bytes) {
      remarks_.over_limit("opened-limit", "the message", "attached messages too large to open");
      return {};
    }
    ++open_files_;
    auto limits = limits_;
    limits.parts -= std::min(limits.parts, mail_.parts.size());
    return split_message(content, limits, remarks_);
  }

  // A page's title stands nowhere in the page, and may be marked all the same.
  void read_page(const Entity& leaf, Part& part, const std::string& name) {
    auto page = read_html(leaf, part.content, name, words_.left(), remarks_);
    part.text = std::move(page.text);
    if (page.title.empty()) return;
    part.documents.emplace_back().properties.push_back({"title", std::move(page.title)});
  }

  // A file is opened for its words elsewhere. What looks encrypted is tried as well: many a PDF is
  // locked against printing alone and opens without a password.
  void read_file(Part& part, Readability kind) {
    const bool may_open = kind == Readability::no_reader || kind == Readability::locked_file;
    if (part.content.empty()) return;  // nothing in it stays unread
    if (documents_ == nullptr || !may_open) return note_unread(part, kind);
    const auto begin = std::chrono::steady_clock::now();
    auto opened = documents_->open(part.type, part.filename, part.content, time_for_documents_);
    time_for_documents_ -=
        std::min(time_for_documents_, std::chrono::duration_cast<std::chrono::milliseconds>(
                                          std::chrono::steady_clock::now() - begin));
    for (auto& document : opened.documents) add_document(part, std::move(document));
    for (const auto& message : opened.messages) read_message_in_file(part, message);
    for (auto& unread : opened.unread) {
      const auto what = name_for_people(part) + (unread.what.empty() ? "" : ": " + unread.what);
      remarks_.unread(what, std::move(unread.why),
                      unread.could_change_verdict ? Weight::decisive : Weight::aside);
    }
  }

  // All files of a message share what is read of its files.
  void add_document(Part& part, Document document) {
    if (document.text.size() > words_.left().text_bytes) {
      // Swapped, for a string that is assigned to keeps the memory it had.
      auto text = clean_text(document.text, words_.left().text_bytes);
      document.text.swap(text);
      remarks_.over_limit("text-limit", name_for_people(part), "too long");
    }
    words_.take_file(document.text);
    part.documents.push_back(std::move(document));
  }

  // Its files stand among the part's documents; here only who wrote what to whom counts. What a
  // program left out of its header is nothing to ask about.
  void read_message_in_file(const Part& part, std::string_view message) {
    auto inner = read(message, words_.left());
    for (const auto& unread : inner.unchecked)
      if (unread.why != no_header && unread.why != empty)
        remarks_.unread(name_for_people(part) + ": " + unread.what, unread.why,
                        unread.could_change_verdict ? Weight::decisive : Weight::aside);
    for (const auto& body : inner.bodies) words_.take_file(body.text);
    mail_.attached.push_back(
        {part.path, part.filename, std::move(inner.headers), std::move(inner.bodies)});
    for (auto& attached : inner.attached) {
      attached.path = part.path;
      mail_.attached.push_back(std::move(attached));
    }
  }

  void note_unread(const Part& part, Readability kind) {
    if (why_unread(kind).empty() || (kind == Readability::picture && is_decoration(part))) return;
    const bool decisive = kind == Readability::encrypted || kind == Readability::locked_file ||
                          kind == Readability::sealed;
    remarks_.unread(name_for_people(part), std::string(why_unread(kind)),
                    decisive ? Weight::decisive : Weight::aside);
  }

  const Limits& limits_;
  DocumentReader* documents_;  // may be null
  Remarks& remarks_;
  Mail& mail_;
  WordBudget words_;
  std::size_t opened_bytes_ = 0;  // of messages in files
  std::size_t open_files_ = 0;    // at this moment, each inside the one before
  std::chrono::milliseconds time_for_documents_ = limits_.documents_time;
};

}  // namespace

Mail read(std::string_view raw, const Limits& limits, DocumentReader* documents) {
  Mail mail;
  Remarks remarks;
  if (base::trim(raw).empty()) {
    remarks.unread("the message", std::string(empty), Weight::decisive);
  } else {
    const auto tree = split_message(raw, limits, remarks);
    if (tree.root->fields().empty())
      remarks.unread("the message", std::string(no_header), Weight::decisive);
    mail.headers = read_headers(*tree.root, limits, remarks);
    mail.bodies = Reader(limits, documents, remarks, mail).read_message(*tree.root, "");
    read_invitations(mail, limits, remarks);
  }
  mail.anomalies = std::move(remarks.anomalies);
  mail.unchecked = std::move(remarks.unchecked);
  return mail;
}

}  // namespace candour::mail
