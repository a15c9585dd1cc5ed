// SPDX-License-Identifier: MPL-2.0
//
// The command line. A command is a row of options here and a function in a file of its own.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "app/account_command.h"
#include "app/account_progress.h"
#include "app/check_command.h"
#include "app/clauses_command.h"
#include "app/compare_command.h"
#include "app/completion.h"
#include "app/console_command.h"
#include "app/doctor_command.h"
#include "app/erase_command.h"
#include "app/findings_command.h"
#include "app/held_command.h"
#include "app/ledger_command.h"
#include "app/parse_command.h"
#include "app/policy_command.h"
#include "app/policy_history_command.h"
#include "app/policy_replay_command.h"
#include "app/replies_command.h"
#include "app/roster_command.h"
#include "app/summary_command.h"
#include "app/summary_sending_command.h"
#include "app/terminal.h"
#include "app/user_options.h"

namespace {

constexpr int usage_fault = 2;

// Colour for people at a terminal who did not ask for none (https://no-color.org).
bool wants_colour() {
  return ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
}

using AccountAction = int (*)(const candour::app::AccountOptions&, std::ostream&, std::ostream&);

void offer_account_search(CLI::App& add, candour::app::AccountOptions& account) {
  add.add_option("--server", account.server,
                 "The IMAP server: imaps://NAME, or imap://NAME for STARTTLS");
  add.add_option("--user", account.user, "Who logs in, where it is not the address");
  add.add_option("--ca", account.ca, "Trust this CA (PEM) for the server, and no other");
  add.add_flag("--no-look-up{false}", account.look_up, "Ask nobody on the net for the server");
  add.add_option("--resolver", account.resolver, "Look up by this name server, as 192.0.2.53:53");
  auto* password = add.add_option("--password-file", account.password_file,
                                  "The password in a file of mode 0600; else it is asked for");
  add.add_option("--oauth", account.provider, "Sign in by OAuth2: microsoft-365 or google")
      ->excludes(password);
  add.add_option("--client-id", account.client_id, "Of the council's app registration there");
  add.add_option("--client-secret-file", account.client_secret_file,
                 "Its client secret, where the provider gave one (Google)");
  add.add_option("--redirect-port", account.redirect_port,
                 "The port here to which the browser comes back; else one that is free");
  add.add_option("--providers", account.providers,
                 "Providers of one's own in the place of the shipped");
}

// candour account add|list|check|progress|remove; `chosen` is what was asked for.
CLI::App* offer_accounts(CLI::App& program, candour::app::AccountOptions& account,
                         AccountAction& chosen) {
  auto* command = program.add_subcommand("account", "Mailboxes that candourd follows");
  command->require_subcommand(1);
  const auto offer = [&](const char* name, const char* what, AccountAction action) {
    auto* sub = command->add_subcommand(name, what);
    sub->add_option("--config", account.config, "candourd's configuration")->required();
    sub->add_flag("--json", account.json, "One JSON object an account");
    sub->callback([&chosen, action] { chosen = action; });
    return sub;
  };
  auto* add = offer("add", "Find an address's server, try it, and follow the mailbox",
                    candour::app::add_account);
  add->add_option("address", account.address, "As clerk@eastmere-tc.gov.uk")->required();
  offer_account_search(*add, account);
  offer("list", "List them", candour::app::list_accounts);
  offer("check", "Try whether they can be entered", candour::app::check_accounts)
      ->add_option("address", account.address, "One of them; else all");
  offer("progress", "Show how far candourd is with them", candour::app::show_progress);
  offer("remove", "Follow it no more, and delete its password or tokens",
        candour::app::remove_account)
      ->add_option("address", account.address, "As it is listed")
      ->required();
  return command;
}

using HeldAction = int (*)(const candour::app::HeldOptions&, std::ostream&, std::ostream&);

// candour held list|show|release|discard; `chosen` is what was asked for.
CLI::App* offer_held(CLI::App& program, candour::app::HeldOptions& held, HeldAction& chosen) {
  auto* command = program.add_subcommand("held", "Mail that waits for a decision");
  command->require_subcommand(1);
  const auto offer = [&](const char* name, const char* what, HeldAction action) {
    auto* sub = command->add_subcommand(name, what);
    sub->add_option("--config", held.config, "candourd's configuration")->required();
    sub->callback([&chosen, action] { chosen = action; });
    return sub;
  };
  auto* list = offer("list", "List it, oldest first", candour::app::list_held);
  auto* show = offer("show", "Read one: its text alone", candour::app::show_held);
  auto* release = offer("release", "Send it", candour::app::release_held);
  auto* discard = offer("discard", "Never send it", candour::app::discard_held);
  for (auto* each : {show, release, discard})
    each->add_option("id", held.id, "As it is listed")->required();
  for (auto* each : {release, discard})
    each->add_option("--reason", held.reason, "Why, for its sender and the record")->required();
  for (auto* each : {list, release, discard})
    each->add_flag("--json", held.json, "One JSON object a mail");
  release->add_flag("--again", held.again, "Though it may have been sent already");
  return command;
}

using LedgerAction = int (*)(const candour::app::LedgerOptions&, std::ostream&, std::ostream&);

// candour ledger verify|head; `chosen` is what was asked for.
CLI::App* offer_ledger(CLI::App& program, candour::app::LedgerOptions& ledger,
                       candour::app::PruneOptions& prune, LedgerAction& chosen) {
  auto* command = program.add_subcommand("ledger", "Prove what stands in the ledger");
  command->require_subcommand(1);
  const auto offer = [&](const char* name, const char* what, LedgerAction action) {
    auto* sub = command->add_subcommand(name, what);
    auto* file =
        sub->add_option("--ledger", ledger.ledger, "The ledger, or the daemon's data folder");
    sub->add_option("--config", ledger.config, "candourd's configuration")->excludes(file);
    sub->add_flag("--json", ledger.json, "One JSON object");
    sub->callback([&chosen, &ledger, action] {
      if (ledger.ledger.empty() && ledger.config.empty())
        throw CLI::RequiredError("--config FILE or --ledger FOLDER");
      chosen = action;
    });
    return sub;
  };
  offer("verify", "Look whether a record was changed, added or left out",
        candour::app::verify_ledger)
      ->add_option("--head", ledger.head, "A head that was noted: whether all follows from it");
  offer("head", "Print what to note: with it, all that was written so far is fixed",
        candour::app::print_head);
  auto* older = command->add_subcommand(
      "prune", "Take out what is older than `retention:` says, as candourd does once a day");
  older->add_option("--config", prune.config, "candourd's configuration")->required();
  older->add_flag("--dry-run", prune.dry_run, "Only count it");
  older->add_flag("--json", prune.json, "One JSON object");
  return command;
}

CLI::App* offer_erase(CLI::App& program, candour::app::EraseOptions& erase) {
  auto* command =
      program.add_subcommand("erase", "Take a person who asks for it out of the ledger");
  command->add_option("address", erase.address, "Any of the person's addresses")->required();
  command->add_option("--config", erase.config, "candourd's configuration")->required();
  command
      ->add_option("--name", erase.names,
                   "A name the person had in the roster, repeated for each; those that stand there "
                   "now are known")
      ->allow_extra_args(false);
  command->add_flag("--dry-run", erase.dry_run, "Only count what would be erased");
  command->add_flag("--json", erase.json, "One JSON object");
  return command;
}

using RosterAction = int (*)(const candour::app::RosterOptions&, std::ostream&, std::ostream&);

// candour roster check|export|import; `chosen` is what was asked for.
CLI::App* offer_roster(CLI::App& program, candour::app::RosterOptions& roster,
                       RosterAction& chosen) {
  auto* command = program.add_subcommand("roster", "Who is who: the council's roster");
  command->require_subcommand(1);
  const auto offer = [&](const char* name, const char* what, RosterAction action) {
    auto* sub = command->add_subcommand(name, what);
    auto* place = sub->add_option_group("place", "Where the roster is");
    place->add_option("--config", roster.config, "candourd's configuration");
    place->add_option("--policy", roster.policy, "The council's policy file");
    place->add_option("--roster", roster.roster, "The roster itself");
    place->require_option(1);
    sub->add_flag("--json", roster.json, "JSON");
    sub->callback([&chosen, action] { chosen = action; });
    return sub;
  };
  auto* check = offer("check", "Say what is wrong with it, and what is worth a look",
                      candour::app::check_roster);
  check
      ->add_option("--mail", roster.mail,
                   "Look for councillors' private addresses in a file, mbox, Maildir or folder")
      ->allow_extra_args(false);
  offer("export", "Print it as CSV", candour::app::export_roster)
      ->add_flag("--vcard", roster.vcard, "As vCard, for address books");
  auto* import = offer("import", "Take in a CSV or vCard file; shows first what would change",
                       candour::app::import_roster);
  import->add_option("file", roster.file, "CSV or vCard")->required();
  import->add_option("--role", roster.role, "Of contacts that say none");
  import->add_flag("--keep", roster.keep, "Who is not in the file stays in the roster");
  import->add_flag("--yes", roster.yes, "Ask nothing");
  return command;
}

using PolicyAction = int (*)(const candour::app::PolicyOptions&, std::ostream&, std::ostream&);

// candour policy check|diff|explain|history|apply|revert; `chosen` is what was asked for.
CLI::App* offer_policy(CLI::App& program, candour::app::PolicyOptions& policy,
                       PolicyAction& chosen) {
  auto* command = program.add_subcommand("policy", "Try policies, put them live, ask about them");
  command->require_subcommand(1);
  const auto offer = [&](const char* name, const char* what, PolicyAction action) {
    auto* sub = command->add_subcommand(name, what);
    sub->add_flag("--json", policy.json, "One JSON object");
    sub->callback([&chosen, action] { chosen = action; });
    return sub;
  };
  auto* check = offer("check", "Look whether a policy file is without a fault",
                      candour::app::check_policy_file);
  auto* diff = offer("diff", "Tell what a policy would change, rule by rule",
                     candour::app::compare_policies);
  auto* apply = offer("apply", "Put a policy live", candour::app::apply_policy);
  auto* replay = offer("replay", "Try a policy on past mail, beside the one in force",
                       candour::app::replay_policy);
  auto* explain = offer("explain", "Tell what a rule does here, and where that is written",
                        candour::app::explain_rule);
  auto* history =
      offer("history", "List the policies that were in force", candour::app::list_policies);
  auto* revert = offer("revert", "Bring an earlier policy back", candour::app::revert_policy);
  for (auto* each : {check, diff, apply, replay})
    each->add_option("file", policy.file, "The policy file")->required();
  for (auto* each : {apply, history, revert})
    each->add_option("--config", policy.config, "candourd's configuration")->required();
  for (auto* each : {check, diff, explain, replay}) {
    each->add_option("--config", policy.config, "candourd's configuration");
    each->add_option("--packs", policy.packs, "Folder of policy packs");
  }
  for (auto* each : {diff, explain, replay})
    each->add_option("--policy", policy.in_force, "The policy in force, without --config");
  replay
      ->add_option("--mail", policy.mail,
                   "Past mail: an mbox, a Maildir or a folder of .eml; else the mailboxes followed")
      ->allow_extra_args(false);
  replay->add_option("--days", policy.days, "So far back; of mailboxes 90 without it")
      ->check(CLI::Range(1, 36'500));
  explain->add_option("rule", policy.rule, "As silent-copy")->required();
  history->add_option("--text", policy.number, "Print the policy of that version");
  revert->add_option("version", policy.number, "As it is listed")->required();
  apply->add_option("--note", policy.note, "Why, for the record")->required();
  revert->add_option("--note", policy.note, "Why, for the record");
  apply->add_option("--made-from", policy.made_from, "The version that was edited");
  return command;
}

using SummarySendingAction = int (*)(const candour::app::SummarySendingOptions&, std::ostream&,
                                     std::ostream&);

// candour summary sending|send; `chosen` is what was asked for.
void offer_summary_sending(CLI::App& summary, candour::app::SummarySendingOptions& sending,
                           SummarySendingAction& chosen) {
  const auto offer = [&](const char* name, const char* what, SummarySendingAction action) {
    auto* sub = summary.add_subcommand(name, what);
    sub->add_option("--config", sending.config, "candourd's configuration")->required();
    sub->add_flag("--json", sending.json, "One JSON object a month");
    sub->callback([&chosen, action] { chosen = action; });
    return sub;
  };
  offer("sending", "List what became of each month's summary", candour::app::list_summary_sending);
  auto* send = offer("send", "Send one that candourd may not send (again) by itself",
                     candour::app::send_summary);
  send->add_option("--month", sending.month, "As 2026-10")->required();
  send->add_option("--reason", sending.reason, "Why, for the record");
  send->add_flag("--again", sending.again, "Though it was sent, or may have been");
}

// candour replies, and candour replies close.
CLI::App* offer_replies(CLI::App& program, candour::app::RepliesOptions& replies) {
  auto* command = program.add_subcommand("replies", "List letters that wait for an answer");
  auto* close = command->add_subcommand("close", "Put on record an answer that was not a mail");
  for (auto* each : {command, close})
    each->add_option("--config", replies.config, "candourd's configuration");
  command->add_flag("--open", replies.open, "Those not answered yet that are in time");
  command->add_flag("--late", replies.late, "Those not answered in time, answered since or not");
  command->add_flag("--answered", replies.answered, "Those that were answered");
  command->add_option("--month", replies.month, "All that were received in this month: 2026-07");
  command->add_flag("--json", replies.json, "One JSON object a letter");
  close->add_option("id", replies.id, "As it is listed")->required();
  close->add_option("--how", replies.how, "phone, in-person or post")
      ->required()
      ->check(CLI::IsMember({"phone", "in-person", "post"}));
  close->add_option("--on", replies.on, "The day of the answer; else today");
  return command;
}

// candour summary, and candour summary compare.
CLI::App* offer_summary(CLI::App& program, candour::app::SummaryOptions& summary,
                        candour::app::CompareOptions& compare) {
  auto* command =
      program.add_subcommand("summary", "What the council may know of a month's correspondence");
  command->add_option("--config", summary.config, "candourd's configuration");
  auto* month =
      command->add_option("--month", summary.month, "As 2026-10; else the last that is over");
  auto* from = command->add_option("--from", summary.from, "The first month of a longer time");
  command->add_option("--to", summary.to, "The last month of a longer time")->needs(from);
  from->excludes(month);
  command->add_flag("--internal", summary.internal,
                    "With the names of councillors and officers; not for publication");
  command->add_option("--format", summary.format, "text, html, pdf, csv or json")
      ->check(CLI::IsMember({"text", "html", "pdf", "csv", "json"}));
  command->add_option("--out", summary.out, "The file to write; else standard output");
  command->add_option("--packs", summary.packs, "Folder of policy packs");
  auto* side_by_side = command->add_subcommand(
      "compare", "Put several councils' summaries side by side, without names");
  side_by_side
      ->add_option("file", compare.files,
                   "Summaries as candour summary --format json writes them, one a council")
      ->required();
  side_by_side->add_option("--format", compare.format, "text, csv or html")
      ->check(CLI::IsMember({"text", "csv", "html"}));
  side_by_side->add_option("--out", compare.out, "The file to write; else standard output");
  return command;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Candour keeps a council's correspondence open and even-handed.", "candour");
  program.set_version_flag("--version", "candour " CANDOUR_VERSION);
  program.require_subcommand(1);

  candour::app::CheckOptions check;
  auto* check_command =
      program.add_subcommand("check", "Judge messages by a policy; nothing is sent or remembered");
  check_command->add_option("--policy", check.policy, "The council's policy file")->required();
  check_command->add_option("--packs", check.packs, "Folder of policy packs");
  auto* mail_from = check_command->add_option("--mail-from", check.mail_from, "Envelope sender");
  auto* rcpt = check_command
                   ->add_option("--rcpt", check.rcpt,
                                "Envelope recipient, repeated for each; without it To, Cc and Bcc")
                   ->allow_extra_args(false);
  check_command
      ->add_option("--history", check.history,
                   "Earlier mail: a file, an mbox, a Maildir or a folder of .eml")
      ->allow_extra_args(false);
  check_command->add_flag("--json", check.json, "One JSON object a message");
  auto* batch = check_command->add_option("--batch", check.batch,
                                          "Cases, one JSON object a line; - for standard input");
  auto* messages =
      check_command->add_option("message", check.messages, "Messages (.eml)")->excludes(batch);
  auto* composed =
      check_command
          ->add_option("--composed", check.composed, "A composed mail (JSON), repeated for each")
          ->allow_extra_args(false)
          ->excludes(batch)
          ->excludes(messages);
  composed->excludes(mail_from)->excludes(rcpt);

  candour::app::ParseOptions parse;
  auto* parse_command =
      program.add_subcommand("parse", "Show what Candour reads in a message, as JSON");
  parse_command->add_option("message", parse.messages, "Messages (.eml)")->required();

  candour::app::FindingsOptions findings;
  auto* findings_command = program.add_subcommand("findings", "List what the ledger holds");
  auto* ledger = findings_command->add_option("--ledger", findings.ledger,
                                              "The ledger, or the daemon's data folder");
  findings_command->add_option("--config", findings.config, "candourd's configuration")
      ->excludes(ledger);
  findings_command->add_option("--rule", findings.rule, "Only findings of this rule");
  findings_command->add_option("--since", findings.since,
                               "From this day on: 2026-07-20 or 20/07/2026");
  findings_command->add_option("--until", findings.until, "Up to this day, inclusive");
  findings_command->add_option("--limit", findings.limit, "At most so many messages");
  findings_command->add_flag("--all", findings.all, "Messages without findings too");
  findings_command->add_flag("--json", findings.json, "One JSON object a message");

  candour::app::ClausesOptions clauses;
  candour::app::PolicyOptions policy;
  PolicyAction policy_action = nullptr;
  auto* policy_command = offer_policy(program, policy, policy_action);
  auto* clauses_command = policy_command->add_subcommand(
      "clauses",
      "List what a protocol asks of correspondence: each clause, the rules that keep it, or why no "
      "program can");
  auto* council = clauses_command->add_option(
      "--policy", clauses.policy, "The council's policy; shows what it makes of each rule");
  clauses_command->add_option("--pack", clauses.pack, "A protocol by its pack, as model-2026")
      ->excludes(council);
  clauses_command->add_option("--packs", clauses.packs, "Folder of policy packs");
  clauses_command->add_flag("--json", clauses.json, "One JSON object");

  candour::app::AccountOptions account;
  AccountAction account_action = nullptr;
  auto* account_command = offer_accounts(program, account, account_action);

  candour::app::HeldOptions held;
  HeldAction held_action = nullptr;
  auto* held_command = offer_held(program, held, held_action);
  candour::app::RosterOptions roster;
  RosterAction roster_action = nullptr;
  auto* roster_command = offer_roster(program, roster, roster_action);
  candour::app::ConsoleOptions console;
  auto* console_command =
      program.add_subcommand("console", "Open the admin's pages in a browser, signed in");
  console_command->add_option("--config", console.config, "candourd's configuration")->required();
  console_command->add_flag("--print", console.print, "Print the link alone, open nothing");

  candour::app::UserOptions user;
  candour::app::UserAction user_action = nullptr;
  candour::app::offer_users(program, user, user_action);

  candour::app::LedgerOptions ledger_options;
  LedgerAction ledger_action = nullptr;
  candour::app::PruneOptions prune;
  auto* ledger_command = offer_ledger(program, ledger_options, prune, ledger_action);
  candour::app::EraseOptions erase;
  auto* erase_command = offer_erase(program, erase);

  candour::app::RepliesOptions replies;
  auto* replies_command = offer_replies(program, replies);

  candour::app::SummaryOptions summary;
  candour::app::CompareOptions compare;
  auto* summary_command = offer_summary(program, summary, compare);
  candour::app::SummarySendingOptions sending;
  SummarySendingAction sending_action = nullptr;
  offer_summary_sending(*summary_command, sending, sending_action);

  candour::app::DoctorOptions doctor;
  auto* doctor_command = program.add_subcommand(
      "doctor", "Look whether all is well, and tell what to do about what is not");
  doctor_command->add_option("--config", doctor.config, "candourd's configuration")->required();
  doctor_command->add_flag("--json", doctor.json, "One JSON object a check");

  std::string shell;
  auto* completion_command = program.add_subcommand(
      "completion", "Print a script by which a shell completes what is typed after candour");
  completion_command->add_option("shell", shell, "bash or zsh")
      ->required()
      ->check(CLI::IsMember(candour::app::completed_shells()));

  try {
    program.parse(argc, argv);
    if (check_command->parsed() && check.batch.empty() && check.messages.empty() &&
        check.composed.empty())
      throw CLI::RequiredError("MESSAGE.eml, --composed FILE.json or --batch CASES.jsonl");
    if (findings_command->parsed() && findings.ledger.empty() && findings.config.empty())
      throw CLI::RequiredError("--ledger FOLDER or --config FILE");
    if (replies_command->parsed() && replies.config.empty())
      throw CLI::RequiredError("--config FILE");
    if (summary_command->parsed() && summary_command->get_subcommands().empty() &&
        summary.config.empty())
      throw CLI::RequiredError("--config FILE");
    if (clauses_command->parsed() && clauses.policy.empty() && clauses.pack.empty())
      throw CLI::RequiredError("--policy FILE or --pack NAME");
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : usage_fault;
  }
  if (account_command->parsed()) {
    account.ask = !account.json && candour::app::is_at_a_terminal();
    return account_action(account, std::cout, std::cerr);
  }
  if (roster_command->parsed()) {
    roster.ask = !roster.json && candour::app::is_at_a_terminal();
    return roster_action(roster, std::cout, std::cerr);
  }
  if (user_action != nullptr) return user_action(user, std::cout, std::cerr);
  std::ios::sync_with_stdio(false);
  if (sending_action != nullptr) return sending_action(sending, std::cout, std::cerr);
  if (completion_command->parsed()) {
    std::cout << candour::app::completion_script(program, shell);
    return std::cout.flush() ? 0 : usage_fault;
  }
  if (held_command->parsed()) return held_action(held, std::cout, std::cerr);
  if (erase_command->parsed()) return candour::app::erase_person(erase, std::cout, std::cerr);
  if (ledger_command->got_subcommand("prune"))
    return candour::app::prune_ledger(prune, std::cout, std::cerr);
  if (ledger_command->parsed()) return ledger_action(ledger_options, std::cout, std::cerr);
  if (check_command->parsed())
    return candour::app::check(check, std::cout, std::cerr, wants_colour());
  if (replies_command->parsed())
    return replies_command->got_subcommand("close")
               ? candour::app::close_reply(replies, std::cout, std::cerr)
               : candour::app::list_replies(replies, std::cout, std::cerr);
  if (summary_command->parsed())
    return summary_command->got_subcommand("compare")
               ? candour::app::compare_summaries(compare, std::cout, std::cerr)
               : candour::app::summarise(summary, std::cout, std::cerr);
  if (doctor_command->parsed())
    return candour::app::examine(doctor, std::cout, std::cerr, wants_colour());
  if (console_command->parsed()) return candour::app::open_console(console, std::cout, std::cerr);
  if (policy_action != nullptr) return policy_action(policy, std::cout, std::cerr);
  if (parse_command->parsed()) return candour::app::parse(parse, std::cout, std::cerr);
  if (clauses_command->parsed()) return candour::app::print_clauses(clauses, std::cout, std::cerr);
  return candour::app::list_findings(findings, std::cout, std::cerr);
}
