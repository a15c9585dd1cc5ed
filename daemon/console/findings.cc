// SPDX-License-Identifier: MPL-2.0

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "console/controls.h"
#include "console/finding_parts.h"
#include "console/pages.h"
#include "console/words.h"
#include "pipeline/evidence_words.h"

namespace candour::console {

namespace {

constexpr std::size_t page_messages = 50;
constexpr std::size_t most_pages = 10'000;
constexpr std::size_t most_reason_octets = 2'000;

const std::vector<std::string> filter_fields{"rule", "person", "outcome", "entrance", "from", "to"};

struct Asked {
  stores::ReviewFilter filter;
  std::size_t page = 0;
  std::string fault;  // what of it cannot be read, in words
};

std::optional<base::Day> day_asked(const Form& query, std::string_view field, std::string& fault) {
  if (query[field].empty()) return {};
  const auto day = base::parse_day(query[field]);
  if (!day) fault = "The days are written 2026-07-20 or 20/07/2026.";
  return day;
}

Asked asked_of(const Form& query) {
  Asked asked;
  const auto given = [&](std::string_view field) {
    return query[field].empty() ? std::optional<std::string>() : query[field];
  };
  asked.filter.rule = given("rule");
  asked.filter.person = given("person");
  asked.filter.entrance = given("entrance");
  if (const auto outcome = given("outcome")) asked.filter.outcome = stores::outcome_named(*outcome);
  asked.filter.from = day_asked(query, "from", asked.fault);
  if (const auto to = day_asked(query, "to", asked.fault))
    asked.filter.to = *to + std::chrono::days(1);
  const auto& page = query["page"];
  std::from_chars(page.data(), page.data() + page.size(), asked.page);
  asked.page = std::min(asked.page, most_pages);
  asked.filter.offset = asked.page * page_messages;
  asked.filter.limit = page_messages + 1;  // one more tells whether there is another page
  return asked;
}

std::string page_path(const Form& query, std::size_t page) {
  std::string path = "/findings?page=" + std::to_string(page);
  for (const auto& field : filter_fields)
    if (!query[field].empty()) path += "&" + field + "=" + url_encoded(query[field]);
  return path;
}

Markup filter_form(const Sources& sources, const Form& query) {
  std::vector<Choice> rules, people;
  for (const auto& rule : all_rules()) rules.push_back({rule, rule_title(rule)});
  for (const auto& person : sources.policies.current()->roster.people())
    people.push_back({person.name, person.name});
  const auto fields = choice_field("rule", "Rule", "every rule", rules, query["rule"]) +
                      choice_field("person", "Person", "everybody", people, query["person"]) +
                      choice_field("outcome", "What became of it", "anything", outcome_choices(),
                                   query["outcome"]) +
                      choice_field("entrance", "Where it came from", "anywhere", entrance_choices(),
                                   query["entrance"]) +
                      input_field("from", "From", "date", query["from"]) +
                      input_field("to", "To", "date", query["to"]);
  return element("form", {{"method", "get"}, {"action", "/findings"}, {"class", "filter"}},
                 fields + element("div", {{"class", "buttons"}},
                                  element("button", {{"type", "submit"}}, "Show") + text(" ") +
                                      link("/findings", "Show all")));
}

std::string path_of(const stores::DecisionRow& decision, std::size_t position) {
  return "/findings/" + decision.id + "." + std::to_string(position);
}

void add_rows(const stores::ReviewEntry& entry, const stores::ReviewFilter& filter,
              base::Instant now, std::vector<std::vector<Markup>>& rows) {
  const auto& decision = entry.decision;
  for (std::size_t i = 0; i < decision.findings.size(); ++i) {
    const auto& finding = decision.findings[i];
    if (filter.rule && finding.rule != *filter.rule) continue;
    auto outcome = text(outcome_words(settled_outcome(entry, now)));
    if (entry.false_alarms[i]) outcome += text("; a false alarm");
    rows.push_back({text(moment_words(decision.time)),
                    link(path_of(decision, i), rule_title(finding.rule)), text(people_of(finding)),
                    text(sender_words(decision.sender_name)), outcome});
  }
}

Markup paging(const Form& query, std::size_t page, bool more) {
  Markup links;
  if (page > 0) links += element("li", link(page_path(query, page - 1), "Newer"));
  if (more) links += element("li", link(page_path(query, page + 1), "Older"));
  if (links.empty()) return {};
  return element("nav", {{"aria-label", "More findings"}, {"class", "paging"}},
                 element("ul", links));
}

/// A finding with the message it is of.
struct Found {
  stores::ReviewEntry entry;
  std::size_t position;
  const stores::FindingRow& finding() const { return entry.decision.findings[position]; }
};

std::optional<stores::FindingPlace> place_named(std::string_view name) {
  const auto dot = name.find('.');
  stores::FindingPlace place;
  if (dot == name.npos) return {};
  place.decision = std::string(name.substr(0, dot));
  const auto digits = name.substr(dot + 1);
  const auto* end = digits.data() + digits.size();
  const auto [stopped, code] = std::from_chars(digits.data(), end, place.position);
  if (code != std::errc() || stopped != end) return {};
  return place;
}

Markup facts_of(const Sources& sources, const Visit& visit, const Found& found,
                const mail::Mail* mail) {
  const auto policy = sources.policies.current();
  const auto& decision = found.entry.decision;
  const auto& finding = found.finding();
  const auto& outcome = found.entry.outcome;
  const auto recipients = decision.visible_keys.size() + decision.blind_keys.size();
  auto facts =
      fact("When", text(moment_words(decision.time))) +
      fact("Who sent it", text(sender_words(decision.sender_name))) +
      fact("To", text(counted(recipients, "recipient", "recipients"))) +
      fact("Whom it is about", text(people_of(finding))) +
      fact("The clause", clause_words(*policy, finding.rule)) +
      fact("What the policy does", text(action_words(finding.action))) +
      fact("What became of it", text(outcome_words(settled_outcome(found.entry, visit.now))));
  if (!outcome.reason.empty())
    facts += fact("The reason given", text(outcome.reason + " (" + outcome.given_by + ")"));
  facts += fact("Where it stands",
                mail == nullptr ? evidence_list(finding) : evidence_list(finding, *mail)) +
           fact("Where the mail came from", text(entrance_words(decision.entrance))) +
           fact("Policy",
                text("version " + decision.policy_version +
                     (decision.policy_version == policy->version ? ", the one in force"
                                                                 : "; another is in force now")));
  return element("dl", {{"class", "facts"}}, facts);
}

Markup false_alarm_section(const Visit& visit, const Found& found, std::string_view fault) {
  const auto place = found.entry.decision.id + "." + std::to_string(found.position);
  const auto fields = form_token_field(visit) + hidden_field("finding", place);
  Markup content;
  if (const auto& alarm = found.entry.false_alarms[found.position]) {
    content = element("p", "Marked by " + alarm->marked_by + ", " + moment_words(alarm->time) +
                               ": " + alarm->reason);
    if (may(visit, "POST", "/false-alarms/withdrawn"))
      content += element("form", {{"method", "post"}, {"action", "/false-alarms/withdrawn"}},
                         fields + element("button", {{"type", "submit"}}, "It was none after all"));
  } else if (!may(visit, "POST", "/false-alarms")) {
    return {};
  } else {
    content = element("p", "It stays on record, with your name and reason beside it.") +
              element("form", {{"method", "post"}, {"action", "/false-alarms"}},
                      fields + reason_field("Why it was none", most_reason_octets, fault) +
                          element("button", {{"type", "submit"}}, "Mark as a false alarm"));
  }
  return element("section", {{"aria-labelledby", "false-alarm"}},
                 element("h2", {{"id", "false-alarm"}}, "A false alarm?") + content);
}

Answer away(const Sources& sources, const Visit& visit) {
  return page({"Findings", "/findings"}, sources, visit,
              notice("The ledger cannot be read now. Try again in a moment; candourd's log says "
                     "more."),
              503);
}

Answer unknown_finding(const Sources& sources, const Visit& visit) {
  return page({"No such finding", "/findings"}, sources, visit,
              element("p", "It was never there, or its time in the ledger is over.") +
                  element("p", link("/findings", "All findings")),
              404);
}

// The ledger has places alone; the words are in a mailbox, if anywhere.
Markup words_form(const Visit& visit, const Found& found) {
  if (found.finding().evidence.empty() || !may(visit, "POST", "/finding-words")) return {};
  const auto place = found.entry.decision.id + "." + std::to_string(found.position);
  return element("form", {{"method", "post"}, {"action", "/finding-words"}},
                 form_token_field(visit) + hidden_field("finding", place) +
                     element("button", {{"type", "submit"}, {"class", "quiet"}}, "Show the words") +
                     element("p", {{"class", "small"}},
                             "The mail is looked for in the mailboxes that are followed; nothing "
                             "of it is kept."));
}

/// words   what is shown in the place of the button for them, or empty
Answer whole_finding(const Sources& sources, const Visit& visit, const Found& found,
                     std::string_view fault, const mail::Mail* mail = nullptr,
                     const Markup& words = {}) {
  const auto& finding = found.finding();
  const auto grade = finding.grade.empty() ? std::string() : " (" + finding.grade + ")";
  const auto main =
      element("p", {{"class", "lead"}}, rule_sentence(finding.rule)) +
      facts_of(sources, visit, found, mail) + (words.empty() ? words_form(visit, found) : words) +
      false_alarm_section(visit, found, fault) + element("p", link("/findings", "All findings"));
  return page({rule_title(finding.rule) + grade, "/findings"}, sources, visit, main,
              fault.empty() ? 200 : 400);
}

/// The page of a finding, by the name of its place.
Answer finding_named(const Sources& sources, const Visit& visit, std::string_view name,
                     std::string_view fault = {}) {
  const auto place = place_named(name);
  if (!place) return unknown_finding(sources, visit);
  const auto entry = sources.ledger.find(place->decision);
  if (!entry) return away(sources, visit);
  if (!*entry || place->position >= (*entry)->decision.findings.size())
    return unknown_finding(sources, visit);
  return whole_finding(sources, visit, {**entry, place->position}, fault);
}

}  // namespace

Answer findings_page(const Sources& sources, const Visit& visit) {
  const auto asked = asked_of(visit.query);
  auto entries = sources.ledger.list(asked.filter);
  if (!entries) return away(sources, visit);
  const bool more = entries->size() > page_messages;
  if (more) entries->pop_back();
  std::vector<std::vector<Markup>> rows;
  for (const auto& entry : *entries) add_rows(entry, asked.filter, visit.now, rows);
  auto main = filter_form(sources, visit.query);
  if (!asked.fault.empty()) main += notice(asked.fault);
  if (rows.empty())
    main += notice("Nothing to list.");
  else
    main += table("Findings",
                  {"When", "What", "Whom it is about", "Who sent it", "What became of it"}, rows);
  return page({"Findings", "/findings"}, sources, visit,
              main + paging(visit.query, asked.page, more));
}

Answer finding_page(const Sources& sources, const Visit& visit) {
  return finding_named(sources, visit, visit.parameter);
}

Answer show_finding_words(const Sources& sources, const Visit& visit) {
  const auto place = place_named(visit.form["finding"]);
  if (!place) return unknown_finding(sources, visit);
  const auto entry = sources.ledger.find(place->decision);
  if (!entry) return away(sources, visit);
  if (!*entry || place->position >= (*entry)->decision.findings.size())
    return unknown_finding(sources, visit);
  const Found found{**entry, place->position};
  const auto& decision = found.entry.decision;
  const auto without = [&](std::string_view why) {
    return whole_finding(sources, visit, found, "", nullptr, notice(why));
  };
  if (decision.message_key.empty())
    return without("The words cannot be shown: the mail had no Message-ID to find it again by.");
  const auto bytes = sources.find_mail(decision.message_key, decision.time);
  if (!bytes && bytes.error().fault == base::Fault::refused)
    return without("The words cannot be shown: " + bytes.error().detail);
  if (!bytes)
    return without(
        "A mailbox cannot be looked through now, so the words cannot be shown. Try "
        "again later; Today says how the mailboxes are.");
  if (!*bytes)
    return without(
        "The mail is not (or no longer) in the folders that are followed, so its words "
        "cannot be shown.");
  const bool files = std::ranges::any_of(found.finding().evidence, pipeline::stands_in_file);
  const auto mail = mail::read(**bytes, {}, files ? &sources.documents : nullptr);
  return whole_finding(sources, visit, found, "", &mail,
                       element("p", {{"class", "small"}},
                               "The words were read in the mailbox just now; they are not kept. An "
                               "address of a blind copy is never shown."));
}

Answer mark_false_alarm(const Sources& sources, const Visit& visit) {
  const auto& name = visit.form["finding"];
  const auto reason = std::string(base::trim(visit.form["reason"]));
  if (reason.empty()) return finding_named(sources, visit, name, "Say why it was none.");
  if (reason.size() > most_reason_octets)
    return finding_named(sources, visit, name, "Put it more shortly: 2,000 characters at most.");
  const auto place = place_named(name);
  if (!place) return unknown_finding(sources, visit);
  const auto marked = sources.ledger.mark_false_alarm(*place, {reason, visit.user.name, visit.now});
  if (marked) return see_other("/findings/" + name);
  return marked.error().fault == base::Fault::refused ? unknown_finding(sources, visit)
                                                      : away(sources, visit);
}

Answer unmark_false_alarm(const Sources& sources, const Visit& visit) {
  const auto& name = visit.form["finding"];
  const auto place = place_named(name);
  if (!place) return unknown_finding(sources, visit);
  if (const auto unmarked = sources.ledger.unmark_false_alarm(*place); !unmarked)
    return away(sources, visit);
  return finding_named(sources, visit, name).status == 200 ? see_other("/findings/" + name)
                                                           : unknown_finding(sources, visit);
}

}  // namespace candour::console
