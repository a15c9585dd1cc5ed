// SPDX-License-Identifier: MPL-2.0
//
// confidential-disclosure: something marked confidential goes to somebody who is neither
// councillor, officer nor adviser. Not where everybody outside wrote it himself or had it already,
// nor where an officer released it.

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "rules/kinds.h"
#include "rules/marked/fingerprint.h"
#include "rules/marked/marked_before.h"
#include "rules/marked/matter.h"

namespace candour::rules {

namespace {

using people::Standing;

constexpr std::size_t longest_evidence = 200;  // bytes of a passage that history knows
constexpr std::size_t most_passages = 20;

bool contains(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_of_council(const Standing& standing) {
  return standing.kind == Standing::Kind::officer || standing.kind == Standing::Kind::councillor ||
         standing.kind == Standing::Kind::list;
}

/// What is disclosed, and to whom.
struct Disclosure {
  std::vector<Evidence> evidence;
  std::vector<const Recipient*> outsiders;
  bool outgoing = true;  // the officer's own matter, to outsiders alone
};

class Judge {
 public:
  explicit Judge(const Correspondence& correspondence)
      : c_(correspondence), outsiders_(correspondence.outsiders()) {
    to_councillors_ =
        std::any_of(c_.recipients.begin(), c_.recipients.end(), [](const Recipient& recipient) {
          return recipient.standing.kind == Standing::Kind::councillor ||
                 recipient.standing.kind == Standing::Kind::list;
        });
    auto ids = c_.mail.headers.in_reply_to;
    ids.insert(ids.end(), c_.mail.headers.references.begin(), c_.mail.headers.references.end());
    if (!ids.empty()) thread_ = c_.history.thread(ids);
  }

  Disclosure judge() {
    const bool released = releases(c_);
    for (const auto& matter : matters_of(c_))
      judge(matter, released ? own_words(matter) : matter.markings, released);
    return std::move(disclosure_);
  }

 private:
  // A release takes off every marking but what the sender says in confidence in the same breath.
  static std::vector<Marking> own_words(const Matter& matter) {
    if (matter.kind != Matter::Kind::written) return {};
    auto markings = matter.markings;
    std::erase_if(markings, [](const Marking& marking) {
      return marking.kind != Marking::Kind::statement && marking.kind != Marking::Kind::told;
    });
    return markings;
  }

  /// markings  of the matter, those that count
  void judge(const Matter& matter, const std::vector<Marking>& markings, bool released) {
    if (released && markings.empty()) return;
    // Fingerprints cost more than all else here; where nothing was marked before, nothing has them.
    static const std::vector<Fingerprint> none;
    const auto& fingerprints =
        c_.history.remembers_marked() ? matter.fingerprints(c_, Use::ask) : none;
    const auto earlier =
        matter.kind == Matter::Kind::heading ? marked_in_thread() : marked_before(c_, fingerprints);
    if (markings.empty() && earlier.empty()) return;
    // What the sender marks now is marked, whatever was said before.
    const bool marked_now = matter.kind == Matter::Kind::written && !markings.empty();
    if (!marked_now && is_released_since(earlier)) return;
    const auto uninformed = without_it(matter, fingerprints, earlier);
    if (uninformed.empty()) return;
    if (!is_own(matter, markings, earlier)) disclosure_.outgoing = false;
    for (const auto* outsider : uninformed) add_outsider(*outsider);
    for (const auto& marking : markings) add_evidence(marking.evidence);
    if (markings.empty())
      for (const auto& passage : passages_of(matter, earlier)) add_evidence(passage);
  }

  std::vector<EarlierMail> marked_in_thread() const {
    auto rows = thread_;
    std::erase_if(rows, [](const EarlierMail& row) { return !row.marked; });
    return rows;
  }

  // Released by an officer's earlier mail, after the last mail that marked it.
  bool is_released_since(const std::vector<EarlierMail>& earlier) const {
    std::optional<base::Instant> marked;
    std::optional<base::Instant> released;
    const auto later = [](auto& latest, base::Instant time) {
      latest = std::max(latest.value_or(time), time);
    };
    for (const auto& row : earlier) later(row.released ? released : marked, row.time);
    for (const auto& row : thread_)
      if (row.released && row.fingerprint_count == 0) later(released, row.time);
    return released && (!marked || *released >= *marked);
  }

  std::vector<const Recipient*> without_it(const Matter& matter,
                                           const std::vector<Fingerprint>& fingerprints,
                                           const std::vector<EarlierMail>& earlier) const {
    std::vector<const Recipient*> uninformed;
    for (const auto* outsider : outsiders_)
      if (!knows_by_originals(matter, *outsider) &&
          !knows_by_history(fingerprints, earlier, *outsider) &&
          !is_presumed_writer(matter, *outsider))
        uninformed.push_back(outsider);
    return uninformed;
  }

  bool knows_by_originals(const Matter& matter, const Recipient& outsider) const {
    return std::any_of(matter.originals.begin(), matter.originals.end(),
                       [&](const Original& original) {
                         // Whom somebody else's mail names as its recipients is his word; whom ours
                         // names, ours.
                         return wrote(original, outsider, c_) ||
                                (is_ours(original) && was_sent(original, outsider, c_));
                       });
  }

  bool is_ours(const Original& original) const {
    return std::any_of(original.from.begin(), original.from.end(),
                       [&](const mail::Address& address) {
                         return !address.address.empty() &&
                                is_of_council(c_.roster.identify_sender(address.address, c_.day));
                       });
  }

  // Every passage must have been his: one mail of his does not open another's.
  bool knows_by_history(const std::vector<Fingerprint>& fingerprints,
                        const std::vector<EarlierMail>& earlier, const Recipient& outsider) const {
    const auto keys = keys_of(outsider);
    std::set<std::string> all;
    std::set<std::string> his;
    bool had_any = false;
    for (const auto& row : earlier) {
      const bool had = had_it(row, keys);
      had_any = had_any || had;
      for (const auto& fingerprint : shared(fingerprints, row.fingerprints)) {
        all.insert(fingerprint);
        if (had) his.insert(fingerprint);
      }
    }
    return had_any && his.size() * 10 >= all.size() * 9;
  }

  static bool had_it(const EarlierMail& row, const std::vector<std::string>& keys) {
    return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
      if (row.sender == key) return true;
      return row.direction == Direction::sent &&
             (contains(row.visible, key) || contains(row.blind, key));
    });
  }

