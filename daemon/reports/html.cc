// SPDX-License-Identifier: MPL-2.0

#include <algorithm>
#include <array>
#include <span>

#include "base/british_time.h"
#include "base/english.h"
#include "base/text.h"
#include "reports/chart.h"
#include "reports/formats.h"
#include "reports/page.h"
#include "reports/standing_out.h"

namespace candour::reports {

namespace {

using base::element;
using base::Markup;
using base::with_commas;

// RFC 4648 section 4.
std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k > bytes.size() ? '=' : alphabet[group >> (18 - 6 * k) & 63];
  }
  return out;
}

std::vector<Row> rows_of(const std::vector<Line>& lines) {
  std::vector<Row> rows;
  for (const auto& line : lines) rows.push_back({line.words, with_commas(line.messages)});
  return rows;
}

Markup paragraphs(const std::vector<std::string>& sentences) {
  Markup items;
  for (const auto& sentence : sentences) items += element("li", sentence);
  return element("ul", {{"class", "standing-out"}}, items);
}

Markup what_was_seen(const Summary& summary) {
  auto rows = rows_of(summary.entrances);
  rows.push_back({"sent without being checked", with_commas(summary.unchecked)});
  for (const auto& line : summary.why_unchecked)
    rows.push_back({"of these: " + line.words, with_commas(line.messages)});
  rows.push_back({"read in part only", with_commas(summary.partly_unread)});
  return section("What was seen",
                 table("Messages by the way they came", {"Messages", "Number"}, rows));
}

Markup when_away(const Summary& summary) {
  Markup content;
  for (const auto& sentence : away_sentences(summary.away, summary.period))
    content += element("p", sentence);
  if (summary.away && !summary.away->longest.empty()) {
    std::vector<Row> rows;
    for (const auto& stretch : summary.away->longest)
      rows.push_back({words_of(stretch), duration_words(stretch.to - stretch.from)});
    content += table("The longest stretches", {"From and to", "How long"}, rows);
  }
  return section("When Candour did not run", content);
}

Markup what_became(const Summary& summary) {
  if (summary.outcomes.empty())
    return section("What became of messages with something found",
                   element("p", "There were none."));
  return section(
      "What became of messages with something found",
      element("figure", outcome_chart(summary)) +
          table("What became of them", {"Messages", "Number"}, rows_of(summary.outcomes)));
}

Markup by_rule(const Summary& summary) {
  Markup content;
  if (summary.rules.empty()) {
    content = element("p", "Nothing to list.");
  } else {
    std::vector<Row> rows;
    for (const auto& line : summary.rules)
      rows.push_back({line.title, line.clause.empty() ? "added by the council" : line.clause,
                      with_commas(line.messages), with_commas(line.stopped),
                      with_commas(line.with_reason), with_commas(line.after_sending),
                      with_commas(line.false_alarms)});
    content = table("Messages in which a rule found something",
                    {"Rule", "Clause", "Messages", "Stopped or held", "Sent with a reason",
                     "Found after sending", "False alarms"},
                    rows);
  }
  if (summary.reading == Reading::open)
    content += element(
        "p", {{"class", "small"}},
        "A message may stand under several rules. What concerns how people wrote about each "
        "other counts in the totals above and has no line here.");
  return section("By rule", content);
}

std::string days_words(std::optional<int> days) {
  return days ? std::to_string(*days) : "–";
}

Markup letters(const Summary& summary) {
  if (!summary.replies) return {};
  std::vector<Row> rows;
  for (const auto& line : *summary.replies)
    rows.push_back({"From " + line.words, with_commas(line.letters), with_commas(line.answered),
                    days_words(line.median_days), days_words(line.ninetieth_days),
                    with_commas(line.late), with_commas(line.waiting)});
  return section("Letters and answers",
                 table("Letters that wanted an answer; times in working days",
                       {"Letters", "Received", "Answered", "Half within", "Nine in ten within",
                        "Late", "Not answered yet"},
                       rows));
}

