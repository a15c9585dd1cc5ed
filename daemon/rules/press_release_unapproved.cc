// SPDX-License-Identifier: MPL-2.0
//
// press-release-unapproved: a release or statement about a dispute, a major planning development,
// court proceedings or somebody's complaint goes to the press from somebody other than the clerk,
// and no words show the clerk's approval. Cure: such words, or the clerk as the sender.

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "rules/kinds.h"
#include "rules/language/phrases.h"
#include "rules/publication.h"
#include "rules/who/clerk.h"

namespace candour::rules {

namespace {

struct Topic {
  SetName set;
  std::string_view title;  // "about a dispute"
  SetName context;         // a set that must fit somewhere in the mail too; empty: none
};

constexpr std::array topics{
    Topic{"release.court", "court proceedings", {}},
    Topic{"release.complaint", "an individual's complaint", {}},
    Topic{"release.planning", "a major planning development", "release.planning-context"},
    Topic{"release.dispute", "a dispute", {}},
};

/// The folded text with the clerk's own name as "the clerk", so that "Helen has approved this"
/// reads as what it means.
std::string with_clerk_named(std::string text, const Correspondence& correspondence) {
  std::vector<std::string> names;
  for (const auto* clerk : clerks_of(correspondence.roster, correspondence.day)) {
    const auto name = base::folded_name(clerk->name);
    names.push_back(name);
    const auto blank = name.rfind(' ');
    if (blank == name.npos) continue;
    for (const auto* title : {"mr ", "mrs ", "ms ", "miss ", "dr "})
      names.push_back(title + name.substr(blank + 1));
    names.push_back(name.substr(0, name.find(' ')));
  }
  for (const auto& name : names) {
    std::string replaced;
    std::size_t from = 0;
    const auto is_letter = [&](std::size_t at) {
      return at < text.size() &&
             ((text[at] >= 'a' && text[at] <= 'z') || static_cast<unsigned char>(text[at]) >= 0x80);
    };
    for (auto at = text.find(name); at != text.npos; at = text.find(name, at + name.size())) {
      if ((at > 0 && is_letter(at - 1)) || is_letter(at + name.size())) continue;
      replaced += text.substr(from, at - from) + "the clerk";
      from = at + name.size();
    }
    text = replaced + text.substr(from);
  }
  return text;
}

/// A mail as a release to the press.
class Release {
 public:
  explicit Release(const Correspondence& correspondence)
      : mail_(correspondence), phrases_(correspondence.phrases) {
    for (auto& file : attached_texts(mail_))
      if (phrases_.any("release.file", base::folded(file.where)) ||
          phrases_.any("release.release", head_of(file)))
        files_.push_back(std::move(file));
  }

  /// The words that make it one.
  std::optional<Evidence> release() const {
    if (const auto found = first("release.release", mail_.subject)) return found;
    for (const auto& body : mail_.bodies)
      if (const auto found = first("release.release", body.authored)) return found;
    for (const auto& file : files_) return Evidence{file.where, {}, file.part};
    return std::nullopt;
  }

  /// What else it may be: a correction, an advert, a promise of a statement.
  bool is_something_else() const {
    constexpr SetName set = "release.no-release";
    return phrases_.any(set, wording_of(mail_.subject, phrases_)) ||
           (files_.empty() &&
            std::any_of(mail_.bodies.begin(), mail_.bodies.end(), [&](const ReadBody& body) {
              return phrases_.any(set, wording_of(body.authored, phrases_));
            }));
  }

  std::optional<Evidence> about(const Topic& topic) const {
    if (!topic.context.empty() && !speaks(topic.context)) return std::nullopt;
    if (const auto found = first(topic.set, mail_.subject)) return found;
    for (const auto& body : mail_.bodies)
      if (const auto found = first(topic.set, body.authored)) return found;
    for (const auto& file : files_)
      if (const auto found = first(topic.set, file)) return found;
    return std::nullopt;
  }

  /// In the subject, in the release itself, or in every version of the text.
  bool is_approved() const {
    if (approves(mail_.subject)) return true;
    if (std::any_of(files_.begin(), files_.end(),
                    [&](const ReadText& file) { return approves(file); }))
      return true;
    const auto versions = mail_.versions();
    return !versions.empty() &&
           std::all_of(versions.begin(), versions.end(), [&](const auto& version) {
             return std::any_of(version.begin(), version.end(), [&](const ReadBody* body) {
               return approves(body->authored) || approves(body->signature);
             });
           });
  }

