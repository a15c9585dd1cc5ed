// SPDX-License-Identifier: MPL-2.0
//
// need-to-know: an officer sends a councillor personal data about somebody else, in words, a quote
// or a file, and the authored text does not say why he needs it. The reader's own data, the
// council's and companies' accounts and people long dead are nobody's secret from him. Advice.

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "people/person_name.h"
#include "rules/kinds.h"
#include "rules/language/marked_words.h"
#include "rules/marked/matter.h"
#include "rules/who/copied_people.h"
#include "rules/who/names_nearby.h"
#include "rules/who/personal_data.h"

namespace candour::rules {

namespace {

using Kind = PersonalDatum::Kind;

// How near before an account, or behind it, a company's or the council's name stands: bytes.
constexpr std::size_t holder_before = 60;
constexpr std::size_t holder_behind = 40;
// … and how far back "their account" may have its holder.
constexpr std::size_t theirs_before = 400;

Councillors readers_of(const Correspondence& correspondence) {
  auto readers = copied(correspondence, Visibility::visible);
  for (const auto* blind : copied(correspondence, Visibility::blind)) readers.push_back(blind);
  return readers;
}

bool states_need(const ReadBody& body, const Phrases& phrases) {
  const auto wordings = wordings_of(body.authored, phrases);
  return std::any_of(wordings.begin(), wordings.end(), [&](const Wording& wording) {
    if (!phrases.any("need-to-know.no-need", wording))
      return phrases.any("need-to-know.need", wording);
    PlainSentence sentence{std::string(wording.text), {}};
    take_out(sentence, "need-to-know.no-need", phrases);
    return phrases.any("need-to-know.need", sentence.text);
  });
}

// A cure must stand in every version of the text.
bool states_need(const Correspondence& correspondence) {
  const auto versions = correspondence.versions();
  return !versions.empty() &&
         std::all_of(versions.begin(), versions.end(), [&](const auto& version) {
           return std::any_of(version.begin(), version.end(), [&](const ReadBody* body) {
             return states_need(*body, correspondence.phrases);
           });
         });
}

class Collector {
 public:
  Collector(const Correspondence& correspondence, const Councillors& readers)
      : mail_(correspondence) {
    if (readers.size() == 1) reader_ = people::parse_person_name(readers.front()->name);
  }

  void collect() {
    for (const auto& body : mail_.bodies) read(body.authored, Layout::letter, Voice::sender);
    for (const auto& matter : matters_of(mail_)) {
      if (matter.kind != Matter::Kind::original && matter.kind != Matter::Kind::file) continue;
      if (!matter.no_personal_data && !is_known_to_all(matter)) read_matter(matter);
    }
  }

  std::vector<Evidence> evidence;  // each datum once
  std::set<Kind> kinds;
  bool all_authored = true;

 private:
  enum class Voice { sender, other };

  // Who wrote it, or had it, learns nothing new.
  bool is_known_to_all(const Matter& matter) const {
    return !matter.originals.empty() &&
           std::all_of(mail_.recipients.begin(), mail_.recipients.end(),
                       [&](const Recipient& recipient) {
                         return recipient.standing.kind != people::Standing::Kind::councillor ||
                                wrote(matter.originals.front(), recipient, mail_) ||
                                was_sent(matter.originals.front(), recipient, mail_);
                       });
  }

  void read_matter(const Matter& matter) {
    const auto layout = matter.kind == Matter::Kind::file ? Layout::document : Layout::letter;
    std::size_t data = 0;
    for (const auto& text : matter.texts) data += read_matter(matter, text, layout);
    matter.no_personal_data = data == 0;
  }

  /// Returns how many personal data stand in it, anybody's.
  std::size_t read_matter(const Matter& matter, const std::string& words, Layout layout) {
    const auto before = evidence.size();
    const auto data = read(read_text(words, matter.where, matter.part), layout, Voice::other);
    // A quote has lost its `>`; people look for the words where they stand.
    for (auto i = before; i < evidence.size(); ++i) {
      const auto place = matter.source.find(evidence[i].text);
      evidence[i].offset = place == matter.source.npos ? 0 : place;
      if (place == matter.source.npos) evidence[i].length = matter.source.size();
    }
    all_authored = all_authored && evidence.size() == before;
    return data;
  }

  std::size_t read(const ReadText& text, Layout layout, Voice voice) {
    const auto data = personal_data_in(text, layout, mail_.day, mail_.phrases);
    for (const auto& datum : data) {
      if (is_readers_own(text, datum, voice)) continue;
      if (datum.kind == Kind::bank_account && is_no_persons_account(text, datum, layout, voice))
        continue;
      add(datum.kind, text.evidence(datum.words.begin, datum.words.end));
    }
    return data.size();
  }

