// SPDX-License-Identifier: MPL-2.0

#include "app/erase_command.h"

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

#include "app/configuration.h"
#include "app/data_folder.h"
#include "app/login_name.h"
#include "app/mail_files.h"
#include "base/digest.h"
#include "base/text.h"
#include "stores/held_mail.h"
#include "stores/sqlite.h"
#include "stores/sqlite_erase.h"

namespace candour::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr int something_left = 1, usage_fault = 2;

/// All that is known of who is meant.
struct Meant {
  std::vector<std::string> addresses;  // normalised
  std::vector<std::string> names;
  bool in_roster = false;
};

/// What Candour does not decide on.
struct Left {
  std::vector<std::string> held;   // ids
  std::vector<std::string> files;  // of the data folder
};

base::Error refused(std::string why) {
  return {base::Fault::refused, "app.erase", std::move(why)};
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

bool has_address(const people::Person& person, const std::string& address) {
  return std::any_of(person.positions.begin(), person.positions.end(), [&](const auto& position) {
    return std::find(position.emails.begin(), position.emails.end(), address) !=
           position.emails.end();
  });
}

Meant who_is_meant(const EraseOptions& options, const people::Roster& roster) {
  Meant meant;
  meant.addresses.push_back(people::normalised(options.address));
  for (const auto& name : options.names) add_once(meant.names, name);
  for (const auto& person : roster.people()) {
    if (!has_address(person, meant.addresses.front())) continue;
    meant.in_roster = true;
    add_once(meant.names, person.name);
    for (const auto& position : person.positions)
      for (const auto& email : position.emails)
        if (!email.starts_with('*')) add_once(meant.addresses, email);
  }
  return meant;
}

base::Result<void> check_not_followed(const Configuration& configuration, const Meant& meant) {
  for (const auto& account : configuration.accounts)
    for (const auto& address : meant.addresses)
      if (people::normalised(account.login.user) == address)
        return refused(address +
                       " is a mailbox that candourd follows, and would come back at once. Take it "
                       "out first: candour account remove " +
                       address);
  return {};
}

stores::PersonToErase as_the_ledger_has_them(const Meant& meant, std::string_view digest_key) {
  stores::PersonToErase person;
  for (const auto& address : meant.addresses) {
    person.keys.push_back(base::keyed_digest(digest_key, address));
    person.words.push_back(address);
  }
  for (const auto& name : meant.names) {
    person.keys.push_back(base::keyed_digest(digest_key, "person\n" + name));
    person.words.push_back(name);
  }
  person.asked_by = login_name();
  return person;
}

bool has_any(const std::string& text, const std::vector<std::string>& words) {
  const auto lower = base::lower_ascii(text);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return lower.find(base::lower_ascii(word)) != lower.npos;
  });
}

bool concerns(const stores::HeldEntry& entry, const stores::HeldMail& held, const Meant& meant) {
  auto addresses = entry.envelope.rcpt_to;
  addresses.push_back(entry.envelope.mail_from);
  for (const auto& address : addresses)
    if (std::find(meant.addresses.begin(), meant.addresses.end(), people::normalised(address)) !=
        meant.addresses.end())
      return true;
  const auto message = held.read(entry.envelope.id);
  return message &&
         (has_any(message->bytes, meant.addresses) || has_any(message->bytes, meant.names) ||
          has_any(message->envelope.sender_name, meant.names));
}

base::Result<std::vector<std::string>> held_mail(const Configuration& configuration,
                                                 const Meant& meant) {
  std::vector<std::string> ids;
  const auto folder = configuration.data / held_folder_name;
  if (std::error_code error; !fs::is_directory(folder, error)) return ids;
  const stores::HeldMail held(folder, configuration.held ? configuration.held->most_bytes : 0);
  const auto entries = held.list();
  if (!entries) return entries.error();
  for (const auto& entry : *entries)
    if (concerns(entry, held, meant)) ids.push_back(entry.envelope.id);
  return ids;
}

bool is_the_ledgers(const fs::path& file) {
  return file.filename().string().starts_with(ledger_file_name);
}

std::vector<std::string> other_files(const Configuration& configuration, const Meant& meant) {
  std::vector<std::string> found;
  std::error_code error;
  for (auto file = fs::recursive_directory_iterator(configuration.data, error);
       !error && file != fs::recursive_directory_iterator(); file.increment(error)) {
    if (file->path().filename() == held_folder_name) {
      file.disable_recursion_pending();
      continue;
    }
    std::error_code unseen;
    if (!file->is_regular_file(unseen) || is_the_ledgers(file->path())) continue;
    const auto text = read_file(file->path());
    const auto name = file->path().filename().string();
    if (has_any(name, meant.addresses) ||
        (text && (has_any(*text, meant.addresses) || has_any(*text, meant.names))))
      found.push_back(file->path().string());
  }
  return found;
}

