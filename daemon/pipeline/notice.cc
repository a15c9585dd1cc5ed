// SPDX-License-Identifier: MPL-2.0

#include "pipeline/notice.h"

#include <algorithm>

#include "base/british_time.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/unicode.h"
#include "composed/write.h"

namespace candour::pipeline {

namespace {

constexpr std::size_t most_subject_bytes = 120;
constexpr std::size_t most_evidence_bytes = 400;
constexpr auto mark_field = "X-Candour-Notice";

/// Mail programs make links of what looks like one, and a quoted mail may hold anybody's.
std::string without_links(std::string text) {
  for (const std::string_view start : {"://", "www.", "WWW.", "mailto:"})
    for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at + 1))
      text.insert(at + start.size(), " ");
  return text;
}

std::string line_of(std::string_view text, std::size_t most_bytes) {
  auto line = base::in_one_line(base::valid_utf8(text));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, ' ');
  if (line.size() > most_bytes) {
    auto end = most_bytes;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    line = line.substr(0, end) + " \u2026";
  }
  return without_links(std::move(line));
}

std::string quoted_subject(const FoundMail& found) {
  const auto subject = line_of(found.subject, most_subject_bytes);
  return subject.empty() ? "without a subject" : "\u201c" + subject + "\u201d";
}

std::string opening(const FoundMail& found, Stage stage) {
  const auto subject = quoted_subject(found);
  // No time: a draft that is saved once more, unchanged, is to have the same notice.
  if (stage == Stage::draft)
    return "Your draft " + subject +
           " has not been sent yet. Candour held it against the council\u2019s protocol and found "
           "this:";
  return "Your mail " + subject + " of " + base::british_moment(found.dated) +
         (found.went_through ? " went out through Candour, which lets such mail pass and tells you "
                               "afterwards."
                             : " went round Candour, which could not tell you before.") +
         " Held against the council\u2019s protocol, it raises this:";
}

std::string ground(const engine::Judged& judged) {
  if (!judged.clause) return "a rule that the council added itself";
  const auto& clause = *judged.clause;
  return clause.document + (clause.section.empty() ? "" : ", " + clause.section) +
         (clause.summary.empty() ? "" : ": " + clause.summary);
}

std::string finding_text(const engine::Judged& judged, std::string_view number, Stage stage) {
  const auto& finding = judged.finding;
  std::string text = std::string(number) + line_of(finding.title, most_evidence_bytes) + "\n\n";
  if (!finding.explanation.empty()) text += without_links(finding.explanation) + "\n\n";
  for (const auto& evidence : finding.evidence)
    text +=
        "Found in: " + line_of(evidence.where + ": " + evidence.text, most_evidence_bytes) + "\n";
  text += finding.evidence.empty() ? "" : "\n";
  text += "Protocol: " + ground(judged) + "\n\n";
  std::string_view label =
      stage == Stage::draft ? "To put it right: " : "What would have put it right: ";
  for (const auto& fix : finding.fixes) {
    text += std::string(label) + without_links(rules::fix_sentence(fix)) + "\n";
    label = "or: ";
  }
  return finding.fixes.empty() ? text : text + "\n";
}

std::string unread_text(const engine::Assessment& assessment) {
  std::string text;
  for (const auto& unread : assessment.unchecked)
    text += line_of(unread.what + ": " + unread.why, most_evidence_bytes) + "\n";
  return text.empty() ? text : "Candour could not look into everything:\n" + text + "\n";
}

std::string_view closing(Stage stage) {
  if (stage == Stage::draft)
    return "When you save the draft mended, or delete it, this notice goes by itself.\n\n"
           "Candour put this notice into your Inbox. It was not sent, nobody else has it, and an "
           "answer to it reaches nobody.\n";
  return "The mail cannot be called back. Where it matters, write to the same people again and put "
         "it right openly. You may delete this notice; what was found is on the council\u2019s "
         "record, without a word of your mail.\n\n"
         "Candour put this notice into your Inbox. It was not sent, nobody else has it, and an "
         "answer to it reaches nobody.\n";
}

/// An address of that account's that nobody can answer to (RFC 2606 section 2).
std::string sender_for(std::string_view account) {
  const auto at = account.rfind('@');
  const bool has_domain = at != account.npos && at + 1 < account.size();
  return "no-reply@" + (has_domain ? std::string(account.substr(at + 1)) + "." : "") +
         "candour.invalid";
}

std::string mark_of(const std::string& message_id, std::string_view key) {
  return base::keyed_digest(key, "notice\n" + message_id);
}

}  // namespace

Notice notice_of(const FoundMail& found, Stage stage) {
  const auto& findings = found.assessment.findings;
  Notice notice;
  notice.subject = std::string("Candour: ") +
                   (stage == Stage::draft ? "please look at your draft " : "about your mail ") +
                   quoted_subject(found);
  notice.text = opening(found, stage) + "\n\n";
  for (std::size_t i = 0; i < findings.size(); ++i)
    notice.text +=
        finding_text(findings[i], findings.size() == 1 ? "" : std::to_string(i + 1) + ". ", stage);
  notice.text += unread_text(found.assessment);
  notice.text += closing(stage);
  return notice;
}

std::string notice_mail(const Notice& notice, std::string_view account,
                        const std::string& message_id, base::Instant date, std::string_view key) {
  composed::Message message;
  message.from = {"Candour", sender_for(account)};
  if (account.find('@') != account.npos) message.to.push_back({"", std::string(account)});
  message.subject = notice.subject;
  message.date = mail::Date{date, std::chrono::minutes{0}};
  message.message_id = message_id;
  message.headers = {{"Auto-Submitted", "auto-generated"}, {mark_field, mark_of(message_id, key)}};
  message.text = notice.text;
  return composed::write(message);
}

bool is_notice(const mail::Mail& mail, std::string_view key) {
  const auto mark = mail.headers.field(mark_field);
  return !mark.empty() && mark == mark_of(mail.headers.message_id, key);
}

}  // namespace candour::pipeline
