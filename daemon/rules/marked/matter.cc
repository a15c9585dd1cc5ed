// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/matter.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

#include "base/digest.h"
#include "base/text.h"
#include "rules/marked/attached_file.h"
#include "rules/marked/document_marking.h"
#include "rules/marked/fingerprint.h"
#include "rules/marked/letter_foot.h"

namespace candour::rules {

namespace {

// Each quote may run to the end of the letter: whoever reads all of each for a field of its header
// reads the letter once for every quote.
constexpr std::size_t longest_introduction = 4u << 10;
// Of the messages around a quote, innermost first.
constexpr std::size_t most_originals = 64;

void append(std::vector<Marking>& to, std::vector<Marking> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

// Folded only where its fingerprints are asked for.
ReadText unread(std::string text) {
  ReadText passage;
  passage.text = std::move(text);
  return passage;
}

bool stands_in(std::string_view path, std::string_view message) {
  return path.size() > message.size() && path.starts_with(message) && path[message.size()] == '.';
}

class Collector {
 public:
  explicit Collector(const Correspondence& correspondence)
      : correspondence_(correspondence),
        reader_(correspondence.phrases, correspondence.day, correspondence.time) {}

  std::vector<Matter> collect() {
    const auto& mail = correspondence_.mail;
    const auto subject = reader_.subject(mail.headers.subject, "subject");
    Matter written = read_written(subject);
    std::vector<Matter> originals;
    for (const auto& body : mail.bodies) add_quotes(body, "quoted text", {}, originals);
    for (const auto& attached : mail.attached) add_attached(attached, originals);
    std::vector<Matter> files = read_files(written, originals);

    std::vector<Matter> result;
    if (subject && subject->inherited) result.push_back(heading(*subject, originals));
    result.push_back(std::move(written));
    std::move(originals.begin(), originals.end(), std::back_inserter(result));
    std::move(files.begin(), files.end(), std::back_inserter(result));
    return result;
  }

 private:
  Matter read_written(const std::optional<SubjectMarking>& subject) {
    Matter written;
    written.where = "text";
    if (const auto header = reader_.sensitivity(correspondence_.mail.headers, "header Sensitivity"))
      written.markings.push_back(*header);
    if (auto label = message_label(correspondence_.mail.headers, "sensitivity label",
                                   correspondence_.phrases))
      written.markings.push_back(std::move(*label));
    for (const auto& invitation : correspondence_.mail.invitations)
      if (auto marking = MarkingReader::classification(invitation))
        written.markings.push_back(std::move(*marking));
    if (subject && !subject->inherited) written.markings.push_back(subject->marking);
    for (const auto& body : correspondence_.bodies) read_text_of(body, written);
    return written;
  }

  void read_text_of(const ReadBody& body, Matter& matter) {
    append(matter.markings, reader_.lines(body.authored, body.body->text));
    append(matter.markings, reader_.lines(body.signature, body.body->text));
    append(matter.markings, reader_.statements(body.authored));
    matter.texts.push_back(body.authored.text);
    auto passage = authored_without_feet(*body.body);
    matter.passages.push_back(passage == body.authored.text ? body.authored : unread(passage));
    if (matter.part.empty()) matter.part = body.authored.part;
    if (matter.source.empty()) matter.source = body.body->text;
  }

  // around  the messages that the body itself stands in, innermost first
  void add_quotes(const mail::Body& body, const std::string& where,
                  const std::vector<Original>& around, std::vector<Matter>& originals) {
    std::vector<const mail::Quote*> open;  // the quotes around the next one, outermost first
    for (const auto& quote : body.quotes) {
      while (!open.empty() && open.back()->depth >= quote.depth) open.pop_back();
      open.push_back(&quote);
      Matter matter = read_quote(quote, body, where);
      for (auto outer = open.rbegin();
           outer != open.rend() && matter.originals.size() < most_originals; ++outer)
        matter.originals.push_back(original_of(**outer));
      matter.originals.insert(matter.originals.end(), around.begin(), around.end());
      originals.push_back(std::move(matter));
    }
  }

  Matter read_quote(const mail::Quote& quote, const mail::Body& body, const std::string& where) {
    Matter matter;
    matter.kind = Matter::Kind::original;
    matter.texts = {quote.text};
    matter.passages = {unread(without_feet(quote.text))};
    matter.where = where;
    matter.part = body.part;
    matter.source = body.text;
    const auto begin = std::min(quote.begin, body.text.size());
    const auto source = std::string_view(body.text).substr(begin, quote.end - begin);
    auto& markings = matter.markings;
    if (const auto subject = reader_.subject(quote.subject, where))
      markings.push_back(subject->marking);
    if (const auto header =
            reader_.quoted_sensitivity(source.substr(0, longest_introduction), where, body.part))
      markings.push_back(*header);
    const auto of_introduction = markings.size();
    const auto text = read_text(quote.text, where, body.part);
    append(markings, reader_.lines(text, quote.text));
    append(markings, reader_.statements(text));
    // The quote's own text has lost its `>`; people look for the words where they stand.
    for (std::size_t i = 0; i < markings.size(); ++i) {
      auto& evidence = markings[i].evidence;
      const auto words = i < of_introduction
                             ? std::string_view(evidence.text)
                             : std::string_view(text.text).substr(evidence.offset, evidence.length);
      const auto place = source.find(words);
      evidence.part = body.part;
      evidence.offset = begin + (place == source.npos ? 0 : place);
      evidence.length = place == source.npos ? source.size() : words.size();
    }
    return matter;
  }

  void add_attached(const mail::Attached& attached, std::vector<Matter>& originals) {
    const std::string where = "attached message";
    Matter matter;
    matter.kind = Matter::Kind::original;
    matter.where = where;
    matter.part = attached.path;
    matter.originals = originals_around(attached.path);
    matter.originals.insert(matter.originals.begin(), original_of(attached));
    if (const auto header = reader_.sensitivity(attached.headers, where))
      matter.markings.push_back(*header);
    if (auto label = message_label(attached.headers, where, correspondence_.phrases))
      matter.markings.push_back(std::move(*label));
    if (const auto subject = reader_.subject(attached.headers.subject, where))
      matter.markings.push_back(subject->marking);
    if (const auto name = reader_.file_name(attached.filename)) matter.markings.push_back(*name);
    for (const auto& body : attached.bodies) read_text_of(read_body(body, where), matter);
    const auto around = matter.originals;
    originals.push_back(std::move(matter));
    for (const auto& body : attached.bodies)
      add_quotes(body, "quote in attached message", around, originals);
  }

  // The attached messages in which a part stands, innermost first.
  std::vector<Original> originals_around(std::string_view path) const {
    std::vector<const mail::Attached*> around;
    for (const auto& attached : correspondence_.mail.attached)
      if (stands_in(path, attached.path)) around.push_back(&attached);
    std::sort(around.begin(), around.end(),
              [](const auto* a, const auto* b) { return a->path.size() > b->path.size(); });
    std::vector<Original> originals;
    originals.reserve(around.size());
    for (const auto* attached : around) originals.push_back(original_of(*attached));
    return originals;
  }

  // A file belongs to what was marked with it: a marked message's files are marked too.
  std::vector<Matter> read_files(Matter& written, std::vector<Matter>& originals) {
    std::vector<Matter> files;
    const auto* forwarded = forwarded_original(originals);
    for (const auto& part : correspondence_.mail.parts) {
      if (!is_file(part)) continue;
      for (auto& file : read_file(part, correspondence_.mail, reader_, correspondence_.phrases)) {
        const auto around = originals_around(part.path);
        file.originals.insert(file.originals.end(), around.begin(), around.end());
        if (file.originals.empty() && forwarded != nullptr) file.originals = forwarded->originals;
        files.push_back(std::move(file));
      }
      Matter* bearer = &written;
      for (auto& original : originals)
        if (stands_in(part.path, original.part)) bearer = &original;
      if (bearer != &written || forwarded == nullptr) bearer->files.push_back(part.path);
    }
    return files;
  }

  // Forwarding inline, a client attaches the original's files to the new mail.
  const Matter* forwarded_original(const std::vector<Matter>& originals) const {
    for (const auto& body : correspondence_.mail.bodies)
      for (const auto& quote : body.quotes)
        if (quote.kind == mail::Quote::Kind::forward && quote.depth == 1)
          for (const auto& original : originals)
            if (original.part == body.part) return &original;
    return nullptr;
  }

  static Matter heading(const SubjectMarking& subject, const std::vector<Matter>& originals) {
    Matter matter;
    matter.kind = Matter::Kind::heading;
    matter.markings = {subject.marking};
    matter.where = "subject";
    for (const auto& original : originals)
      if (!original.originals.empty()) matter.originals.push_back(original.originals.front());
    return matter;
  }

  const Correspondence& correspondence_;
  MarkingReader reader_;
};

// A cure must stand in the text and in the HTML version, where there are both.
bool every_version(const std::vector<ReadBody>& bodies, const MarkingReader& reader) {
  bool found = false;
  for (const auto kind : {mail::Body::Kind::plain, mail::Body::Kind::html}) {
    bool present = false;
    bool released = false;
    for (const auto& body : bodies)
      if (body.body->kind == kind) {
        present = true;
        released = released || reader.releases(body.authored);
      }
    if (present && !released) return false;
    found = found || present;
  }
  return found;
}

bool find_release(const Correspondence& correspondence) {
  if (!correspondence.sent_by_officer()) return false;
  const MarkingReader reader(correspondence.phrases, correspondence.day, correspondence.time);
  const auto& subject = correspondence.mail.headers.subject;
  if (!reader.is_inherited(subject) && reader.releases(correspondence.subject)) return true;
  return every_version(correspondence.bodies, reader);
}

// "Frost, Colin" and "Cllr Colin Frost" are one name: words, without titles, in any order.
std::vector<std::string> name_words(std::string_view name) {
  static const std::set<std::string, std::less<>> titles{"cllr", "councillor", "mr",  "mrs", "ms",
                                                         "miss", "dr",         "rev", "prof"};
  std::vector<std::string> words;
  std::string word;
  for (const char c : base::folded_name(name) + ' ') {
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) {
      word += c;
      continue;
    }
    if (!word.empty() && !titles.contains(word)) words.push_back(word);
    word.clear();
  }
  std::sort(words.begin(), words.end());
  return words;
}

bool is_named(std::string_view name, const Recipient& recipient) {
  const auto words = name_words(name);
  if (words.size() < 2) return false;  // "Colin" may be anybody
  if (words == name_words(recipient.name)) return true;
  if (recipient.standing.person != nullptr && words == name_words(recipient.standing.person->name))
    return true;
  return words == name_words(recipient.address.substr(0, recipient.address.find('@')));
}

bool is_same(const mail::Address& address, const Recipient& recipient,
             const Correspondence& correspondence) {
  if (address.address.empty()) return is_named(address.name, recipient);
  if (people::normalised(address.address) == people::normalised(recipient.address)) return true;
  const auto standing = correspondence.roster.identify(address.address, correspondence.day);
  return standing.person != nullptr && standing.person == recipient.standing.person;
}

// Empty files are all alike.
const std::string& empty_file() {
  static const std::string digest = base::sha256_hex({});
  return digest;
}

bool stands_among(const std::vector<mail::Address>& addresses, const Recipient& recipient,
                  const Correspondence& correspondence) {
  return std::any_of(addresses.begin(), addresses.end(), [&](const mail::Address& address) {
    return is_same(address, recipient, correspondence);
  });
}

}  // namespace

Original original_of(const mail::Quote& quote) {
  Original original{quote.from, quote.to, quote.recipients_known};
  original.recipients.insert(original.recipients.end(), quote.cc.begin(), quote.cc.end());
  return original;
}

Original original_of(const mail::Attached& attached) {
  const auto& headers = attached.headers;
  Original original{headers.from, headers.to, true};
  original.recipients.insert(original.recipients.end(), headers.cc.begin(), headers.cc.end());
  return original;
}

bool wrote(const Original& original, const Recipient& recipient,
           const Correspondence& correspondence) {
  return stands_among(original.from, recipient, correspondence);
}

bool was_sent(const Original& original, const Recipient& recipient,
              const Correspondence& correspondence) {
  return stands_among(original.recipients, recipient, correspondence);
}

const std::vector<Fingerprint>& Matter::fingerprints(const Correspondence& correspondence,
                                                     Use use) const {
  const auto [made, is_first] = made_fingerprints.try_emplace(use);
  auto& all = made->second;
  if (!is_first) return all;
  const auto& history = correspondence.history;
  std::size_t begin = 0;
  const auto add = [&](std::vector<Fingerprint> found, std::size_t bytes) {
    for (auto& passage : found) all.push_back({std::move(passage.key), passage.place + begin});
    begin += bytes + near_words;  // a word takes a byte at least
  };
  const auto& phrases = correspondence.phrases;
  for (const auto& passage : passages)
    add(passage.folded.text.empty() ? passage_fingerprints(passage.text, phrases, history, use)
                                    : passage_fingerprints(passage, phrases, history, use),
        passage.text.size());
  if (passages.empty())
    for (const auto& text : texts)
      add(passage_fingerprints(text, phrases, history, use), text.size());
  if (!content.empty()) all.push_back(file_fingerprint(content, history));
  if (!digest.empty() && digest != empty_file()) all.push_back(digest_fingerprint(digest, history));
  sort_by_key(all);
  return all;
}

const std::vector<Matter>& matters_of(const Correspondence& correspondence) {
  auto& matters = correspondence.matters;
  if (!matters)
    matters = std::make_shared<const std::vector<Matter>>(Collector(correspondence).collect());
  return *matters;
}

bool releases(const Correspondence& correspondence) {
  if (!correspondence.released) correspondence.released = find_release(correspondence);
  return *correspondence.released;
}

}  // namespace candour::rules