  std::vector<std::string> keys_of(const Recipient& recipient) const {
    std::vector<std::string> keys{key(recipient.address)};
    if (recipient.standing.person != nullptr)
      for (const auto& position : recipient.standing.person->positions)
        for (const auto& email : position.emails) keys.push_back(key(email));
    return keys;
  }

  std::string key(std::string_view address) const {
    return c_.history.key_of(people::normalised(address));
  }

  // Who wrote first cannot be known from a reply without quote or history; it goes to him.
  bool is_presumed_writer(const Matter& matter, const Recipient& outsider) const {
    if (matter.kind != Matter::Kind::heading && matter.kind != Matter::Kind::original) return false;
    if (to_councillors_ || !thread_.empty() || !is_reply()) return false;
    const bool known = std::any_of(matter.originals.begin(), matter.originals.end(),
                                   [](const Original& original) { return !original.from.empty(); });
    return !known && outsiders_.front() == &outsider;
  }

  bool is_reply() const {
    const auto subject = base::lower_ascii(c_.mail.headers.subject);
    const bool forward = subject.starts_with("fw") || subject.find("fw:") != subject.npos ||
                         subject.find("fwd:") != subject.npos;
    return !forward;
  }

  bool is_own(const Matter& matter, const std::vector<Marking>& markings,
              const std::vector<EarlierMail>& earlier) {
    if (to_councillors_ || !c_.sent_by_officer() || matter.kind == Matter::Kind::heading)
      return false;
    for (const auto& marking : markings)
      if (marking.kind == Marking::Kind::told) return false;
    for (const auto& row : earlier)
      if (row.direction != Direction::sent || concerns_councillors(row)) return false;
    if (matter.originals.empty()) return true;
    const auto& original = matter.originals.front();
    return original.recipients_known && is_by_sender(original) &&
           std::all_of(original.recipients.begin(), original.recipients.end(),
                       [&](const mail::Address& address) {
                         return c_.roster.identify(address.address, c_.day).is_outsider();
                       });
  }

  bool is_by_sender(const Original& original) const {
    return std::any_of(
        original.from.begin(), original.from.end(), [&](const mail::Address& address) {
          return people::normalised(address.address) == people::normalised(c_.sender_address);
        });
  }

  // Made where an earlier mail asks for them, as hardly ever: a roster may be long.
  const std::set<std::string>& councillor_keys() {
    if (!councillor_keys_.empty()) return councillor_keys_;
    for (const auto& person : c_.roster.people())
      for (const auto& position : person.positions)
        if (people::is_councillor(position.role))
          for (const auto& email : position.emails) councillor_keys_.insert(key(email));
    for (const auto& list : c_.roster.lists())
      for (const auto& email : list.emails) councillor_keys_.insert(key(email));
    return councillor_keys_;
  }

  bool concerns_councillors(const EarlierMail& row) {
    const auto& keys = councillor_keys();
    const auto is_councillor = [&](const std::string& key) { return keys.contains(key); };
    return is_councillor(row.sender) ||
           std::any_of(row.visible.begin(), row.visible.end(), is_councillor) ||
           std::any_of(row.blind.begin(), row.blind.end(), is_councillor);
  }

  // The sentences that history knows; leaving out one of them would leave the others.
  std::vector<Evidence> passages_of(const Matter& matter,
                                    const std::vector<EarlierMail>& earlier) const {
    std::vector<Evidence> passages;
    for (const auto& text : matter.texts)
      for (const auto& sentence : base::sentences(text)) {
        const auto words =
            std::string_view(text).substr(sentence.begin, sentence.end - sentence.begin);
        if (known_runs(words, earlier) == 0) continue;
        const auto place = matter.source.find(words);
        const auto shown = base::in_one_line(words).substr(0, longest_evidence);
        passages.push_back({matter.where, base::valid_utf8(shown), matter.part,
                            place == matter.source.npos ? 0 : place, words.size()});
        if (passages.size() == most_passages) return passages;
      }
    if (passages.empty())
      passages.push_back({matter.where, matter.where, matter.part, 0, matter.source.size()});
    return passages;
  }

