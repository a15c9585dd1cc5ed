// SPDX-License-Identifier: MPL-2.0

#include "app/roster_command.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <ostream>

#include "app/configuration.h"
#include "app/mail_files.h"
#include "app/terminal.h"
#include "base/british_time.h"
#include "base/replaced_file.h"
#include "base/text.h"
#include "mail/mail.h"
#include "people/roster_import.h"
#include "people/roster_remarks.h"
#include "people/vcard.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;
using people::RosterRow;

namespace {

int complain(const std::string& what, int status, std::ostream& err) {
  err << "candour: " << what << '\n';
  return status;
}

/// Where the roster is. Read from the policy's text alone: a policy that does not load may be at
/// fault for the very roster that is to be mended.
struct Place {
  fs::path file;
  std::vector<std::string> domains;
};

base::Result<Place> place_in_policy(const fs::path& policy) {
  const auto failed = [&](const std::string& what) {
    return base::Error{base::Fault::malformed, "app.roster", policy.string() + ": " + what};
  };
  try {
    const auto document = YAML::LoadFile(policy.string());
    const auto roster = document["roster"];
    if (!roster || !roster.IsScalar()) return failed("it names no roster (`roster: roster.csv`)");
    Place place{policy.parent_path() / roster.Scalar(), {}};
    for (const auto& domain : document["council"]["domains"])
      if (domain.IsScalar()) place.domains.push_back(domain.Scalar());
    return place;
  } catch (const YAML::Exception& error) {
    return failed(error.what());
  }
}

base::Result<Place> place_of(const RosterOptions& options) {
  if (!options.roster.empty()) return Place{options.roster, {}};
  if (!options.policy.empty()) return place_in_policy(options.policy);
  const auto configuration = read_configuration(options.config);
  if (!configuration) return configuration.error();
  return place_in_policy(configuration->policy);
}

/// The roster's file, its rows, and what they mean.
struct Opened {
  Place place;
  base::SeenFile seen;
  people::RosterDocument document;
  people::RosterFile read;
};

base::Result<Opened> open_roster(const RosterOptions& options) {
  auto place = place_of(options);
  if (!place) return place.error();
  auto seen = base::read_seen_file(place->file);
  if (!seen) return seen.error();
  const auto name = place->file.filename().string();
  auto read = people::read_roster(seen->bytes, name);
  if (!read) return read.error();
  auto document = people::RosterDocument::read(seen->bytes, name);
  if (!document) return document.error();
  return Opened{std::move(*place), std::move(*seen), std::move(*document), std::move(*read)};
}

json::object as_json(const RosterRow& row) {
  return {{"name", row.name},
          {"role", row.role},
          {"emails", row.emails},
          {"group", row.group},
          {"committees", row.committees},
          {"term_start", row.term_start},
          {"term_end", row.term_end}};
}

std::string in_words(const RosterRow& row) {
  std::vector<std::string> cells;
  for (const auto cell : people::roster_cells())
    if (const auto& words = row.*cell; !words.empty()) cells.push_back(base::in_one_line(words));
  return base::join(cells, ", ");
}

void print(const people::RosterDifference& difference, const people::RosterDocument& document,
           std::ostream& out) {
  for (const auto& row : difference.added) out << "added:    " << in_words(row) << '\n';
  for (const auto& changed : difference.changed)
    out << "changed:  " << in_words(changed.before) << "\n      to  " << in_words(changed.after)
        << '\n';
  for (const auto row : difference.gone)
    out << "gone:     " << in_words(document.rows()[row]) << '\n';
}

json::object as_json(const people::RosterDifference& difference,
                     const people::RosterDocument& document) {
  json::array added, changed, gone;
  for (const auto& row : difference.added) added.push_back(as_json(row));
  for (const auto& each : difference.changed)
    changed.push_back({{"before", as_json(each.before)}, {"after", as_json(each.after)}});
  for (const auto row : difference.gone) gone.push_back(as_json(document.rows()[row]));
  return {{"added", std::move(added)}, {"changed", std::move(changed)}, {"gone", std::move(gone)}};
}

bool agreed(const RosterOptions& options, std::ostream& err) {
  if (options.yes) return true;
  if (!options.ask) return false;
  const auto answer = ask_line("Put this in force? Type yes: ", err);
  return answer && base::lower_ascii(*answer) == "yes";
}

/// A proposed address, and in how many mails it was met.
struct Met {
  people::ProposedAddress proposal;
  std::size_t mails = 0;
};

base::Result<std::vector<Met>> look_through(const std::vector<fs::path>& paths,
                                            const people::Roster& roster, base::Day today) {
  std::map<std::string, Met> met;
  for (const auto& path : paths) {
    const auto messages = read_messages(path);
    if (!messages) return messages.error();
    for (const auto& message : *messages) {
      const auto mail = mail::read(message);
      for (const auto* field : {&mail.headers.from, &mail.headers.to, &mail.headers.cc})
        for (const auto& address : *field)
          if (const auto proposal =
                  people::proposal_for(address.name, address.address, roster, today)) {
            auto& entry = met[people::normalised(address.address)];
            entry.proposal = *proposal;
            ++entry.mails;
          }
    }
  }
  std::vector<Met> found;
  for (auto& [key, entry] : met) found.push_back(std::move(entry));
  std::ranges::stable_sort(found, std::greater<>(), &Met::mails);
  return found;
}

/// What check_roster() has to tell, line by line or as JSON.
class CheckReport {
 public:
  CheckReport(bool as_json, std::ostream& out) : as_json_(as_json), out_(out) {}

