// SPDX-License-Identifier: MPL-2.0
//
// Mail that waits for a decision: the list, one of them to read, and the decision, which goes the
// way of `candour held` (pipeline/held_desk).

#include <algorithm>
#include <set>

#include "base/text.h"
#include "console/controls.h"
#include "console/finding_parts.h"
#include "console/held_words.h"
#include "console/mail_text.h"
#include "console/pages.h"
#include "console/words.h"
#include "pipeline/evidence_words.h"

namespace candour::console {

namespace {

using pipeline::HeldRuling;
using stores::HeldStage;

const Frame list_frame{"Held mail", "/held"};

Markup back_to_list() {
  return element("p", link("/held", "All held mail"));
}

std::string sender_of(const stores::HeldEnvelope& envelope) {
  if (envelope.sender_name.empty()) return envelope.mail_from;
  return envelope.sender_name + " <" + envelope.mail_from + ">";
}

std::string grounds_of(const stores::HeldEnvelope& envelope) {
  if (envelope.rules.empty()) return "something in it could not be read";
  std::vector<std::string> titles;
  for (const auto& rule : envelope.rules) titles.push_back(rule_title(rule));
  return base::join(titles, ", ");
}

std::vector<Markup> row_of(const stores::HeldEntry& entry) {
  const auto& envelope = entry.envelope;
  const auto path = "/held/" + envelope.id;
  if (!entry.damage.empty())
    return {text("–"), link(path, "Damaged: " + envelope.id), text("–"), text("–"),
            text("its file is damaged; it is never sent")};
  return {text(moment_words(envelope.held_at)), link(path, grounds_of(envelope)),
          outside_words(sender_of(envelope)),
          text(counted(envelope.rcpt_to.size(), "recipient", "recipients")),
          text(stage_words(entry.mark))};
}

Answer not_switched_on(const Sources& sources, const Visit& visit) {
  return page(list_frame, sources, visit,
              element("p",
                      "No mail is held. A mail whose rule leads to “hold” is asked about instead, "
                      "as with “confirm”.") +
                  element("p",
                          "To hold mail, add these lines to candourd's configuration and "
                          "start candourd again:") +
                  element("pre", "held:\n  days: 14\n"));
}

Answer unreadable_folder(const Sources& sources, const Visit& visit, const std::string& why) {
  return page(list_frame, sources, visit,
              notice("The folder of held mail cannot be read: " + why + ". Nothing was changed."),
              503);
}

// What is done with is no longer in the folder; the ledger knows what became of it.
Answer gone(const Sources& sources, const Visit& visit) {
  const auto& id = visit.parameter;
  const auto entry = sources.ledger.find(id);
  const bool known = entry && *entry && (*entry)->outcome.kind != stores::OutcomeKind::pending;
  if (!known)
    return page(
        {"No such mail", "/held"}, sources, visit,
        element("p", "It was never held, or its time in the ledger is over.") + back_to_list(),
        404);
  const auto& outcome = (*entry)->outcome;
  auto words =
      "It is no longer held. What became of it: " + std::string(outcome_words(outcome.kind)) +
      ", " + moment_words(outcome.time) + ".";
  if (!outcome.given_by.empty()) words += " Decided by " + outcome.given_by + ".";
  if (!outcome.reason.empty()) words += " The reason given: “" + outcome.reason + "”.";
  return page({"A held mail", "/held"}, sources, visit,
              element("p", {{"class", "lead"}}, words) + back_to_list());
}

Answer damaged(const Sources& sources, const Visit& visit, const std::string& why) {
  return page(
      {"A damaged mail", "/held"}, sources, visit,
      element("p", {{"class", "lead"}},
              "The files of this held mail are damaged, so it can be neither read nor sent here.") +
          element("p", "What is wrong: " + why + ".") +
          element("p",
                  "The file is left as it is. Look at it as the administrator: it begins with a "
                  "few lines about the mail, and the mail follows as text. Tell its sender to send "
                  "it again, then take the file away.") +
          back_to_list());
}

std::vector<std::string> blind_in(const stores::HeldEnvelope& envelope, const mail::Mail& mail) {
  std::set<std::string, std::less<>> visible;
  for (const auto* list : {&mail.headers.to, &mail.headers.cc})
    for (const auto& address : *list) visible.insert(people::normalised(address.address));
  std::vector<std::string> blind;
  for (const auto& recipient : envelope.rcpt_to)
    if (!visible.contains(people::normalised(recipient))) blind.push_back(recipient);
  return blind;
}

/// A held mail that somebody looks at.
struct Opened {
  stores::HeldMessage message;
  stores::HeldMark mark;
  mail::Mail mail;
  std::vector<stores::FindingRow> findings;  // of the ledger
};

// Attached files are opened only where a finding stands in one.
Opened open_mail(const Sources& sources, stores::HeldMessage message, stores::HeldMark mark) {
  Opened opened{std::move(message), std::move(mark), {}, {}};
  if (const auto entry = sources.ledger.find(opened.message.envelope.id); entry && *entry)
    opened.findings = (*entry)->decision.findings;
  const bool files = std::ranges::any_of(opened.findings, [](const auto& finding) {
    return std::ranges::any_of(finding.evidence, pipeline::stands_in_file);
  });
  opened.mail = mail::read(opened.message.bytes, {}, files ? &sources.documents : nullptr);
  return opened;
}

Markup findings_section(const Sources& sources, const Opened& opened) {
  const auto policy = sources.policies.current();
  const auto& id = opened.message.envelope.id;
  Markup entries;
  for (std::size_t i = 0; i < opened.findings.size(); ++i) {
    const auto& finding = opened.findings[i];
    const auto facts = fact("Whom it is about", text(people_of(finding))) +
                       fact("The clause", clause_words(*policy, finding.rule)) +
                       fact("What the policy does", text(action_words(finding.action))) +
                       fact("What it rests on", evidence_list(finding, opened.mail));
    entries += element(
        "li",
        element("h3", link("/findings/" + id + "." + std::to_string(i), rule_title(finding.rule))) +
            element("p", rule_sentence(finding.rule)) + element("dl", {{"class", "facts"}}, facts));
  }
  return element(
      "section", {{"aria-labelledby", "found"}},
      element("h2", {{"id", "found"}}, "Why it is held") +
          (entries.empty() ? element("p", "For: " + grounds_of(opened.message.envelope) + ".")
                           : element("ul", {{"class", "cards"}}, entries)));
}

Markup again_field() {
  return element(
      "p", {{"class", "tick"}},
      empty_element("input",
                    {{"id", "again"}, {"name", "again"}, {"type", "checkbox"}, {"value", "yes"}}) +
          element("label", {{"for", "again"}},
                  "Its recipients have not got it, or may get it twice: send it again"));
}

Markup decision_form(const Visit& visit, const Opened& opened, std::string_view fault) {
  const bool unknown = opened.mark.stage == HeldStage::unknown;
  const auto send = unknown ? "Send it again" : "Release: send it";
  auto buttons =
      element("button", {{"type", "submit"}, {"name", "decision"}, {"value", "release"}}, send) +
      element("button",
              {{"type", "submit"}, {"name", "decision"}, {"value", "discard"}, {"class", "quiet"}},
              "Discard: never send it");
  if (opened.mark.stage == HeldStage::due)
    buttons = element("button", {{"type", "submit"}, {"name", "decision"}, {"value", "discard"}},
                      "Discard: never send it");
  return element("p",
                 "The sender is told of the decision, and of the reason in your words. It "
                 "stays on record with your name.") +
         element("form", {{"method", "post"}, {"action", "/held-decisions"}},
                 form_token_field(visit) + hidden_field("mail", opened.message.envelope.id) +
                     hidden_field("stage", std::string(stores::name_of(opened.mark.stage))) +
                     reason_field("The reason", pipeline::most_reason_bytes, fault) +
                     (unknown ? again_field() : Markup()) +
                     element("div", {{"class", "buttons"}}, buttons));
}

Markup decision_section(const Sources& sources, const Visit& visit, const Opened& opened,
                        std::string_view fault) {
  if (!wants_decision(opened.mark.stage) && opened.mark.stage != HeldStage::due) return {};
  const auto policy = sources.policies.current();
  const auto why_not =
      objection(sources.held, policy->roster, opened.message.envelope, visit.user.name);
  const auto content = why_not.empty()
                           ? decision_form(visit, opened, fault)
                           : notice("You may not decide on this mail: " + why_not + ".");
  return element("section", {{"aria-labelledby", "decide"}},
                 element("h2", {{"id", "decide"}}, "Decide") + content);
}

Answer whole_mail(const Sources& sources, const Visit& visit, const Opened& opened,
                  std::string_view fault) {
  const auto& envelope = opened.message.envelope;
  const auto facts = mail_facts(opened.mail, blind_in(envelope, opened.mail)) +
                     fact("Sent by", outside_words(sender_of(envelope))) +
                     fact("Held since", text(moment_words(envelope.held_at))) +
                     fact("Size", text(counted(opened.message.bytes.size(), "byte", "bytes")));
  const auto decision = decision_section(sources, visit, opened, fault);
  const auto main =
      element("p", {{"class", "lead"}},
              stage_explained(opened.mark, envelope.held_at + sources.held.keep)) +
      (decision.empty() ? Markup() : element("p", link("#decide", "To the decision"))) +
      findings_section(sources, opened) +
      element("section", {{"aria-labelledby", "mail"}},
              element("h2", {{"id", "mail"}}, "The mail") +
                  element("p", {{"class", "small"}},
                          "Its text alone: nothing in it is fetched or opened.") +
                  element("dl", {{"class", "facts"}}, facts) + mail_words(opened.mail)) +
      decision + back_to_list();
  return page({"A held mail", "/held"}, sources, visit, main, fault.empty() ? 200 : 400);
}

/// The page of a held mail, by its id.
Answer mail_named(const Sources& sources, const Visit& visit, std::string_view id,
                  std::string_view fault = {}) {
  if (!sources.held.held) return not_switched_on(sources, visit);
  auto message = sources.held.held->read(id);
  if (!message && message.error().fault == base::Fault::unavailable) return gone(sources, visit);
  const auto mark = sources.held.held->mark_of(id);
  if (!message || !mark) {
    const bool no_id = id.find_first_not_of("0123456789abcdef") != id.npos || id.size() != 16;
    return no_id ? gone(sources, visit)
                 : damaged(sources, visit, (message ? mark.error() : message.error()).detail);
  }
  if (message->envelope.notice) return gone(sources, visit);
  return whole_mail(sources, visit, open_mail(sources, std::move(*message), *mark), fault);
}

}  // namespace

Answer held_page(const Sources& sources, const Visit& visit) {
  if (!sources.held.held) return not_switched_on(sources, visit);
  const auto entries = sources.held.held->list();
  if (!entries) return unreadable_folder(sources, visit, entries.error().detail);
  std::vector<std::vector<Markup>> rows;
  for (const auto& entry : *entries)
    if (!entry.envelope.notice) rows.push_back(row_of(entry));
  auto main =
      element("p",
              "Mail whose rule leads to “hold”, oldest first. It is sent only once "
              "somebody has released it; after " +
                  counted(static_cast<std::size_t>(sources.held.keep.count()), "day", "days") +
                  " without a decision it goes back to its sender.");
  if (rows.empty())
    main += notice("No mail is held.");
  else
    main += table("Held mail", {"Held since", "Why", "Who sent it", "To", "How it stands"}, rows);
  return page(list_frame, sources, visit, main);
}

Answer held_mail_page(const Sources& sources, const Visit& visit) {
  return mail_named(sources, visit, visit.parameter);
}

Answer decide_on_held(const Sources& sources, const Visit& visit) {
  const auto& id = visit.form["mail"];
  const auto& decision = visit.form["decision"];
  const auto& seen = visit.form["stage"];
  auto at = visit;
  at.parameter = id;
  const bool release = decision == "release";
  if (!release && decision != "discard")
    return mail_named(sources, at, id, "Choose whether it is to be sent.");
  const auto reason = std::string(base::trim(visit.form["reason"]));
  if (reason.empty()) return mail_named(sources, at, id, "Say why; the sender reads it.");
  const bool again = visit.form["again"] == "yes";
  if (release && seen == stores::name_of(HeldStage::unknown) && !again)
    return mail_named(sources, at, id,
                      "It may have been sent already. Tick the box to send it all the same.");
  const auto policy = sources.policies.current();
  const HeldRuling ruling{release ? HeldRuling::Kind::release : HeldRuling::Kind::discard,
                          visit.user.name, reason, again, visit.now};
  const auto decided = decide(sources.held, policy->roster, id, ruling);
  if (decided) return see_other("/held/" + id);
  if (decided.error().fault == base::Fault::refused)
    return mail_named(sources, at, id, "Nothing was changed: " + decided.error().detail + ".");
  return mail_named(sources, at, id);
}

Markup held_section(const Sources& sources, const Visit& visit) {
  if (!sources.held.held) return {};
  const auto states = sources.held.held->states();
  if (!states) return notice("The folder of held mail cannot be read: " + states.error().detail);
  const auto waiting = static_cast<std::size_t>(std::ranges::count_if(
      *states, [](const auto& state) { return wants_decision(state.mark.stage); }));
  if (waiting == 0) return {};
  const auto words = counted(waiting, "held mail waits", "held mails wait") + " for a decision";
  return element("p", {{"class", "notice"}},
                 may(visit, "GET", "/held") ? link("/held", words) : text(words));
}

}  // namespace candour::console
