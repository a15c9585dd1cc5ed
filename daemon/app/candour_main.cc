// SPDX-License-Identifier: MPL-2.0
//
// The command line. A command is a row of options here and a function in a file of its own.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "app/check_command.h"
#include "app/clauses_command.h"
#include "app/findings_command.h"
#include "app/parse_command.h"

namespace {

constexpr int usage_fault = 2;

// Colour for people at a terminal who did not ask for none (https://no-color.org).
bool wants_colour() {
  return ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
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
  auto* policy_command = program.add_subcommand("policy", "Ask about policies and packs");
  policy_command->require_subcommand(1);
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

  try {
    program.parse(argc, argv);
    if (check_command->parsed() && check.batch.empty() && check.messages.empty() &&
        check.composed.empty())
      throw CLI::RequiredError("MESSAGE.eml, --composed FILE.json or --batch CASES.jsonl");
    if (findings_command->parsed() && findings.ledger.empty() && findings.config.empty())
      throw CLI::RequiredError("--ledger FOLDER or --config FILE");
    if (clauses_command->parsed() && clauses.policy.empty() && clauses.pack.empty())
      throw CLI::RequiredError("--policy FILE or --pack NAME");
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : usage_fault;
  }
  std::ios::sync_with_stdio(false);
  if (check_command->parsed())
    return candour::app::check(check, std::cout, std::cerr, wants_colour());
  if (parse_command->parsed()) return candour::app::parse(parse, std::cout, std::cerr);
  if (clauses_command->parsed()) return candour::app::print_clauses(clauses, std::cout, std::cerr);
  return candour::app::list_findings(findings, std::cout, std::cerr);
}