 private:
  static std::string_view head_of(const ReadText& file) {
    constexpr std::size_t head_bytes = 400;
    return std::string_view(file.folded.text).substr(0, head_bytes);
  }

  std::optional<Evidence> first(SetName set, const ReadText& read) const {
    const auto found = phrases_.find(set, read.folded.text, 1);
    if (found.empty()) return std::nullopt;
    return read.evidence(found[0].begin, found[0].end);
  }

  bool speaks(SetName set) const {
    const auto fits = [&](const ReadText& read) { return phrases_.any(set, read.folded.text); };
    return fits(mail_.subject) || std::any_of(files_.begin(), files_.end(), fits) ||
           std::any_of(mail_.bodies.begin(), mail_.bodies.end(),
                       [&](const ReadBody& body) { return fits(body.authored); });
  }

  bool approves(const ReadText& read) const {
    const auto& sentences = sentences_of(read);
    bool of_clerk = false;  // the sentence before
    return std::any_of(sentences.begin(), sentences.end(), [&](base::Range sentence) {
      auto words = with_clerk_named(std::string(read.folded_text(sentence)), mail_);
      for (const std::string_view pronoun : {"she ", "he ", "they "})
        if (of_clerk && words.starts_with(pronoun)) words.replace(0, pronoun.size(), "the clerk ");
      of_clerk = words.find("the clerk") != words.npos;
      return phrases_.any("release.approval", words) && !phrases_.any("release.no-approval", words);
    });
  }

  const Correspondence& mail_;
  const Phrases& phrases_;
  std::vector<ReadText> files_;
};

/// By the address, or by the name at the foot or in From of mail from a shared mailbox.
bool sent_by_clerk(const Correspondence& correspondence) {
  const auto* position = correspondence.sender.position;
  if (position != nullptr) return position->role == people::Role::clerk;
  const auto clerks = clerks_of(correspondence.roster, correspondence.day);
  return std::any_of(clerks.begin(), clerks.end(), [&](const people::Person* clerk) {
    const auto name = base::folded_name(clerk->name);
    const auto names = [&](std::string_view text) {
      return base::folded_name(text).find(name) != std::string::npos;
    };
    return names(correspondence.sender_name) ||
           std::any_of(correspondence.bodies.begin(), correspondence.bodies.end(),
                       [&](const ReadBody& body) { return names(body.signature.text); });
  });
}

Finding finding_for(const Correspondence& correspondence, const Topic& topic,
                    std::vector<Evidence> evidence) {
  Finding finding;
  finding.rule = "press-release-unapproved";
  finding.title = "A statement about " + std::string(topic.title) +
                  " goes to the press without the clerk's approval";
  finding.explanation =
      "This goes to the press and is about " + std::string(topic.title) +
      ". Such a release needs the clerk's approval, and nothing in it shows that it has it. Ask "
      "the "
      "clerk; once it is approved, say so in the text (\"approved by the Town Clerk\"), or let the "
      "clerk send it.";
  finding.evidence = std::move(evidence);
  const auto clerk = clerk_of(correspondence.roster, correspondence.day);
  if (!clerk.empty()) finding.fixes.push_back({FixKind::change_from, clerk});
  return finding;
}

}  // namespace

Outcome press_release_unapproved(const Correspondence& correspondence) {
  Outcome outcome;
  if (!correspondence.sent_by_officer() && !correspondence.sent_by_councillor()) return outcome;
  const auto press = press_among(correspondence);
  if (press.empty() || sent_by_clerk(correspondence)) return outcome;

  const Release mail(correspondence);
  const auto release = mail.release();
  if (!release || mail.is_something_else()) return outcome;
  for (const auto& topic : topics) {
    const auto about = mail.about(topic);
    if (!about) continue;
    if (mail.is_approved()) return outcome;
    std::vector<Evidence> evidence{*about, *release};
    for (const auto* recipient : press) evidence.push_back(correspondence.evidence(*recipient));
    outcome.findings.push_back(finding_for(correspondence, topic, std::move(evidence)));
    return outcome;
  }
  return outcome;
}

}  // namespace candour::rules
