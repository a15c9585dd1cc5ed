// SPDX-License-Identifier: MPL-2.0
//
// A draft tried on past mail in the background: how far it is, then the difference, mail by mail.
// Subjects are shown to whoever asked and are kept in memory alone, for an hour.

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "console/change_parts.h"
#include "console/controls.h"
#include "console/mail_text.h"
#include "console/pages.h"
#include "console/trial.h"
#include "console/words.h"
#include "policy/differences.h"

namespace candour::console {

namespace {

using Stage = ReplayState::Stage;

const Frame frame{"Replay", "/change"};
constexpr std::size_t most_shown = 300;
constexpr int most_days = 36'500;

bool is_under_way(const ReplayState& state) {
  return state.stage == Stage::fetching || state.stage == Stage::judging;
}

Markup way_back() {
  return element("p", link("/change", "Back to the draft"));
}

/// What comes next, before the mails, of which there may be many.
Markup way_on(const Sources& sources, const Visit& visit) {
  const auto draft = sources.change.drafts().find(visit.user.name);
  const auto live = sources.change.live_text();
  if (!draft || !live || draft->text == *live) return {};
  return element("p", text("Next: ") + link("/change#live", "put the draft live") + text(", or ") +
                          link("/change#by-rule", "change it") + text(" and try again."));
}

Markup progress(const ReplayState& state, const Visit& visit) {
  const bool known = state.stage == Stage::judging && state.of > 0;
  const auto words =
      known ? with_commas(state.done) + " of " + counted(state.of, "mail", "mails") + " judged"
            : counted(state.done, "mail", "mails") + " fetched so far";
  std::vector<Attribute> bar{{"aria-label", "How far it is"}};
  if (known) {
    bar.push_back({"max", std::to_string(state.of)});
    bar.push_back({"value", std::to_string(state.done)});
  }
  return element("p", {{"class", "lead"}, {"role", "status"}}, words) +
         element("p", element("progress", std::move(bar), words)) +
         element("p",
                 "This page looks again every two seconds. You may leave it; the replay goes on.") +
         element("form", {{"method", "post"}, {"action", "/change/replay/stopped"}},
                 form_token_field(visit) +
                     element("button", {{"type", "submit"}, {"class", "quiet"}}, "Stop it"));
}

std::string finding_words(const pipeline::ReplayedFinding& finding) {
  std::vector<std::string> people;
  for (const auto& person : finding.people) people.push_back(person_words(person));
  auto words = finding.rule == "when-unchecked" ? finding.title : rule_title(finding.rule);
  if (!finding.grade.empty()) words += ", " + finding.grade;
  if (!people.empty()) words += " (" + base::join(people, ", ") + ")";
  const std::string before(policy::effect_of(finding.before)),
      after(policy::effect_of(finding.after));
  if (finding.is_new()) return "New: " + words + ": " + after;
  if (finding.is_gone()) return "Gone: " + words + "; until now: " + before;
  return "Changed: " + words + ": " + after + "; until now: " + before;
}

Markup mail_entry(const pipeline::ReplayedMail& mail) {
  Markup findings;
  for (const auto& finding : mail.findings) findings += element("li", finding_words(finding));
  const auto subject = mail.subject.empty() ? std::string("(without a subject)") : mail.subject;
  return element("li", element("h3", outside_words(base::in_one_line(subject))) +
                           element("p", {{"class", "small"}},
                                   day_words(std::chrono::floor<std::chrono::days>(mail.time)) +
                                       ", " + mail.sender + ", " + mail.place) +
                           element("ul", findings));
}

std::vector<Markup> count_row(std::string_view title, const pipeline::RuleCount& count) {
  return {text(title), text(with_commas(count.fresh)), text(with_commas(count.gone)),
          text(with_commas(count.altered))};
}

Markup result_of(const pipeline::Replay& replay, const Markup& next) {
  auto main =
      element("p", {{"class", "lead"}},
              "Of " + counted(replay.judged, "mail", "mails") + " that would have been judged, " +
                  with_commas(replay.differing) + " would be judged differently.");
  if (replay.unread > 0)
    main += notice(counted(replay.unread, "mail", "mails") + " could not be read.");
  main += element("p", counted(replay.mails, "mail was", "mails were") +
                           " gone through; what came in counts as earlier mail.") +
          next;
  if (replay.differing == 0) return main;
  std::vector<std::vector<Markup>> rows;
  for (const auto& [rule, count] : replay.by_rule)
    rows.push_back(
        count_row(rule == "when-unchecked" ? "What cannot be read" : rule_title(rule), count));
  rows.push_back(count_row("All", replay.all));
  main += table("Findings that differ, by rule", {"Rule", "New", "Gone", "Another action"}, rows);
  Markup entries;
  for (std::size_t i = 0; i < std::min(most_shown, replay.differences.size()); ++i)
    entries += mail_entry(replay.differences[i]);
  main += element("h2", "Mail by mail") + element("ol", {{"class", "cards"}}, entries);
  if (replay.differing > most_shown)
    main += element("p", "And " + with_commas(replay.differing - most_shown) +
                             " more, which the figures above count.");
  return main;
}

Markup state_words(const Sources& sources, const Visit& visit, const ReplayState& state) {
  switch (state.stage) {
    case Stage::fetching:
    case Stage::judging:
      return progress(state, visit);
    case Stage::stopped:
      return notice("The replay was stopped. Nothing of it is kept.");
    case Stage::failed:
      return notice("The replay failed: " + state.fault);
    case Stage::done:
      if (state.result) return result_of(*state.result, way_on(sources, visit));
      break;
    case Stage::none:
      break;
  }
  return element("p", "There is no replay to show. Begin one from the draft.");
}

std::optional<int> days_of(std::string_view words) {
  int days = 0;
  const auto trimmed = base::trim(words);
  const auto* end = trimmed.data() + trimmed.size();
  const auto read = std::from_chars(trimmed.data(), end, days);
  if (read.ec != std::errc() || read.ptr != end || days < 1 || days > most_days) return {};
  return days;
}

Answer refused(const Sources& sources, const Visit& visit, std::string_view why, unsigned status) {
  return page(frame, sources, visit, notice(why) + way_back(), status);
}

}  // namespace

std::string_view policy_origin_words(stores::PolicyOrigin how) {
  switch (how) {
    case stores::PolicyOrigin::applied:
      return "put live";
    case stores::PolicyOrigin::edited:
      break;
    case stores::PolicyOrigin::reverted:
      return "brought back";
    case stores::PolicyOrigin::packs:
      return "came with Candour's packs";
  }
  return "file edited by hand";
}

Markup replay_section(const PolicyDesk& desk, const Visit& visit) {
  auto content = element("h2", {{"id", "try"}}, "Try it on past mail");
  if (const auto state = desk.replay_state(); state.stage != Stage::none)
    content +=
        element("p", link("/change/replay", is_under_way(state) ? "A replay is under way"
                                                                : "What the last replay showed"));
  Markup options;
  for (const auto& source : desk.mail_sources())
    options += element("option", {{"value", source.value}}, source.words);
  options += element("option", {{"value", ""}}, "The file below");
  const auto fields =
      element("div", {{"class", "field"}},
              element("label", {{"for", "source"}}, "Which mail") +
                  element("select", {{"id", "source"}, {"name", "source"}}, options)) +
      element("div", {{"class", "field"}},
              element("label", {{"for", "file"}}, "A file of mails (mbox, or one .eml)") +
                  empty_element("input", {{"id", "file"}, {"name", "file"}, {"type", "file"}})) +
      element("div", {{"class", "field"}},
              element("label", {{"for", "days"}}, "How many days back") +
                  empty_element("input", {{"id", "days"},
                                          {"name", "days"},
                                          {"type", "number"},
                                          {"min", "1"},
                                          {"max", std::to_string(most_days)},
                                          {"value", "90"}}));
  return element(
      "section", {{"aria-labelledby", "try"}},
      content +
          element(
              "p",
              "The draft as it was last checked, beside the policy in force. Nothing is recorded, "
              "nobody is told, and no mail is kept.") +
          element("form",
                  {{"method", "post"},
                   {"action", "/change/replay"},
                   {"enctype", "multipart/form-data"},
                   {"data-draft"}},
                  form_token_field(visit) + fields +
                      element("button", {{"type", "submit"}}, "Replay")));
}

Answer replay_page(const Sources& sources, const Visit& visit) {
  const auto state = sources.change.replay_state();
  auto answer = page(frame, sources, visit, state_words(sources, visit, state) + way_back());
  if (is_under_way(state)) answer.headers.emplace_back("Refresh", "2");
  return answer;
}

Answer start_replay(const Sources& sources, const Visit& visit) {
  auto& desk = sources.change;
  const auto days = days_of(visit.form["days"]);
  if (!days)
    return refused(sources, visit, "How many days back? A number from 1 to 36500 is expected.",
                   400);
  ReplayOrder order;
  order.days = *days;
  order.source = visit.form["source"];
  order.user = visit.user.name;
  if (order.source.empty()) {
    order.upload = visit.form["file"];
    if (const auto fault = fault_of_mail(order.upload); !fault.empty())
      return refused(sources, visit, fault, 400);
  }
  const auto draft = desk.drafts().find(visit.user.name);
  const auto live = desk.live_text();
  if (!draft && !live) return refused(sources, visit, live.error().detail, 503);
  order.text = draft ? draft->text : *live;
  if (const auto started = desk.start_replay(std::move(order)); !started)
    return refused(sources, visit, started.error().detail, 409);
  return see_other("/change/replay");
}

Answer stop_replay(const Sources& sources, const Visit&) {
  sources.change.stop_replay();
  return see_other("/change/replay");
}

}  // namespace candour::console