std::string counted(std::int64_t count, std::string_view thing) {
  return std::to_string(count) + ' ' + std::string(thing) + (count == 1 ? "" : "s");
}

void print(const EraseOptions& options, const Meant& meant, const stores::Erased& erased,
           const Left& left, std::ostream& out) {
  out << (options.dry_run ? "Would be erased: " : "Erased: ")
      << base::join_as_prose(meant.addresses);
  if (!meant.names.empty()) out << "; " << base::join_as_prose(meant.names);
  out << "\nFrom " << counted(erased.records, "record") << ", " << counted(erased.letters, "letter")
      << " and " << counted(erased.others, "entry")
      << " of what candourd remembers for its work.\n";
  if (erased.unfit > 0)
    out << counted(erased.unfit, "record")
        << " had been changed by hand before; `candour ledger verify` names the first.\n";
  if (!erased.log_is_cut)
    out << "The log beside the ledger (-wal) could not be emptied, because another program reads "
           "the ledger all the time. Restart candourd and run this again.\n";
  if (!left.held.empty()) {
    out << "\nHeld mail that concerns this person, yours to decide on (candour held show, release, "
           "discard):\n";
    for (const auto& id : left.held) out << "  " << id << '\n';
  }
  if (!left.files.empty()) {
    out << "\nThese files still name this person:\n";
    for (const auto& file : left.files) out << "  " << file << '\n';
  }
  if (meant.in_roster)
    out << "\nThe roster still has this person: what is sent from now on is put on record again. "
           "Take the row out of the roster; candourd then renews its copy.\n";
  if (!options.dry_run)
    out << "\nBackups of the ledger, log files and the mail itself are not Candour's to erase.\n";
}

json::object as_json(const EraseOptions& options, const Meant& meant, const stores::Erased& erased,
                     const Left& left) {
  return {{"dry_run", options.dry_run},
          {"records", erased.records},
          {"letters", erased.letters},
          {"others", erased.others},
          {"changed_before", erased.unfit},
          {"log_emptied", erased.log_is_cut},
          {"in_roster", meant.in_roster},
          {"held", json::value_from(left.held)},
          {"files", json::value_from(left.files)}};
}

base::Result<int> erase(const EraseOptions& options, std::ostream& out) {
  if (options.address.find('@') == std::string::npos)
    return base::Error{base::Fault::malformed, "app.erase",
                       base::quoted(options.address) +
                           " is no address; a name goes with it: --name \"Jane Smith\""};
  const auto configuration = read_configuration(options.config);
  if (!configuration) return configuration.error();
  const auto data = find_data_folder(configuration->packs);
  if (!data) return data.error();
  const auto policy = policy::load(configuration->policy, *data);
  if (!policy) return policy.error();
  const auto meant = who_is_meant(options, (*policy)->roster);
  if (auto allowed = check_not_followed(*configuration, meant); !allowed) return allowed.error();
  const auto file = configuration->data / ledger_file_name;
  if (std::error_code error; !fs::exists(file, error))
    return base::Error{
        base::Fault::unavailable, "app.erase",
        file.string() + ": there is no ledger yet; candourd makes it when it first starts"};
  stores::PersonToErase person;
  {
    const auto ledger = stores::open_sqlite(file);
    if (!ledger) return ledger.error();
    person = as_the_ledger_has_them(meant, (*ledger)->digest_key());
  }
  const auto erased =
      stores::erase_person(file, person, options.dry_run ? stores::Trial::yes : stores::Trial::no);
  if (!erased) return erased.error();
  auto held = held_mail(*configuration, meant);
  if (!held) return held.error();
  const Left left{std::move(*held), other_files(*configuration, meant)};
  if (options.json)
    out << json::serialize(as_json(options, meant, *erased, left)) << '\n';
  else
    print(options, meant, *erased, left, out);
  const bool all = left.held.empty() && left.files.empty() && erased->log_is_cut;
  return all ? 0 : something_left;
}

}  // namespace

int erase_person(const EraseOptions& options, std::ostream& out, std::ostream& err) {
  const auto done = erase(options, out);
  if (done) return *done;
  err << "candour erase: " << done.error().detail << '\n';
  return done.error().fault == base::Fault::refused ? something_left : usage_fault;
}

}  // namespace candour::app