  void tell(std::string_view kind, const std::string& line) {
    if (as_json_)
      out_ << json::serialize(json::object{{"kind", kind}, {"what", line}}) << '\n';
    else
      out_ << kind << ": " << line << '\n';
    told_ = true;
  }
  void propose(const Met& met) {
    const auto& [address, councillor, why] = met.proposal;
    if (as_json_)
      out_ << json::serialize(json::object{{"kind", "proposal"},
                                           {"address", address},
                                           {"councillor", councillor},
                                           {"why", why},
                                           {"mails", met.mails}})
           << '\n';
    else
      out_ << "proposal: " << base::quoted(address) << " may be " << councillor << "'s own (" << why
           << "), in " << met.mails << (met.mails == 1 ? " mail" : " mails") << '\n';
    told_ = true;
  }
  bool told() const { return told_; }

 private:
  const bool as_json_;
  std::ostream& out_;
  bool told_ = false;
};

}  // namespace

int check_roster(const RosterOptions& options, std::ostream& out, std::ostream& err) {
  CheckReport report(options.json, out);
  const auto opened = open_roster(options);
  if (!opened) {
    const auto error = opened.error();
    if (error.fault != base::Fault::malformed) return complain(error.detail, 2, err);
    for (const auto line : base::split(error.detail, '\n')) report.tell("error", std::string(line));
    return 2;
  }
  const people::Roster roster(opened->read.people, opened->read.lists, opened->place.domains);
  const auto today = base::british_day(base::now());
  const auto name = opened->place.file.filename().string();
  for (const auto& note : opened->read.notes) report.tell("warning", note);
  for (const auto& [place, what] : people::remarks_on(opened->document, roster, today))
    report.tell("warning", name + ":" + std::to_string(place.line) + ":" +
                               std::to_string(place.column) + ": " + what);
  const auto met = look_through(options.mail, roster, today);
  if (!met) return complain(met.error().detail, 2, err);
  for (const auto& each : *met) report.propose(each);
  if (report.told()) return 1;
  if (!options.json)
    out << name << ": " << opened->document.rows().size() << " rows, nothing to mend\n";
  return 0;
}

int export_roster(const RosterOptions& options, std::ostream& out, std::ostream& err) {
  const auto opened = open_roster(options);
  if (!opened) return complain(opened.error().detail, 2, err);
  const auto& rows = opened->document.rows();
  if (options.json)
    for (const auto& row : rows) out << json::serialize(as_json(row)) << '\n';
  else
    out << (options.vcard ? people::write_vcards(rows) : people::roster_csv(rows));
  return 0;
}

int import_roster(const RosterOptions& options, std::ostream& out, std::ostream& err) {
  const auto opened = open_roster(options);
  if (!opened) return complain(opened.error().detail, 2, err);
  const auto bytes = read_file(options.file);
  if (!bytes) return complain(bytes.error().detail, 2, err);
  const auto incoming = people::read_incoming(*bytes, options.file.filename().string(),
                                              opened->document.rows(), options.role);
  if (!incoming) return complain(incoming.error().detail, 2, err);
  const auto next = people::with_incoming(opened->document, incoming->rows,
                                          options.keep ? people::Others::stay : people::Others::go,
                                          opened->place.file.filename().string());
  if (!next) return complain(next.error().detail, 2, err);
  auto told = as_json(next->difference, opened->document);
  told["left_out"] = json::array(incoming->left_out.begin(), incoming->left_out.end());
  if (!options.json) {
    print(next->difference, opened->document, out);
    for (const auto& name : incoming->left_out)
      out << "left out: " << base::quoted(name)
          << " says no role; say --role ROLE for all who say none\n";
  }
  const bool put = !next->difference.empty() && agreed(options, err);
  if (put)
    if (const auto written =
            base::replace_seen_file(opened->place.file, opened->seen.digest(), next->bytes);
        !written)
      return complain(written.error().detail, 1, err);
  told["in_force"] = put;
  if (options.json)
    out << json::serialize(told) << '\n';
  else if (next->difference.empty())
    out << "Nothing would change.\n";
  else
    out << (put ? opened->place.file.string() + " is written; candourd reads it within a second.\n"
                : "Nothing was changed. To put it in force, say --yes.\n");
  return put || next->difference.empty() ? 0 : 1;
}

}  // namespace candour::app
