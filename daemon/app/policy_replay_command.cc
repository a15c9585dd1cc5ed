// SPDX-License-Identifier: MPL-2.0

#include "app/policy_replay_command.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <ostream>
#include <thread>

#include "app/followed_mail.h"
#include "base/text.h"
#include "console/words.h"
#include "extract/document_service.h"
#include "pipeline/replay.h"
#include "policy/differences.h"

namespace candour::app {

namespace json = boost::json;

namespace {

constexpr int default_days = 90;

/// A line on the terminal that is written over again; none where nobody sits there.
class ProgressLine {
 public:
  explicit ProgressLine(std::ostream& err) : err_(err), shown_(::isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (shown_ && written_) err_ << "\r\033[K" << std::flush;
  }

  void show(const std::string& words) {
    if (!shown_) return;
    err_ << "\r\033[K" << words << std::flush;
    written_ = true;
  }

 private:
  std::ostream& err_;
  const bool shown_;
  bool written_ = false;
};

std::string bar(std::size_t done, std::size_t of) {
  constexpr std::size_t width = 30;
  const auto full = of == 0 ? width : done * width / of;
  return "[" + std::string(full, '#') + std::string(width - full, '.') + "] " +
         console::with_commas(done) + " of " + console::counted(of, "mail", "mails");
}

base::Result<mail::StoredMail> gather(const PolicyOptions& options, base::Day since,
                                      ProgressLine& progress) {
  if (!options.mail.empty()) {
    mail::StoredMail mail;
    for (const auto& path : options.mail)
      if (auto added = mail.add(path); !added) return added.error();
    return mail;
  }
  if (options.config.empty())
    return base::Error{base::Fault::malformed, "app.policy_replay",
                       "say which mail, with --mail PATH, or with --config FILE whose mailboxes"};
  const auto configuration = read_configuration(options.config);
  if (!configuration) return configuration.error();
  if (configuration->accounts.empty())
    return base::Error{base::Fault::malformed, "app.policy_replay",
                       options.config.string() +
                           " follows no mailbox (`accounts:`); say which mail, with --mail PATH"};
  const remotes::WakeUp never;
  return fetch_followed_mail(
      configuration->accounts, since, configuration->data,
      [&](std::size_t fetched) {
        if (fetched % 20 == 0) progress.show("fetching mail: " + console::with_commas(fetched));
        return true;
      },
      never);
}

json::object count_object(const pipeline::RuleCount& count) {
  return {{"new", count.fresh}, {"gone", count.gone}, {"altered", count.altered}};
}

json::object finding_object(const pipeline::ReplayedFinding& finding) {
  return {{"rule", finding.rule},
          {"grade", finding.grade.empty() ? json::value(nullptr) : json::value(finding.grade)},
          {"people", json::array(finding.people.begin(), finding.people.end())},
          {"title", finding.title},
          {"before", policy::name_of(finding.before)},
          {"after", policy::name_of(finding.after)}};
}

json::object replay_object(const pipeline::Replay& replay) {
  json::object by_rule, before, after;
  for (const auto& [rule, count] : replay.by_rule) by_rule[rule] = count_object(count);
  for (const auto& [verdict, mails] : replay.verdicts_before) before[verdict] = mails;
  for (const auto& [verdict, mails] : replay.verdicts_after) after[verdict] = mails;
  json::array mails;
  for (const auto& mail : replay.differences) {
    json::array findings;
    for (const auto& finding : mail.findings) findings.push_back(finding_object(finding));
    mails.push_back({{"place", mail.place},
                     {"time", base::to_string(mail.time)},
                     {"sender", mail.sender},
                     {"subject", mail.subject},
                     {"findings", std::move(findings)}});
  }
  return {{"mails", replay.mails},
          {"judged", replay.judged},
          {"unread", replay.unread},
          {"differing", replay.differing},
          {"findings", count_object(replay.all)},
          {"by_rule", std::move(by_rule)},
          {"verdicts_before", std::move(before)},
          {"verdicts_after", std::move(after)},
          {"differences", std::move(mails)}};
}

std::string in_words(const pipeline::RuleCount& count) {
  return console::with_commas(count.fresh) + " new, " + console::with_commas(count.gone) +
         " gone, " + console::with_commas(count.altered) + " with another action";
}

void print_mail(const pipeline::ReplayedMail& mail, std::ostream& out) {
  out << '\n'
      << base::to_string(mail.time).substr(0, 10) << "  " << base::in_one_line(mail.sender) << "  "
      << base::quoted(mail.subject) << "  (" << mail.place << ")\n";
  for (const auto& finding : mail.findings) {
    const auto what = finding.rule + (finding.grade.empty() ? "" : " (" + finding.grade + ")") +
                      (finding.people.empty() ? "" : ", " + base::join(finding.people, ", "));
    if (finding.is_new())
      out << "  + " << what << ": " << policy::effect_of(finding.after) << '\n';
    else if (finding.is_gone())
      out << "  - " << what << ": " << policy::effect_of(finding.before) << '\n';
    else
      out << "  ~ " << what << ": " << policy::effect_of(finding.after)
          << "; until now: " << policy::effect_of(finding.before) << '\n';
  }
}

void print_replay(const pipeline::Replay& replay, std::ostream& out) {
  out << console::counted(replay.mails, "mail", "mails") << ", "
      << console::with_commas(replay.judged) << " of them sent by somebody whose mail is judged; "
      << console::with_commas(replay.differing) << " would be judged differently.\n";
  if (replay.unread > 0)
    out << console::counted(replay.unread, "mail", "mails") << " could not be read.\n";
  out << "Findings: " << in_words(replay.all) << ".\n";
  for (const auto& [rule, count] : replay.by_rule)
    out << "  " << rule << ": " << in_words(count) << '\n';
  for (const auto& mail : replay.differences) print_mail(mail, out);
  if (replay.differing > replay.differences.size())
    out << "\nand " << console::with_commas(replay.differing - replay.differences.size())
        << " more.\n";
}

}  // namespace

int replay_policy(const PolicyOptions& options, std::ostream& out, std::ostream& err) {
  const auto places = places_of(options);
  if (!places) return complain_of_policy(places.error(), err);
  if (places->policy.empty())
    return complain_of_policy({base::Fault::malformed, "app.policy_replay",
                               "say what is in force, with --config FILE or --policy FILE"},
                              err);
  pipeline::ReplaySettings settings;
  const auto before = policy_in_force(*places);
  if (!before) return complain_of_policy(before.error(), err);
  settings.before = *before;
  const auto after = read_policy_change(options, *places, before->get());
  if (!after) return complain_of_policy(after.error(), err);
  settings.after = *after;
  // Mailboxes go back for years; an mbox was put together for this.
  const bool bounded = options.days > 0 || options.mail.empty();
  const std::chrono::days days(options.days > 0 ? options.days : default_days);
  const auto from = base::now() - days;
  if (bounded) settings.from = from;
  settings.threads = std::max(2u, std::thread::hardware_concurrency());
  ProgressLine progress(err);
  settings.progress = [&](std::size_t done, std::size_t of) {
    progress.show(bar(done, of));
    return true;
  };
  const auto mail = gather(options, std::chrono::floor<std::chrono::days>(from), progress);
  if (!mail) return complain_of_policy(mail.error(), err);
  extract::DocumentService documents(extract::find_program(), settings.threads);
  const auto replayed = pipeline::replay(*mail, documents, settings);
  if (!replayed) return complain_of_policy(replayed.error(), err);
  progress.show("");
  if (options.json)
    out << json::serialize(replay_object(*replayed)) << '\n';
  else
    print_replay(*replayed, out);
  return 0;
}

}  // namespace candour::app
