// SPDX-License-Identifier: MPL-2.0
//
// The policy changed: as text and rule by rule, checked, compared with the one in force, put live.
// What is being worked on is a draft (policy_desk.h); a form changes it, the page shows it.

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "console/change_parts.h"
#include "console/controls.h"
#include "console/pages.h"
#include "console/words.h"
#include "policy/action_text.h"
#include "policy/differences.h"
#include "policy/faults.h"
#include "policy/rule_ids.h"

namespace candour::console {

namespace {

const Frame frame{"Change", "/change"};
constexpr std::size_t most_note_bytes = 1'000;
constexpr std::size_t most_versions = 100;

/// The draft, or what is live as the beginning of one.
struct Work {
  Draft draft;
  std::string live;
  bool differs() const { return draft.text != live; }
};

base::Result<Work> work_of(PolicyDesk& desk, const Visit& visit) {
  auto live = desk.live_text();
  if (!live) return live.error();
  auto kept = desk.drafts().find(visit.user.name);
  Work work{kept ? std::move(*kept) : Draft{*live, base::sha256_hex(*live)}, {}};
  work.live = std::move(*live);
  return work;
}

std::string fault_words(const policy::PlacedFault& fault) {
  if (fault.line == 0) return fault.words;
  return "Line " + std::to_string(fault.line) +
         (fault.column > 0 ? ", column " + std::to_string(fault.column) : "") +
         (fault.file == "policy.yaml" ? "" : " of " + fault.file) + ": " + fault.words;
}

Markup faults_section(const base::Error& error) {
  Markup entries;
  for (const auto& fault : policy::faults_of(error.detail))
    entries += element("li", fault_words(fault));
  return element("section", {{"aria-labelledby", "check"}},
                 element("h2", {{"id", "check"}}, "Not good yet") +
                     element("p", {{"class", "notice"}},
                             "The draft has faults and cannot be put live. The policy in force "
                             "stays.") +
                     element("ul", entries));
}

Markup differences_section(const Sources& sources, const policy::Policy& draft, bool differs) {
  const auto found = policy::differences(*sources.policies.current(), draft);
  Markup entries;
  for (const auto& difference : found)
    entries +=
        element("li", difference.words +
                          (difference.turn == policy::Turn::other
                               ? ""
                               : " (" + std::string(policy::name_of(difference.turn)) + ")"));
  auto content = element("h2", {{"id", "check"}}, "What the draft changes");
  if (!differs)
    content += element("p", "Nothing: it is the policy in force.");
  else if (found.empty())
    content +=
        element("p", "It is without a fault, and judges every mail as the policy in force does.");
  else
    content += element("p", "It is without a fault.") + element("ul", entries);
  return element("section", {{"aria-labelledby", "check"}}, content);
}

Markup text_section(const Visit& visit, const Work& work) {
  const auto& words = work.draft.text;
  const auto box =
      element("div", {{"class", "field"}},
              element("label", {{"for", "text"}}, "The policy file (YAML)") +
                  element("textarea",
                          {{"id", "text"},
                           {"name", "text"},
                           {"rows", "24"},
                           {"spellcheck", "false"},
                           {"autocapitalize", "off"}},
                          // A browser takes the first line end after the tag away.
                          words.starts_with('\n') ? text("\n") + text(words) : text(words)));
  return element(
      "section", {{"aria-labelledby", "as-text"}},
      element("h2", {{"id", "as-text"}}, "As text") +
          element("form",
                  {{"method", "post"}, {"action", "/change"}, {"enctype", "multipart/form-data"}},
                  form_token_field(visit) + hidden_field("made-from", work.draft.made_from) + box +
                      element("button", {{"type", "submit"}}, "Check")));
}

Markup action_field(const std::string& name, const std::string& label, policy::Action chosen) {
  Markup options;
  for (const auto action : {policy::Action::off, policy::Action::note, policy::Action::warn,
                            policy::Action::confirm, policy::Action::hold, policy::Action::block}) {
    std::vector<Attribute> attributes{{"value", std::string(policy::name_of(action))}};
    if (action == chosen) attributes.push_back({"selected"});
    options += element(
        "option", std::move(attributes),
        std::string(policy::name_of(action)) + " – " + std::string(policy::effect_of(action)));
  }
  return element("div", {{"class", "field"}},
                 element("label", {{"for", name}}, label) +
                     element("select", {{"id", name}, {"name", name}}, options));
}

/// Each rule with a field, or one a grade: name in the form, rule, grade.
template <class Take>
void each_field(const Take& take) {
  for (const auto rule : policy::rule_ids()) {
    const std::string id(rule);
    if (policy::grades_of(rule).empty()) take("rule." + id, id, std::string());
    for (const auto grade : policy::grades_of(rule))
      take("rule." + id + "." + std::string(grade), id, std::string(grade));
  }
}

Markup rules_section(const Visit& visit, const policy::Policy& draft) {
  Markup fields;
  each_field([&](const std::string& name, const std::string& rule, const std::string& grade) {
    fields += action_field(name, rule_title(rule) + (grade.empty() ? "" : ", " + grade),
                           draft.setting(rule).action_for(grade));
  });
  return element(
      "section", {{"aria-labelledby", "by-rule"}},
      element("h2", {{"id", "by-rule"}}, "Rule by rule") +
          element(
              "p",
              "What happens to a mail that a rule finds. Only the words that you change here are "
              "changed in the text; comments and order stay.") +
          element("form", {{"method", "post"}, {"action", "/change/rules"}, {"class", "filter"}},
                  form_token_field(visit) + fields +
                      element("p", element("button", {{"type", "submit"}},
                                           "Take over into the draft"))));
}

Markup live_section(const Visit& visit) {
  return element(
      "section", {{"aria-labelledby", "live"}},
      element("h2", {{"id", "live"}}, "Put it live") +
          element("p",
                  "It counts for the next mail, within a second. You stand on record as the "
                  "one who did it.") +
          element("form", {{"method", "post"}, {"action", "/change/live"}},
                  form_token_field(visit) + input_field("note", "Why, for the record", "text", "") +
                      element("button", {{"type", "submit"}}, "Put live")) +
          element(
              "form", {{"method", "post"}, {"action", "/change/dropped"}},
              form_token_field(visit) + element("button", {{"type", "submit"}, {"class", "quiet"}},
                                                "Throw the draft away")));
}

Markup history_section(const PolicyDesk& desk) {
  const auto list = desk.versions().list(most_versions);
  auto content = element("h2", {{"id", "history"}}, "What was in force");
  if (!list) return content + notice("The ledger cannot be read now. Try again in a moment.");
  std::vector<std::vector<Markup>> rows;
  for (const auto& version : *list)
    rows.push_back({link("/change/versions/" + std::to_string(version.number),
                         "Version " + std::to_string(version.number)),
                    text(moment_words(version.time)), text(version.author),
                    text(policy_origin_words(version.how)), text(version.note)});
  return element("section", {{"aria-labelledby", "history"}},
                 content + table("Policies that were in force",
                                 {"Version", "When", "Who", "How", "Why"}, rows));
}

Answer changed_page(const Sources& sources, const Visit& visit, std::string_view said,
                    unsigned status) {
  auto& desk = sources.change;
  const auto work = work_of(desk, visit);
  if (!work)
    return page(frame, sources, visit,
                notice("The policy file cannot be read: " + work.error().detail), 503);
  Markup main = said.empty() ? Markup() : notice(said);
  if (base::sha256_hex(work->live) != work->draft.made_from && work->differs())
    main += notice(
        "The policy in force was changed while you worked on this draft. It cannot be put live "
        "over that: throw it away, and make your change in the text that is in force.");
  const auto draft = desk.read(work->draft.text);
  main += draft ? differences_section(sources, **draft, work->differs())
                : faults_section(draft.error());
  main += text_section(visit, *work);
  if (draft) {
    main += rules_section(visit, **draft) + replay_section(desk, visit);
    if (work->differs()) main += live_section(visit);
  }
  return page(frame, sources, visit, main + history_section(desk), status);
}

// Browsers send a text's line ends as CRLF (HTML standard, 4.10.21.4); the file keeps its own.
std::string with_line_ends_of(const std::string& live, const std::string& sent) {
  if (live.find("\r\n") != live.npos) return sent;
  std::string plain;
  plain.reserve(sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i)
    if (sent[i] != '\r' || i + 1 == sent.size() || sent[i + 1] != '\n') plain += sent[i];
  return plain;
}

}  // namespace

Answer change_page(const Sources& sources, const Visit& visit) {
  return changed_page(sources, visit,
                      visit.query["live"].empty() ? "" : "It is live, and on record below.", 200);
}

Answer change_text(const Sources& sources, const Visit& visit) {
  auto& desk = sources.change;
  const auto live = desk.live_text();
  if (visit.form["text"].size() > policy::largest_policy)
    return changed_page(sources, visit, "The text is larger than 1 MiB. Is it the right one?", 400);
  auto sent = with_line_ends_of(live ? *live : "", visit.form["text"]);
  desk.drafts().keep(visit.user.name, {std::move(sent), visit.form["made-from"]});
  return see_other("/change");
}

Answer change_rules(const Sources& sources, const Visit& visit) {
  auto& desk = sources.change;
  auto work = work_of(desk, visit);
  if (!work) return changed_page(sources, visit, "", 503);
  const auto draft = desk.read(work->draft.text);
  if (!draft) return changed_page(sources, visit, "Mend the faults of the text first.", 400);
  std::string fault;
  each_field([&](const std::string& name, const std::string& rule, const std::string& grade) {
    const auto action = policy::action_named(visit.form[name]);
    if (!action || *action == (*draft)->setting(rule).action_for(grade)) return;
    auto changed = policy::with_action(work->draft.text, rule, grade, *action);
    if (changed)
      work->draft.text = std::move(*changed);
    else
      fault = changed.error().detail;
  });
  desk.drafts().keep(visit.user.name, work->draft);
  if (!fault.empty()) return changed_page(sources, visit, fault, 400);
  return see_other("/change");
}

Answer drop_change(const Sources& sources, const Visit& visit) {
  sources.change.drafts().drop(visit.user.name);
  return see_other("/change");
}

Answer put_change_live(const Sources& sources, const Visit& visit) {
  auto& desk = sources.change;
  const auto& note = visit.form["note"];
  if (base::trim(note).empty() || note.size() > most_note_bytes)
    return changed_page(sources, visit,
                        "Say in a few words why, for the record. Nothing was put live.", 400);
  const auto work = work_of(desk, visit);
  if (!work) return changed_page(sources, visit, "", 503);
  const auto number =
      desk.put_live(work->draft, stores::PolicyOrigin::applied, visit.user.name, note);
  if (!number) return changed_page(sources, visit, number.error().detail, 409);
  desk.drafts().drop(visit.user.name);
  return see_other("/change?live=" + std::to_string(*number));
}

}  // namespace candour::console
