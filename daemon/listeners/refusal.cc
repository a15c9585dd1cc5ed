// SPDX-License-Identifier: MPL-2.0

#include "listeners/refusal.h"

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "listeners/relayed_bytes.h"
#include "listeners/smtp_replies.h"

namespace candour::listeners {

namespace {

constexpr std::string_view enhanced_code = "5.7.1 ";
constexpr std::size_t line_octets = 512 - 4 - enhanced_code.size() - 2;  // "550-", CRLF
constexpr std::size_t findings_in_full = 3;  // more would push a mail client's OK off the screen
constexpr std::size_t unread_in_full = 3;
constexpr std::size_t body_lines = 18;  // and two that end it: Thunderbird's box does not scroll

/// The header that everybody will see, in lower case.
std::string shown_header(std::string_view message) {
  std::string header;
  for (const auto piece : relayed_pieces(message)) {
    header += piece.substr(0, piece.find("\r\n\r\n"));
    if (piece.find("\r\n\r\n") != piece.npos) break;
  }
  return base::lower_ascii(header);
}

bool may_stand_in_address(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 ||
         (byte > ' ' && std::string_view("<>()[],;:\"'?").find(c) == std::string_view::npos);
}

/// Puts "somebody in Bcc" for every address that the header does not show: it may be a blind
/// recipient's, and replies get into bounces and screenshots.
std::string without_hidden_addresses(std::string_view text, std::string_view header) {
  std::string result;
  std::size_t copied = 0;
  for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    if (at < copied) continue;
    std::size_t begin = at, end = at;
    while (begin > copied && may_stand_in_address(text[begin - 1])) --begin;
    while (end < text.size() && may_stand_in_address(text[end])) ++end;
    while (end > at + 1 && text[end - 1] == '.') --end;  // the sentence's, not the address's
    const auto address = base::lower_ascii(text.substr(begin, end - begin));
    if (header.find(address) != header.npos) continue;
    result += text.substr(copied, begin - copied);
    result += "somebody in Bcc";
    copied = end;
  }
  return result.append(text.substr(copied));
}

/// Builds the lines: plain ASCII. A long text takes several, for a cure that is cut off is none;
/// only what a box has no room for is left out.
class Letter {
 public:
  explicit Letter(std::string_view message) : header_(shown_header(message)) {}

  void add(std::string_view text) {
    std::string rest = base::to_ascii(without_hidden_addresses(text, header_));
    std::replace_if(
        rest.begin(), rest.end(), [](char c) { return c < ' ' || c == '\x7f'; }, ' ');
    while (rest.size() > line_octets && lines_.size() < body_lines) {
      const auto blank = rest.rfind(' ', line_octets);
      const auto end = blank == std::string::npos || blank == 0 ? line_octets : blank;
      add_line(rest.substr(0, end));
      rest.erase(0, rest[end] == ' ' ? end + 1 : end);
    }
    add_line(rest.substr(0, line_octets));
  }

  void add_blank() { add_line({}); }

  /// One line that stands whatever went before.
  void end_with(std::string_view text) {
    lines_.push_back(std::string(enhanced_code).append(text));
  }

  std::vector<std::string> take() { return std::move(lines_); }

 private:
  void add_line(std::string_view line) {
    if (lines_.size() < body_lines) end_with(line);
  }

  std::string header_;
  std::vector<std::string> lines_;
};

std::string ground(const engine::Judged& judged) {
  if (!judged.clause) return "added by the council";
  if (judged.clause->section.empty()) return judged.clause->document;
  return judged.clause->document + ", " + judged.clause->section;
}

/// "CC Councillor Jane Smith": the one cure whose very words matter; all others are told in the
/// explanation.
std::string_view foot_line(const rules::Finding& finding) {
  for (const auto& fix : finding.fixes)
    if (fix.kind == rules::FixKind::append_foot) return fix.text;
  return {};
}

/// Strongest action first.
std::vector<const engine::Judged*> by_weight(const engine::Assessment& assessment) {
  std::vector<const engine::Judged*> findings;
  for (const auto& judged : assessment.findings) findings.push_back(&judged);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const auto* a, const auto* b) { return a->action > b->action; });
  return findings;
}

void add_finding(Letter& letter, const engine::Judged& judged, std::string_view number) {
  const auto& finding = judged.finding;
  letter.add(std::string(number) + finding.title + ".");
  if (!finding.explanation.empty()) letter.add(finding.explanation);
  // The explanation mostly gives the line already; a box that says all twice is not read.
  if (const auto foot = foot_line(finding);
      !foot.empty() && finding.explanation.find(foot) == std::string::npos)
    letter.add("Add at the foot: " + std::string(foot));
  letter.add("(" + ground(judged) + ")");
  letter.add_blank();
}

void add_findings(Letter& letter, const std::vector<const engine::Judged*>& findings) {
  std::vector<std::string> further;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (i >= findings_in_full)
      further.push_back(findings[i]->finding.title);
    else
      add_finding(letter, *findings[i], findings.size() == 1 ? "" : std::to_string(i + 1) + ". ");
  }
  if (further.empty()) return;
  letter.add("Also: " + base::join(further, "; ") + ".");
  letter.add_blank();
}

void add_unchecked(Letter& letter, const pipeline::Decision& decision) {
  if (!decision.assessment.when_unchecked) return;
  std::vector<std::string> parts;
  for (const auto& unread : decision.assessment.unchecked)
    if (unread.could_change_verdict)
      parts.push_back((unread.what.starts_with("attachment ") ? "the " : "") + unread.what + " (" +
                      unread.why + ")");
  if (parts.size() > unread_in_full) {
    parts.back() = std::to_string(parts.size() - unread_in_full) + " more";
    parts.erase(parts.begin() + unread_in_full, parts.end() - 1);
  }
  letter.add("Candour could not look into " + base::join_as_prose(parts) + ".");
  letter.add_blank();
}

/// "silent-copy" -> "silent copy"
std::string in_words(std::string_view rule) {
  std::string words(rule);
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

/// For clients that show nothing else: what is wrong, in the first fifty characters. Without a full
/// stop, since mail clients go on from here in their own words.
std::string last_line(const pipeline::Decision& decision,
                      const std::vector<const engine::Judged*>& findings) {
  std::string reason = "not all could be checked";
  if (!findings.empty() && findings.front()->action >= policy::Action::confirm)
    reason = in_words(findings.front()->finding.rule);
  return "Not sent: " + reason +
         (decision.may_send_again ? ". Mend it, or send it again" : ". It must be changed first");
}

}  // namespace

Reply refusal(const pipeline::Decision& decision, std::string_view message) {
  const auto findings = by_weight(decision.assessment);
  Letter letter(message);
  letter.add("Candour has not sent it.");
  letter.add_blank();
  add_findings(letter, findings);
  add_unchecked(letter, decision);
  if (decision.too_soon)
    letter.end_with("That was too soon: wait five seconds, then press Send again, unchanged.");
  else if (decision.may_send_again)
    letter.end_with(
        "If it is right as it stands, wait five seconds and press Send again, unchanged.");
  letter.end_with(last_line(decision, findings));
  Reply reply = failure_reply(base::Fault::refused, SessionThen::goes_on, "");
  reply.lines = letter.take();
  return reply;
}

}  // namespace candour::listeners
