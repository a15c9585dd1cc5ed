// SPDX-License-Identifier: MPL-2.0

#include "rules/asking.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::rules {

namespace {

using Kind = people::Standing::Kind;

// A letter to more is a circular, whoever else reads it.
constexpr std::size_t circular_from = 11;

bool is_among(std::string_view value, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

// What programs, lists and filters put into the header, besides RFC 3834's field.
bool tells_of_a_program(const mail::Field& field) {
  const auto name = base::lower_ascii(field.name);
  const auto value = base::lower_ascii(base::trim(field.value));
  if (name.starts_with("list-")) return true;
  if (name == "auto-submitted") return !value.starts_with("no");
  if (name == "precedence") return is_among(value, {"bulk", "list", "junk", "auto_reply"});
  if (name == "x-spam-flag" || name == "x-spam-status") return value.starts_with("yes");
  if (name == "return-path") return value == "<>";
  return is_among(name, {"x-autoreply", "x-autorespond", "x-auto-response-suppress",
                         "x-failed-recipients", "feedback-id", "x-candour-notice"});
}

bool is_from_a_program(const Correspondence& correspondence) {
  const auto& fields = correspondence.mail.headers.fields;
  const auto& phrases = correspondence.phrases;
  return std::any_of(fields.begin(), fields.end(), tells_of_a_program) ||
         phrases.any("asking.program-address", people::normalised(correspondence.sender_address)) ||
         phrases.any("asking.program-subject", correspondence.subject.folded.text);
}

// In copy alone nobody is asked; a list stands for many.
bool is_for_an_officer(const Correspondence& correspondence) {
  const auto& headers = correspondence.mail.headers;
  if (headers.to.size() + headers.cc.size() >= circular_from) return false;
  bool officer = false;
  for (const auto& address : headers.to) {
    const auto kind = correspondence.roster.identify(address.address, correspondence.day).kind;
    if (kind == Kind::list) return false;
    officer = officer || kind == Kind::officer;
  }
  return officer;
}

/// What the sentences of one letter ask, the strictest of all.
class Question {
 public:
  explicit Question(const Phrases& phrases) : phrases_(phrases) {}

  void read(const Wording& sentence) {
    const auto has = [&](SetName set) { return phrases_.any(set, sentence); };
    no_answer_ = no_answer_ || has("asking.no-answer");
    trade_ = trade_ || has("asking.trade");
    if (has("asking.subject-access")) return add(Asked::subject_access);
    if (has("asking.information")) return add(Asked::information);
    if (has("asking.complaint")) return add(Asked::complaint);
    if (has("asking.courtesy")) return;
    if (base::trim(sentence.text).ends_with('?') || has("asking.request") || has("asking.report"))
      add(Asked::enquiry);
  }

  std::optional<Asked> result() const { return no_answer_ || trade_ ? std::nullopt : asked_; }

 private:
  // In the order of Asked, the later the stricter.
  void add(Asked asked) { asked_ = asked_ ? std::max(*asked_, asked) : asked; }

  const Phrases& phrases_;
  std::optional<Asked> asked_;
  bool no_answer_ = false, trade_ = false;
};

}  // namespace

Asker asker_of(const Correspondence& correspondence) {
  switch (correspondence.sender.kind) {
    case Kind::councillor:
      return Asker::councillor;
    case Kind::complainant:
      return Asker::resident;
    case Kind::third_party:
      break;
    default:
      return Asker::other;
  }
  const auto address = people::normalised(correspondence.sender_address);
  return correspondence.phrases.any("asking.body-address", address) ? Asker::other
                                                                    : Asker::resident;
}

std::optional<Asked> asked_in(const Correspondence& correspondence) {
  if (asker_of(correspondence) == Asker::other || is_from_a_program(correspondence) ||
      !is_for_an_officer(correspondence))
    return std::nullopt;
  const auto& phrases = correspondence.phrases;
  Question question(phrases);
  const auto& headers = correspondence.mail.headers;
  // Of an answer the subject is the other's.
  if (headers.in_reply_to.empty() && headers.references.empty())
    question.read(wording_of(correspondence.subject, phrases));
  for (const auto& body : correspondence.bodies)
    for (const auto& sentence : wordings_of(body.authored, phrases)) question.read(sentence);
  return question.result();
}

bool only_acknowledges(const Correspondence& correspondence) {
  const auto& phrases = correspondence.phrases;
  if (correspondence.mail.headers.field("Auto-Submitted").starts_with("auto-replied")) return true;
  bool acknowledges = false;
  for (const auto& body : correspondence.bodies)
    for (const auto& sentence : wordings_of(body.authored, phrases)) {
      if (phrases.any("asking.acknowledges", sentence))
        acknowledges = true;
      else if (!base::trim(sentence.text).empty() && !phrases.any("asking.small-talk", sentence))
        return false;
    }
  return acknowledges;
}

}  // namespace candour::rules
