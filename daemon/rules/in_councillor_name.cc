// SPDX-License-Identifier: MPL-2.0

#include "rules/in_councillor_name.h"

#include <algorithm>

#include "base/text.h"
#include "people/naming.h"
#include "rules/who/clerk.h"
#include "rules/who/own_people.h"
#include "rules/who/whole_mail.h"

namespace candour::rules {

namespace {

using people::Standing;

// More places than these help nobody to mend a mail.
constexpr std::size_t most_places = 8;

bool writes_from_council(const Correspondence& correspondence) {
  const auto address = people::normalised(correspondence.sender_address);
  const auto& domains = correspondence.roster.domains();
  return std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
    return address.ends_with("@" + base::lower_ascii(domain));
  });
}

// Whoever copies his letter to the clerk writes about the council's affairs, wherever he writes
// from.
bool is_copied_to_office(const Correspondence& correspondence) {
  const auto& recipients = correspondence.recipients;
  return std::any_of(recipients.begin(), recipients.end(), [](const Recipient& recipient) {
    return recipient.standing.kind == Standing::Kind::officer;
  });
}

Audience audience_of(const Correspondence& correspondence) {
  bool outside = correspondence.recipients.empty();  // unknown: whoever it is may be bound to
  bool others = outside;
  for (const auto& recipient : correspondence.recipients) {
    if (!is_outside_council(recipient)) continue;
    outside = true;
    others = others || !correspondence.phrases.any("situation.public-authority",
                                                   people::normalised(recipient.address));
  }
  if (!outside) return Audience::council;
  return others ? Audience::public_ : Audience::authorities;
}

Situation situation_of(const Correspondence& correspondence, const CouncilName& council) {
  Situation situation{council};
  const bool speaks_for_it = says_anywhere(correspondence, "situation.for-the-council") &&
                             !says_anywhere(correspondence, "situation.not-for-the-council");
  situation.writer = speaks_for_it ? Writer::the_council : Writer::himself;
  situation.audience = audience_of(correspondence);
  situation.asks_learned = speaks_of_council(correspondence) ||
                           is_copied_to_office(correspondence) ||
                           names_an_officer(correspondence) || answers_council_mail(correspondence);
  situation.affairs = situation.asks_learned || writes_from_council(correspondence) ||
                              says_anywhere(correspondence, "situation.council-matter")
                          ? Affairs::council
                          : Affairs::perhaps_private;
  return situation;
}

bool is_chair(const people::Person& councillor, base::Day day) {
  const auto* position = councillor.councillor_position_on(day);
  return position != nullptr && position->role == people::Role::chair;
}

bool calls_extraordinary_meeting(const Correspondence& correspondence,
                                 const std::vector<Signatory>& signatories) {
  const bool may_call = signatories.size() >= 2 ||
                        std::any_of(signatories.begin(), signatories.end(), [&](const auto& each) {
                          return is_chair(*each.councillor, correspondence.day);
                        });
  return may_call && says_anywhere(correspondence, "situation.extraordinary-notice");
}

/// Collects the acts of one text after the other.
class Collector {
 public:
  Collector(const Correspondence& correspondence, const std::vector<Signatory>& signatories,
            Sort sort)
      : mail_(correspondence),
        council_(correspondence.council),
        situation_(situation_of(correspondence, council_)),
        notice_(calls_extraordinary_meeting(correspondence, signatories)),
        sort_(sort) {}

  std::vector<Spoken> collect() {
    if (notice_ && sort_ == Sort::official) return {};
    // A reply's subject is another's, or was judged with the mail that opened the thread.
    if (mail_.mail.headers.in_reply_to.empty() &&
        !mail_.phrases.any("situation.reply-subject", wording_of(mail_.subject, mail_.phrases)))
      read(mail_.subject, sentences_of(mail_.subject), situation_);
    for (const auto& body : mail_.bodies) {
      read(body.authored, body.sentences, situation_);
      if (sort_ == Sort::official) {
        auto signature = situation_;
        signature.asks_learned = false;  // lines of names and offices are no sentences
        read(body.signature, lines_of(body.signature), signature);
      }
    }
    return std::move(found_);
  }

 private:
  void read(const ReadText& text, const std::vector<base::Range>& sentences,
            const Situation& situation) {
    const auto acts = sort_ == Sort::binding
                          ? binding_acts(text, sentences, situation, mail_.phrases)
                          : official_acts(text, sentences, situation, mail_.phrases);
    for (const auto& act : acts) {
      if (notice_ && mail_.phrases.any("situation.meeting", text.folded_text(act.sentence)))
        continue;
      Spoken spoken{act.deed, text.evidence(act.words.begin, act.words.end)};
      for (const auto& clue : act.clues)
        spoken.clues.push_back(text.evidence(clue.begin, clue.end));
      add(std::move(spoken));
    }
  }

  void add(Spoken spoken) {
    const auto words = base::folded(spoken.evidence.text);
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Spoken& other) {
      return base::folded(other.evidence.text) == words;
    });
    if (!known && found_.size() < most_places) found_.push_back(std::move(spoken));
  }

  const Correspondence& mail_;
  CouncilName council_;
  Situation situation_;
  bool notice_;
  Sort sort_;
  std::vector<Spoken> found_;
};

}  // namespace

std::vector<Spoken> acts_of(const Correspondence& correspondence,
                            const std::vector<Signatory>& signatories, Sort sort) {
  return Collector(correspondence, signatories, sort).collect();
}

bool is_outside_council(const Recipient& recipient) {
  const auto kind = recipient.standing.kind;
  return kind != Standing::Kind::councillor && kind != Standing::Kind::officer &&
         kind != Standing::Kind::list;
}

std::string names_of(const std::vector<Signatory>& signatories) {
  std::vector<std::string> names;
  names.reserve(signatories.size());
  for (const auto& signatory : signatories)
    names.push_back(people::with_title(*signatory.councillor));
  return base::join_as_prose(names);
}

Finding finding_in_name_of(const Correspondence& correspondence,
                           const std::vector<Signatory>& signatories,
                           const std::vector<Spoken>& acts) {
  Finding finding;
  for (const auto& act : acts) finding.evidence.push_back(act.evidence);
  for (const auto& signatory : signatories) {
    finding.people.push_back(signatory.councillor->name);
    finding.evidence.push_back(signatory.evidence);
  }
  const auto clerk = clerk_of(correspondence.roster, correspondence.day);
  finding.fixes.push_back({FixKind::change_from, clerk.empty() ? "the clerk" : clerk});
  return finding;
}

void offer_other_words(Finding& finding, const std::vector<Spoken>& acts) {
  for (const auto& act : acts)
    finding.fixes.push_back(
        {FixKind::edit_text, "Change or take out the words \"" + act.evidence.text + "\"."});
}

}  // namespace candour::rules