Markup changes_of_policy(const Summary& summary) {
  if (summary.policy_changes.empty())
    return section("Changes of the policy", element("p", "There were none."));
  std::vector<std::string> headings{"When", "Version", "What", "Who"};
  const bool internal = summary.reading == Reading::internal;
  if (internal) headings.emplace_back("Why");
  std::vector<Row> rows;
  for (const auto& change : summary.policy_changes) {
    Row row{base::british_moment(change.time), std::to_string(change.number), change.what,
            change.author};
    if (internal) row.push_back(change.note);
    rows.push_back(std::move(row));
  }
  return section("Changes of the policy", table("By time", headings, rows));
}

Markup thirteen_months(const Summary& summary) {
  std::vector<Row> rows;
  for (const auto& line : summary.trend)
    rows.push_back({base::month_words(line.month), with_commas(line.checked),
                    with_commas(line.with_findings), with_commas(line.after_sending),
                    with_commas(line.unchecked)});
  const auto legend = element(
      "figcaption", element("span", {{"class", "key found-key"}}, "something found (hatched)") +
                        base::text(" ") +
                        element("span", {{"class", "key passed-key"}}, "nothing found (plain)"));
  return section("Thirteen months", element("figure", trend_chart(summary) + legend) +
                                        table("Messages by month",
                                              {"Month", "Checked", "Something found",
                                               "Found after sending", "Not checked"},
                                              rows));
}

Markup each_case(const Summary& summary, Medium medium) {
  if (summary.reading != Reading::internal) return {};
  if (summary.cases.empty())
    return section("Each message with something found", element("p", "There were none."));
  std::vector<Row> rows;
  const auto shown = medium == Medium::paper ? std::min(summary.cases.size(), most_cases_on_paper)
                                             : summary.cases.size();
  for (const auto& one : std::span(summary.cases).first(shown))
    rows.push_back({base::british_moment(one.time), one.sender, base::join(one.rules, ", "),
                    base::join_as_prose(one.people), one.outcome_words, one.reason});
  auto content = table(
      "By time",
      {"When", "Sender", "Rules", "Councillors and officers", "What became of it", "Reason given"},
      rows);
  if (shown < summary.cases.size())
    content += element("p", "These are the first " + std::to_string(shown) +
                                "; the summary as a web page or as JSON has more.");
  else if (summary.more_cases)
    content += element(
        "p", "There are more than " + with_commas(most_cases) + "; ask for a shorter time.");
  return section("Each message with something found", content);
}

Markup colophon(const Summary& summary) {
  auto content = element("p", "Made by Candour on " + base::british_moment(summary.made) +
                                  ". Not known here: mail that Candour never saw.");
  if (!summary.chain_head.empty())
    content +=
        element("p", base::text("The ledger’s head then: ") + element("code", summary.chain_head));
  return element("footer", content);
}

Markup masthead(const Summary& summary, const Crest& crest) {
  Markup arms;
  if (!crest.bytes.empty())
    arms = base::empty_element("img",
                               {{"class", "crest"},
                                {"src", "data:" + crest.type + ";base64," + base64(crest.bytes)},
                                {"alt", "Crest of " + summary.council}});
  return element("header",
                 arms + element("div", element("p", {{"class", "council"}}, summary.council) +
                                           element("h1", title_of(summary))));
}

}  // namespace

std::string as_html(const Summary& summary, const Crest& crest, Medium medium) {
  const auto lead =
      "How the council’s protocol on correspondence was kept (" + summary.protocol + "). " +
      (summary.reading == Reading::open
           ? "This reading names nobody."
           : "This reading names councillors and officers; it is not for publication.");
  const auto main = element("p", {{"class", "lead"}}, lead) +
                    section("In short", paragraphs(standing_out(summary))) +
                    what_was_seen(summary) + when_away(summary) + what_became(summary) +
                    by_rule(summary) + letters(summary) + changes_of_policy(summary) +
                    thirteen_months(summary) + each_case(summary, medium);
  return page(title_of(summary) + " – " + summary.council, summary.council,
              masthead(summary, crest) + element("main", main) + colophon(summary));
}

}  // namespace candour::reports
