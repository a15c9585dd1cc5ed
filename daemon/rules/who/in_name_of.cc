// SPDX-License-Identifier: MPL-2.0

#include "rules/who/in_name_of.h"

#include <algorithm>

#include "base/text.h"
#include "people/naming.h"
#include "rules/language/phrases.h"

namespace candour::rules {

namespace {

using people::Person;
using people::Standing;

// A closing name block without a signature's marks is looked for in so many last lines.
constexpr std::size_t closing_lines = 10;
// Of a signature: below "-- " may stand anything, and each line is held against every name.
constexpr std::size_t signature_lines = 50;

Evidence evidence_of(const std::string& where, std::string_view words) {
  return {where, std::string(words), {}, 0, 0};
}

class Signatories {
 public:
  explicit Signatories(const Correspondence& correspondence) : mail_(correspondence) {}

  std::vector<Signatory> find() {
    // Sent on by somebody else: what he passes on has gone out in its own name before.
    if (!mail_.mail.headers.resent_from.empty() && !mail_.sent_by_councillor()) return {};
    read_headers();
    for (const auto& body : mail_.bodies) {
      read_on_behalf(body.authored);
      read_on_behalf(body.signature);
      read_closing(body);
    }
    return std::move(found_);
  }

 private:
  void add(const Person* councillor, Evidence evidence) {
    if (councillor == nullptr || councillor == officer_) return;
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Signatory& signatory) {
      return signatory.councillor == councillor;
    });
    if (!known) found_.push_back({councillor, std::move(evidence)});
  }

  const Person* named(std::string_view name) const {
    return people::named_by(name, mail_.roster, mail_.day);
  }

  std::vector<people::Mention> mentions(std::string_view text) const {
    return people::mentions(text, mail_.roster, mail_.day, people::Naming::titled);
  }

  bool any(SetName set, std::string_view written) const {
    return mail_.phrases.any(set, base::folded(written));
  }

  void read_headers() {
    const auto& headers = mail_.mail.headers;
    // A councillor who serves as acting clerk writes as the officer from that row's address.
    if (mail_.sent_by_officer()) officer_ = mail_.sender.person;
    read_header(headers.from, "header From");
    read_header(headers.sender, "header Sender");
    if (headers.from.empty() && headers.sender.empty() && mail_.sent_by_councillor())
      add(mail_.sender.person, evidence_of("envelope", mail_.sender_address));
    for (const auto& invitation : mail_.mail.invitations)
      if (asks_in_organizers_name(invitation))
        read_header({invitation.organizer, invitation.sent_by}, "organiser of the invitation");
  }

  // The rest of the methods answer an organiser (RFC 5546 section 1.4).
  static bool asks_in_organizers_name(const mail::Invitation& invitation) {
    const auto& method = invitation.method;
    return method == "REQUEST" || method == "PUBLISH" || method == "ADD" || method == "CANCEL";
  }

  void read_header(const std::vector<mail::Address>& addresses, const std::string& where) {
    for (const auto& address : addresses) {
      const auto standing = mail_.roster.identify_sender(address.address, mail_.day);
      if (standing.kind == Standing::Kind::councillor)
        add(standing.person, evidence_of(where, address.address));
      else if (!is_own_name(address, standing))
        read_display_name(address.name, where);
    }
  }

  // An officer may share a councillor's name.
  static bool is_own_name(const mail::Address& address, const Standing& standing) {
    return standing.person != nullptr &&
           base::folded_name(standing.person->name) == base::folded_name(address.name);
  }

  void read_display_name(std::string_view name, const std::string& where) {
    if (name.empty()) return;
    if (const auto* councillor = stood_for(name); councillor != nullptr)
      add(councillor, evidence_of(where, name));
    else if (!any("in-name-of.officer-post", name))
      add(named(name), evidence_of(where, name));
  }

  // The councillor for whom somebody else signs or writes: "p.p. Cllr Smith".
  const Person* stood_for(std::string_view text) const {
    if (!any("in-name-of.hint", text)) return nullptr;
    for (const auto& mention : mentions(text)) {
      const auto after = text.substr(mention.end);
      const bool possessive = after.starts_with("'s") || after.starts_with("’s");
      if (!possessive && any("in-name-of.stands-for", text.substr(0, mention.begin)))
        return mention.person;
    }
    return nullptr;
  }