  void add(Kind kind, Evidence found) {
    auto key = base::folded(found.text);
    std::erase_if(key, [](char c) { return c == ' ' || c == '\n' || c == '-' || c == '.'; });
    if (!known_.insert(std::move(key)).second) return;
    kinds.insert(kind);
    evidence.push_back(std::move(found));
  }

  bool is_reader(const NameNearby& name) const {
    if (!reader_ || name.is_addressed || name.words.empty()) return false;
    if (name.words.back() == reader_->surname) return true;
    return name.words.size() == 1 &&
           std::any_of(reader_->forenames.begin(), reader_->forenames.end(),
                       [&](const std::string& forename) {
                         return forename == name.words.front() ||
                                people::are_forms_of_one_name(forename, name.words.front());
                       });
  }

  // Whose it is tells the nearest name or "your" before it, else the first behind it.
  bool is_readers_own(const ReadText& text, const PersonalDatum& datum, Voice voice) const {
    const base::Range before{datum.around.begin, datum.words.begin};
    std::size_t others = 0, own = 0;
    for (const auto& name : names_in(text, before))
      if (!name.is_addressed) (is_reader(name) ? own : others) = name.place.end;
    if (voice == Voice::sender && reader_)
      for (const auto& match :
           places_of(words_of(text, before), {"need-to-know.readers-own"}, mail_.phrases))
        own = std::max(own, before.begin + match.end);
    if (own != 0 || others != 0) return own > others;
    const auto behind = names_in(text, {datum.words.end, datum.around.end});
    return !behind.empty() && is_reader(behind.front());
  }

  bool is_no_persons_account(const ReadText& text, const PersonalDatum& datum, Layout layout,
                             Voice voice) const {
    auto begin = layout == Layout::document
                     ? datum.around.begin
                     : std::max(datum.around.begin,
                                datum.words.begin - std::min(datum.words.begin, holder_before));
    if (mail_.phrases.any("need-to-know.theirs", text.folded_text({begin, datum.words.begin})))
      begin = std::min(begin, datum.words.begin - std::min(datum.words.begin, theirs_before));
    const base::Range near{begin, std::min(datum.words.end + holder_behind, datum.around.end)};
    if (voice == Voice::sender && mail_.phrases.any("need-to-know.our-own", text.folded_text(near)))
      return true;
    const auto companies =
        places_of(words_of(text, near), {"need-to-know.not-a-persons-account"}, mail_.phrases);
    if (companies.empty() || layout == Layout::document) return !companies.empty();
    // "The council owes Mrs Cottle": the nearest name before it holds the account.
    const base::Range before{near.begin, datum.words.begin};
    const auto names = names_in(text, before);
    if (names.empty()) return true;
    return std::any_of(companies.begin(), companies.end(), [&](const base::Range& company) {
      return near.begin + company.end >= names.back().place.end;
    });
  }

  const Correspondence& mail_;
  std::optional<people::PersonName> reader_;  // where one councillor alone reads it
  std::set<std::string> known_;
};

Finding unneeded(const Councillors& readers, Collector data) {
  std::vector<std::string> kinds;
  for (const auto kind : data.kinds) kinds.emplace_back(name_of(kind));
  Finding finding;
  finding.rule = "need-to-know";
  finding.ceiling = Ceiling::note;
  finding.people = names_of(readers);
  finding.title = "Personal data about somebody else, without the need to know it";
  finding.explanation =
      "This sends " + prose_of(readers) + " " + base::join_as_prose(kinds) +
      " of somebody else. Your text does not say what it is needed for: being asked for it is no "
      "need. Say why it is needed, or leave it out.";
  finding.fixes.push_back(
      {FixKind::add_reason, "Say what the councillor needs these personal data for."});
  if (data.all_authored)
    finding.fixes.push_back({FixKind::edit_text, "Take out " + in_quotes(data.evidence) + "."});
  finding.evidence = std::move(data.evidence);
  return finding;
}

}  // namespace

Outcome need_to_know(const Correspondence& correspondence) {
  if (!correspondence.sent_by_officer()) return {};
  const auto readers = readers_of(correspondence);
  if (readers.empty() || states_need(correspondence)) return {};
  Collector data(correspondence, readers);
  data.collect();
  Outcome outcome;
  if (!data.evidence.empty()) outcome.findings.push_back(unneeded(readers, std::move(data)));
  return outcome;
}

}  // namespace candour::rules