  std::size_t known_runs(std::string_view words, const std::vector<EarlierMail>& earlier) const {
    const auto fingerprints = passage_fingerprints(words, c_.phrases, c_.history, Use::ask);
    std::size_t most = 0;
    for (const auto& row : earlier)
      most = std::max(most, shared(fingerprints, row.fingerprints).size());
    return most;
  }

  // The text and the HTML version say the same twice.
  void add_evidence(const Evidence& evidence) {
    const auto same = std::any_of(
        disclosure_.evidence.begin(), disclosure_.evidence.end(), [&](const Evidence& other) {
          return other.where == evidence.where && other.text == evidence.text;
        });
    if (!same) disclosure_.evidence.push_back(evidence);
  }

  void add_outsider(const Recipient& outsider) {
    auto& all = disclosure_.outsiders;
    if (std::find(all.begin(), all.end(), &outsider) == all.end()) all.push_back(&outsider);
  }

  const Correspondence& c_;
  std::vector<const Recipient*> outsiders_;
  bool to_councillors_ = false;
  std::set<std::string> councillor_keys_;
  std::vector<EarlierMail> thread_;
  Disclosure disclosure_;
};

std::string people_in_prose(const std::vector<const Recipient*>& outsiders) {
  constexpr std::size_t most_named = 5;
  std::vector<std::string> names;
  for (const auto* outsider : outsiders) {
    if (names.size() == most_named) {
      names.push_back(std::to_string(outsiders.size() - most_named) + " more");
      break;
    }
    names.push_back(outsider->address);
  }
  return base::join_as_prose(names);
}

// "the attachment report.docx (property Title)"
std::string in_prose(std::string_view where) {
  const std::string the = "the ";
  for (const std::string_view place :
       {", header, footer or watermark", ", property ", ", sensitivity label"})
    if (const auto at = where.rfind(place); at != where.npos)
      return the + std::string(where.substr(0, at)) + " (" + std::string(where.substr(at + 2)) +
             ")";
  return the + std::string(where);
}

std::string marked_places(const std::vector<Evidence>& evidence) {
  constexpr std::size_t most_places = 5;
  std::vector<std::string> places;
  for (const auto& each : evidence) {
    if (places.size() == most_places) {
      places.push_back(std::to_string(evidence.size() - most_places) + " more");
      break;
    }
    places.push_back(in_prose(each.where) + " (\"" + each.text + "\")");
  }
  return base::join_as_prose(places);
}

std::string explanation_of(const Disclosure& disclosure) {
  const auto& evidence = disclosure.evidence.front();
  const bool several = disclosure.outsiders.size() > 1;
  const std::string them = several ? "them" : "that person";
  const std::string text = "It says \"" + evidence.text + "\" in " + in_prose(evidence.where) +
                           ", and " + (several ? "they are" : "that person is") +
                           " not of the council. ";
  if (disclosure.outgoing)
    return text + "If this is meant for " + them +
           " and nobody else, it may be right to send it. Otherwise take " + them +
           " out, or take the marking off if nothing here is confidential.";
  return text + "What is marked confidential is not sent or copied to people outside it. Take " +
         them +
         " out, or leave out what is marked. If it is no longer confidential, say so in your "
         "message.";
}

std::vector<Fix> fixes_for(const Disclosure& disclosure, const Correspondence& correspondence) {
  std::vector<Fix> fixes;
  if (disclosure.outsiders.size() < correspondence.recipients.size())
    for (const auto* outsider : disclosure.outsiders)
      fixes.push_back({FixKind::remove_recipient, outsider->address});
  fixes.push_back({FixKind::edit_text, "Leave out what is marked in " +
                                           marked_places(disclosure.evidence) +
                                           ", or say that it is no longer confidential."});
  return fixes;
}

}  // namespace

Outcome confidential_disclosure(const Correspondence& correspondence) {
  // Other people's mail is not ours to judge.
  if (!correspondence.sent_by_officer() && !correspondence.sent_by_councillor()) return {};
  if (correspondence.outsiders().empty()) return {};
  auto disclosure = Judge(correspondence).judge();
  if (disclosure.outsiders.empty()) return {};

  Finding finding;
  finding.rule = "confidential-disclosure";
  finding.grade = disclosure.outgoing ? "outgoing" : "correspondence";
  for (const auto* outsider : disclosure.outsiders) finding.people.push_back(outsider->address);
  finding.title = "Marked confidential, and going to " + people_in_prose(disclosure.outsiders);
  finding.explanation = explanation_of(disclosure);
  finding.fixes = fixes_for(disclosure, correspondence);
  finding.evidence = std::move(disclosure.evidence);
  Outcome outcome;
  outcome.findings.push_back(std::move(finding));
  return outcome;
}

}  // namespace candour::rules