  void read_on_behalf(const ReadText& read) {
    if (!mail_.phrases.any("in-name-of.hint", wording_of(read, mail_.phrases))) return;
    auto ranges = sentences_of(read);
    const auto lines = lines_of(read);
    ranges.insert(ranges.end(), lines.begin(), lines.end());
    for (const auto& range : ranges) {
      auto evidence = read.evidence(range.begin, range.end);
      if (const auto* councillor = stood_for(evidence.text)) add(councillor, std::move(evidence));
    }
  }

  void read_closing(const ReadBody& body) {
    // "Kind regards," may stand in the text and the name in the signature, or both in either.
    auto block = lines_of(body.signature);
    if (block.size() > signature_lines) block.resize(signature_lines);
    if (read_name_block(body.signature, block)) return;
    auto lines = lines_of(body.authored);
    if (lines.size() > closing_lines)
      lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(closing_lines));
    const auto copies = std::find_if(lines.begin(), lines.end(), [&](base::Range line) {
      return mail_.phrases.any("in-name-of.copy-line", body.authored.folded_text(line));
    });
    lines.erase(copies, lines.end());
    const auto sign_off = std::find_if(lines.rbegin(), lines.rend(), [&](base::Range line) {
      return mail_.phrases.any("in-name-of.sign-off", body.authored.folded_text(line));
    });
    if (sign_off != lines.rend())
      read_name_block(body.authored, {sign_off.base(), lines.end()});
    else if (!lines.empty())
      read_last_line(body.authored, lines.back());
  }

  // The signer's name stands first; further councillors may sign below. Returns whether any name
  // stands there, a councillor's or another's.
  bool read_name_block(const ReadText& read, const std::vector<base::Range>& lines) {
    bool signed_by_councillor = false;
    for (const auto line : lines) {
      const auto folded = read.folded_text(line);
      if (mail_.phrases.any("in-name-of.copy-line", folded)) break;
      if (mail_.phrases.any("in-name-of.sign-off", folded)) continue;
      auto signers = signers_of(read, line);
      // "Chair" below another's name is what he is chair of, on the next line perhaps.
      if (signed_by_councillor)
        std::erase_if(signers, [&](const Person* councillor) {
          return people::is_office_alone(read.evidence(line.begin, line.end).text, *councillor);
        });
      for (const auto* councillor : signers) add(councillor, read.evidence(line.begin, line.end));
      if (!signers.empty()) {
        signed_by_councillor = true;
        continue;
      }
      if (signed_by_councillor) continue;
      if (mail_.phrases.any("in-name-of.officer-post", folded) || is_full_name(read, line))
        return true;
    }
    return signed_by_councillor;
  }

  std::vector<const Person*> signers_of(const ReadText& read, base::Range line) const {
    if (line.end - line.begin > 120) return {};
    const auto text = read.evidence(line.begin, line.end).text;
    if (any("in-name-of.officer-post", text)) return {};
    if (const auto* councillor = named(text)) return {councillor};
    // "Cllr Jane Smith and Cllr Robert Jones"
    std::vector<const Person*> signers;
    const auto mentioned = mentions(text);
    if (mentioned.size() > 1 && mentioned.front().begin == 0)
      for (const auto& mention : mentioned) signers.push_back(mention.person);
    return signers;
  }

  // "Helen Ward": two to four words with capitals and nothing else.
  static bool is_full_name(const ReadText& read, base::Range line) {
    const auto text = read.evidence(line.begin, line.end).text;
    std::size_t names = 0;
    for (const auto word : base::split(base::trim(text), ' ')) {
      if (word.empty() || word.front() < 'A' || word.front() > 'Z') return false;
      if (word.find_first_of("0123456789:@/,") != word.npos) return false;
      ++names;
    }
    return names >= 2 && names <= 4;
  }

  // Without a sign-off the last line must be the whole name and no more.
  void read_last_line(const ReadText& read, base::Range line) {
    if (line.end - line.begin > 60) return;
    if (mail_.phrases.any("in-name-of.not-a-name", read.folded_text(line))) return;
    for (const auto* councillor : signers_of(read, line))
      add(councillor, read.evidence(line.begin, line.end));
  }

  const Correspondence& mail_;
  const Person* officer_ = nullptr;
  std::vector<Signatory> found_;
};

}  // namespace

std::vector<Signatory> in_name_of(const Correspondence& correspondence) {
  return Signatories(correspondence).find();
}

}  // namespace candour::rules
