// SPDX-License-Identifier: MPL-2.0
//
// The policy changed: as text and rule by rule, checked, compared with the one in force, put live.
// What is being worked on is a draft (policy_desk.h); a form changes it, the page shows it.

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "console/change_check.h"
#include "console/change_parts.h"
#include "console/controls.h"
#include "console/pages.h"
#include "console/words.h"
#include "policy/action_text.h"
#include "policy/clauses.h"
#include "policy/differences.h"
#include "policy/rule_ids.h"

namespace candour::console {

namespace {

const Frame frame{"Change", "/change", "/change.js"};
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

Markup text_section(const Visit& visit, const Work& work, const Checked& checked) {
  const auto& words = work.draft.text;
  const auto lines = std::ranges::count(words, '\n');
  std::vector<Attribute> attributes{
      {"id", "text"},
      {"name", "text"},
      {"rows", std::to_string(std::clamp<std::ptrdiff_t>(lines + 4, 14, 30))},
      {"spellcheck", "false"},
      {"autocapitalize", "off"},
      {"aria-describedby", checked.policy ? "told" : "faults told"},
      {"data-most-bytes", std::to_string(policy::largest_policy)}};
  if (!checked.policy) attributes.push_back({"aria-invalid", "true"});
  const auto box =
      element("div", {{"class", "field"}},
              element("label", {{"for", "text"}}, "The policy file (YAML)") +
                  element("textarea", std::move(attributes),
                          // A browser takes the first line end after the tag away.
                          words.starts_with('\n') ? text("\n") + text(words) : text(words)));
  return element(
      "section", {{"aria-labelledby", "as-text"}},
      element("h2", {{"id", "as-text"}}, "As text") +
          element("form",
                  {{"id", "text-form"},
                   {"method", "post"},
                   {"action", "/change"},
                   {"enctype", "multipart/form-data"}},
                  form_token_field(visit) + hidden_field("made-from", work.draft.made_from) + box +
                      element("div", {{"id", "told"}, {"role", "status"}}, Markup()) +
                      element("button", {{"type", "submit"}}, "Check")));
}

Markup action_field(const std::string& name, const std::string& label, policy::Action chosen) {
  Markup options;
  for (const auto action : {policy::Action::off, policy::Action::note, policy::Action::warn,
                            policy::Action::confirm, policy::Action::hold, policy::Action::block}) {
    std::vector<Attribute> attributes{{"value", std::string(policy::name_of(action))}};
    if (action == chosen) attributes.push_back({"selected"});
    const auto effect =
        action == policy::Action::off ? "it is not looked for" : policy::effect_of(action);
    options += element("option", std::move(attributes),
                       std::string(policy::name_of(action)) + " – " + std::string(effect));
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
          element("form",
                  {{"method", "post"},
                   {"action", "/change/rules"},
                   {"class", "filter broad"},
                   {"data-draft"}},
                  form_token_field(visit) + fields +
                      element("p", element("button", {{"type", "submit"}},
                                           "Take over into the draft"))));
}

Markup live_section(const Visit& visit, bool is_sound) {
  const auto put =
      element("p",
              "It counts for the next mail, within a second. You stand on record as the one who "
              "did it.") +
      element("form", {{"method", "post"}, {"action", "/change/live"}, {"data-draft"}},
              form_token_field(visit) + input_field("note", "Why, for the record", "text", "") +
                  element("button", {{"type", "submit"}}, "Put live"));
  const auto drop =
      element("form", {{"method", "post"}, {"action", "/change/dropped"}, {"class", "apart"}},
              form_token_field(visit) + element("button", {{"type", "submit"}, {"class", "quiet"}},
                                                "Throw the draft away"));
  return element("section", {{"aria-labelledby", "live"}},
                 element("h2", {{"id", "live"}}, is_sound ? "Put it live" : "Or begin again") +
                     (is_sound ? put : Markup()) + drop);
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

Markup places_of(bool is_sound, bool differs) {
  Markup entries;
  const auto place = [&](std::string_view where, std::string_view words) {
    entries += element("li", link(std::string(where), words));
  };
  if (is_sound) {
    place("#protocol", "The protocol");
    place("#by-rule", "Rule by rule");
  }
  place("#as-text", "As text");
  if (is_sound) place("#try", "Try it on past mail");
  if (is_sound && differs) place("#live", "Put it live");
  place("#history", "What was in force");
  return element("nav", {{"aria-label", "On this page"}, {"class", "paging"}},
                 element("ul", entries));
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
  const auto checked = check(sources, work->draft.text);
  main += places_of(checked.policy != nullptr, work->differs());
  main += check_section(checked, work->differs());
  if (checked.policy)
    main += pack_section(sources, visit, *checked.policy) + rules_section(visit, *checked.policy);
  main += text_section(visit, *work, checked);
  if (checked.policy) main += replay_section(desk, visit);
  if (work->differs()) main += live_section(visit, checked.policy != nullptr);
  return page(frame, sources, visit, main + history_section(desk), status);
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

Answer change_pack(const Sources& sources, const Visit& visit) {
  auto work = work_of(sources.change, visit);
  if (!work) return changed_page(sources, visit, "", 503);
  const auto& pack = visit.form["pack"];
  const auto packs = policy::pack_names(sources.data);
  if (std::ranges::find(packs, pack) == packs.end())
    return changed_page(sources, visit, "Choose one of the protocols.", 400);
  auto changed = policy::with_pack(work->draft.text, pack);
  if (!changed) return changed_page(sources, visit, changed.error().detail, 400);
  work->draft.text = std::move(*changed);
  sources.change.drafts().keep(visit.user.name, std::move(work->draft));
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
