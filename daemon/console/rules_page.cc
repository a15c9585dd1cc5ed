// SPDX-License-Identifier: MPL-2.0

#include "console/controls.h"
#include "console/pages.h"
#include "console/phrase_files.h"
#include "console/trial.h"
#include "console/words.h"

namespace candour::console {

namespace {

constexpr std::size_t most_words = 2u << 20;  // of evidence and explanations on one page

std::string phrases_words(const Sources& sources, std::string_view rule) {
  std::string words;
  for (const auto& file : phrase_files(sources.data.path / "phrases", rule))
    words += (words.empty() ? "" : ", ") + file.name + " (" + with_commas(file.phrases) + ")";
  return words.empty() ? "none: it looks at names and addresses" : words;
}

Markup clause_words(const std::optional<policy::Clause>& clause) {
  if (!clause) return text("None: the council may add the rule itself.");
  return text(clause->document + ", " + clause->section + ": " + clause->summary);
}

Markup rule_entry(const Sources& sources, const policy::Policy& policy, const std::string& rule) {
  const auto& setting = policy.setting(rule);
  const auto facts = fact("A mail that it finds", text(setting_words(setting))) +
                     fact("Clause", clause_words(setting.clause)) +
                     fact("Phrases", text(phrases_words(sources, rule))) +
                     fact("In the policy file", element("code", rule));
  return element("li", {{"id", rule}},
                 element("h3", rule_title(rule)) + element("p", rule_sentence(rule)) +
                     element("dl", {{"class", "facts"}}, facts) +
                     element("p", link("/findings?rule=" + rule, "Findings of this rule")));
}

Markup trial_form(const Visit& visit, std::string_view words, std::string_view fault) {
  const auto paste = element(
      "textarea", {{"id", "words"}, {"name", "words"}, {"rows", "10"}, {"spellcheck", "false"}},
      // A browser takes the first line end after the tag away.
      words.starts_with('\n') ? text("\n") + text(words) : text(words));
  const auto fields =
      element("div", {{"class", "field"}},
              element("label", {{"for", "file"}}, "A mail saved as a file (.eml)") +
                  empty_element("input", {{"id", "file"}, {"name", "file"}, {"type", "file"}})) +
      element("div", {{"class", "field"}},
              element("label", {{"for", "words"}}, "Or the whole mail, pasted, header and all") +
                  paste);
  return element(
      "section", {{"aria-labelledby", "try"}},
      element("h2", {{"id", "try"}}, "Try it on a mail") +
          element("p",
                  "It is judged by the policy in force, without earlier mail. Nothing of it is "
                  "recorded or kept.") +
          (fault.empty() ? Markup() : notice(fault)) +
          element("form",
                  {{"method", "post"}, {"action", "/try"}, {"enctype", "multipart/form-data"}},
                  form_token_field(visit) + fields +
                      element("button", {{"type", "submit"}}, "Judge it")));
}

Markup finding_entry(const engine::Judged& judged) {
  const auto& finding = judged.finding;
  auto facts = fact("What happens", text(action_words(policy::name_of(judged.action))));
  facts += fact("Clause", clause_words(judged.clause));
  Markup evidence, fixes;
  for (const auto& place : finding.evidence)
    evidence += element("li", place.where + ": " + place.text);
  for (const auto& fix : finding.fixes) fixes += element("li", rules::fix_sentence(fix));
  if (!evidence.empty()) facts += fact("What it rests on", element("ul", evidence));
  if (!fixes.empty()) facts += fact("How to mend it", element("ul", fixes));
  return element("li", element("h3", finding.title) + element("p", finding.explanation) +
                           element("dl", {{"class", "facts"}}, facts));
}

std::string verdict_sentence(const engine::Assessment& assessment) {
  if (!assessment.verdict) return "Nothing found. The mail may go.";
  if (*assessment.verdict == policy::Action::confirm) return "Candour asks before it goes.";
  return "The mail " + std::string(action_words(assessment.verdict_name())) + ".";
}

Markup result_section(const engine::Assessment& assessment) {
  Markup findings, unread;
  for (const auto& judged : assessment.findings) {
    if (findings.html().size() > most_words) break;
    findings += finding_entry(judged);
  }
  for (const auto& part : assessment.unchecked) {
    if (unread.html().size() > most_words) break;
    unread += element("li", part.what + ": " + part.why +
                                (assessment.asks_for(part) ? " (this is why it asks)" : ""));
  }
  auto content = element("h2", {{"id", "result"}}, "What came of it") +
                 element("p", {{"class", "lead"}}, verdict_sentence(assessment));
  if (!findings.empty()) content += element("ol", {{"class", "cards"}}, findings);
  if (!unread.empty()) content += element("h3", "Not looked into") + element("ul", unread);
  return element("section", {{"aria-labelledby", "result"}}, content);
}

}  // namespace

Answer rules_page(const Sources& sources, const Visit& visit) {
  const auto policy = sources.policies.current();
  Markup entries;
  for (const auto& rule : all_rules()) entries += rule_entry(sources, *policy, rule);
  const auto list =
      element("section", {{"aria-labelledby", "list"}},
              element("h2", {{"id", "list"}}, "What is looked for") +
                  element("p", "The protocol is " + policy->protocol + " (" + policy->pack +
                                   "). What a rule leads to stands in the policy file.") +
                  element("ul", {{"class", "cards"}}, entries));
  if (!may(visit, "POST", "/try")) return page({"Rules", "/rules"}, sources, visit, list);
  return page({"Rules", "/rules"}, sources, visit,
              element("p", element("a", {{"href", "#try"}}, "Try the rules on a mail")) + list +
                  trial_form(visit, "", ""));
}

Answer trial_page(const Sources& sources, const Visit& visit) {
  const auto& file = visit.form["file"];
  const auto& words = visit.form["words"];
  const auto& raw = file.empty() ? words : file;
  const auto fault = fault_of_mail(raw);
  Markup main;
  if (fault.empty())
    main = result_section(try_mail(*sources.policies.current(), sources.documents, raw, visit.now));
  return page({"Try the rules", "/rules"}, sources, visit,
              main + trial_form(visit, file.empty() ? std::string_view(words) : "", fault),
              fault.empty() ? 200 : 400);
}

}  // namespace candour::console
