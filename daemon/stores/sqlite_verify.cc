// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_verify.h"

#include <boost/json.hpp>

#include "stores/sqlite_journal.h"
#include "stores/sqlite_records.h"
#include "stores/sqlite_schema.h"
#include "stores/sqlite_transaction.h"

namespace candour::stores {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr int busy_milliseconds = 5'000;

base::Result<Connection> open_for_reading(const fs::path& file) {
  const auto named = [&](base::Error error) {
    error.detail = file.string() + ": " + error.detail;
    return error;
  };
  const auto malformed = [&](std::string detail) {
    return named({base::Fault::malformed, "stores.verify", std::move(detail)});
  };
  std::error_code unseen;
  if (!fs::exists(file, unseen))
    return malformed("there is no ledger; candourd makes it in its `data`");
  sqlite3* opened = nullptr;
  // Not SQLITE_OPEN_READONLY: the last reader of a WAL has to be able to clear it away.
  const int code =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  if (code != SQLITE_OK) return named(failure(opened, "stores.verify"));
  sqlite3_busy_timeout(opened, busy_milliseconds);
  if (auto set = execute(opened, "PRAGMA query_only = ON", "stores.verify"); !set)
    return named(set.error());
  Statement version(opened, "PRAGMA user_version", "stores.verify");
  if (const auto found = version.step(); !found) return named(found.error());
  const auto number = static_cast<std::size_t>(version.number());
  if (number > migrations.size()) return malformed("the ledger was written by a newer Candour");
  if (number < first_chained)
    return malformed(
        "this ledger has no chain yet: an older Candour wrote it. candourd begins the chain "
        "when it next starts, and seals what stands in it as it is then");
  return connection;
}

std::int64_t number_at(const std::string& told, std::string_view name) {
  boost::system::error_code error;
  const json::value parsed = json::parse(told, error);
  if (error || !parsed.is_object()) return 0;
  const auto* value = parsed.get_object().if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

class Verification {
 public:
  Verification(sqlite3* connection, const std::optional<ChainHead>& known)
      : connection_(connection),
        known_(known),
        journal_(connection),
        readers_(connection),
        openings_(connection) {}

  base::Result<ChainReport> run() {
    Transaction transaction(connection_);
    if (auto begun = transaction.begin_reading(); !begun) return begun.error();
    if (auto walked = walk(); !walked) return walked.error();
    if (!report_.fault)
      if (auto looked = look_for_the_tail(); !looked) return looked.error();
    if (!report_.fault)
      if (auto looked = look_for_strangers(); !looked) return looked.error();
    return std::move(report_);
  }

 private:
  base::Result<void> fault(std::string how, const JournalEvent& event, std::string_view record,
                           std::string_view what) {
    std::string told;
    if (!record.empty()) told = std::string(record) + ' ';
    if (record.empty() && event.number > 0)
      told = "Event " + std::to_string(event.number) + " of the journal ";
    told += what;
    if (event.number > 0 && !record.empty())
      told += " It was written " + base::to_string(event.time) + ", event " +
              std::to_string(event.number) + " of the journal.";
    report_.fault = ChainFault{std::move(how), event.number, std::string(record), std::move(told)};
    return {};
  }

  base::Result<void> walk() {
    std::string before = first_link();
    Statement row(connection_, journal_sql("1"), "stores.verify");
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) return {};
      const auto event = event_from(row);
      const auto wrong = journal_.what_is_wrong(event, report_.head.number + 1, before);
      if (!wrong) return wrong.error();
      if (*wrong) {
        return fault((*wrong)->how, event, "", (*wrong)->what);
      }
      report_.head = {event.number, event.link};
      if (known_ && known_->number == event.number && known_->link != event.link) {
        return fault(
            "rewritten", event, "",
            "is not the one that was noted: the journal was written anew, from this event or "
            "from one before it.");
      }
      if (auto checked = check(event); !checked) return checked;
      if (report_.fault) return {};
      before = event.link;
    }
  }

  base::Result<void> check(const JournalEvent& event) {
    if (const auto* kind = record_kind(event.kind)) return check_record(event, *kind);
    if (event.kind == "begun") {
      report_.begun = event.time;
      report_.sealed = number_at(event.told, "sealed");
    } else if (event.kind == "withdrawn") {
      return check_withdrawn(event);
    } else if (event.kind != "erased" && event.kind != "erasure" && event.kind != "retention") {
      return fault("inserted", event, "", "is of a kind that Candour does not write.");
    }
    return {};
  }

  base::Result<void> check_record(const JournalEvent& event, const RecordKind& kind) {
    const auto name = event.kind + ' ' + event.subject;
    const auto opening = openings_.find(event.kind, event.subject);
    if (!opening) return opening.error();
    if (*opening && (*opening)->event != event.number)
      return check_superseded(event, name, (*opening)->event);
    const auto record = readers_.of(kind).read(event.subject);
    if (!record) return record.error();
    if (!*record) return fault("removed", event, name, "was removed.");
    if (!*opening) return fault("changed", event, name, "has lost what opens its digests.");
    const auto content = content_of(**record, **opening);
    if (!content)
      return fault("changed", event, name, "was changed: " + content.error().detail + ".");
    if (*content != event.content) return tell_changed(event, kind);
    ++report_.records;
    if ((*opening)->kept.empty()) return {};
    ++report_.with_erased;
    return check_permission(event, kind, **opening);
  }

  /// A later event of the same record has to be there; what stands is checked when it comes.
  base::Result<void> check_superseded(const JournalEvent& event, const std::string& name,
                                      std::int64_t later) {
    const auto newer = journal_.find(later);
    if (!newer) return newer.error();
    const bool same = *newer && later > event.number &&
                      (((*newer)->kind == event.kind && (*newer)->subject == event.subject) ||
                       ((*newer)->kind == "withdrawn" && (*newer)->subject == name));
    if (!same)
      return fault("changed", event, name, "was changed: no event of the journal stands for it.");
    return {};
  }

  base::Result<void> check_withdrawn(const JournalEvent& event) {
    const auto end = event.subject.find(' ');
    const auto kind_name = event.subject.substr(0, end);
    const auto* kind = record_kind(kind_name);
    if (end == std::string::npos || kind == nullptr)
      return fault("inserted", event, "", "is of a kind that Candour does not write.");
    const auto subject = event.subject.substr(end + 1);
    const auto opening = openings_.find(kind_name, subject);
    if (!opening) return opening.error();
    if (!*opening)
      return fault("changed", event, event.subject, "has lost what opens its digests.");
    if ((*opening)->event != event.number) {
      JournalEvent record = event;
      record.kind = kind_name;
      record.subject = subject;
      return check_superseded(record, event.subject, (*opening)->event);
    }
    const auto record = readers_.of(*kind).read(subject);
    if (!record) return record.error();
    if (*record)
      return fault("inserted", event, event.subject, "was withdrawn, and stands there again.");
    return {};
  }

  /// That something of it is gone must be said in the journal.
  base::Result<void> check_permission(const JournalEvent& event, const RecordKind& kind,
                                      const Opening& opening) {
    const auto name = event.kind + ' ' + event.subject;
    const auto by = journal_.find(opening.erased_by);
    if (!by) return by.error();
    const auto labels = erased_labels(opening);
    bool allowed = false;
    if (*by && labels && (*by)->kind == "erased" && (*by)->subject == name)
      allowed = (*by)->told == erased_told(opening, *labels);
    if (*by && (*by)->kind == "retention" && opening.all_erased()) {
      const auto time = time_of(kind, event.subject);
      if (!time) return time.error();
      allowed = *time < number_at((*by)->told, "before") && opening.erased_by > event.number;
    }
    if (!allowed)
      return fault("changed", event, name,
                   "was changed: something of it is erased, and the journal does not say so.");
    return {};
  }

  base::Result<std::int64_t> time_of(const RecordKind& kind, const std::string& subject) {
    Statement row(connection_,
                  "SELECT " + std::string(kind.time) + " FROM " + std::string(kind.table) +
                      " r WHERE " + std::string(kind.where),
                  "stores.verify");
    const auto found = row.bind(subject).step();
    if (!found) return found.error();
    return *found ? row.number() : 0;
  }

  /// Whether a record fits what was written under the name of another.
  base::Result<bool> fits(const RecordKind& kind, const std::string& record,
                          const std::string& children_of, const std::string& name) {
    const auto opening = openings_.find(kind.name, name);
    if (!opening) return opening.error();
    const auto event = journal_.find(*opening ? (*opening)->event : 0);
    if (!event) return event.error();
    const auto text = readers_.of(kind).read(record, children_of, name);
    if (!text) return text.error();
    if (!*opening || !*event || !*text) return false;
    const auto content = content_of(**text, **opening);
    return content && *content == (*event)->content;
  }

  /// Two records each of which says what the other ought to, with their children or without.
  base::Result<bool> are_swapped(const RecordKind& kind, const std::string& one,
                                 const std::string& other) {
    for (const bool with_children : {true, false}) {
      const auto there = fits(kind, other, with_children ? other : one, one);
      if (!there) return there.error();
      const auto back = fits(kind, one, with_children ? one : other, other);
      if (!back) return back.error();
      if (*there && *back) return true;
    }
    return false;
  }

  base::Result<void> tell_changed(const JournalEvent& event, const RecordKind& kind) {
    const auto name = event.kind + ' ' + event.subject;
    Statement row(connection_,
                  "SELECT " + std::string(kind.subject) + " FROM " + std::string(kind.table) + " r",
                  "stores.verify");
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) return fault("changed", event, name, "was changed.");
      const auto other = row.text();
      if (other == event.subject) continue;
      const auto swapped = are_swapped(kind, event.subject, other);
      if (!swapped) return swapped.error();
      if (*swapped)
        return fault("swapped", event, name, "and " + event.kind + ' ' + other + " were swapped.");
    }
  }

  base::Result<void> look_for_the_tail() {
    if (!known_ || report_.head.number >= known_->number) return {};
    JournalEvent last;
    last.number = report_.head.number;
    return fault("cut", last, "",
                 "is the last, and the head that was noted is event " +
                     std::to_string(known_->number) + ": the journal's tail was cut off.");
  }

  base::Result<void> look_for_strangers() {
    for (const auto& kind : record_kinds())
      if (auto looked = look_for_strangers(kind); !looked || report_.fault) return looked;
    Statement row(connection_,
                  "SELECT o.kind || ' ' || o.subject FROM opening o"
                  " LEFT JOIN journal j ON j.number = o.event WHERE j.number IS NULL OR NOT"
                  " ((j.kind = o.kind AND j.subject = o.subject)"
                  " OR (j.kind = 'withdrawn' AND j.subject = o.kind || ' ' || o.subject)) LIMIT 1",
                  "stores.verify");
    const auto found = row.step();
    if (!found) return found.error();
    if (*found)
      return fault("inserted", {}, row.text(),
                   "was inserted: no event of the journal stands for it.");
    return {};
  }

  base::Result<void> look_for_strangers(const RecordKind& kind) {
    Statement row(connection_,
                  "SELECT " + std::string(kind.subject) + " FROM " + std::string(kind.table) +
                      " r WHERE NOT EXISTS (SELECT 1 FROM opening o WHERE o.subject = " +
                      std::string(kind.subject) + " AND o.kind = ?) LIMIT 1",
                  "stores.verify");
    const auto found = row.bind(kind.name).step();
    if (!found) return found.error();
    if (*found)
      return fault("inserted", {}, std::string(kind.name) + ' ' + row.text(),
                   "was inserted: no event of the journal stands for it.");
    if (kind.child.empty()) return {};
    Statement orphan(connection_,
                     "SELECT c.id FROM " + std::string(kind.child) +
                         " c WHERE NOT EXISTS (SELECT 1 FROM " + std::string(kind.table) +
                         " r WHERE r.id = c.id) LIMIT 1",
                     "stores.verify");
    const auto stray = orphan.step();
    if (!stray) return stray.error();
    if (*stray)
      return fault("inserted", {}, std::string(kind.child) + " of " + orphan.text(),
                   "was inserted: there is no such " + std::string(kind.name) + '.');
    return {};
  }

  sqlite3* connection_;
  const std::optional<ChainHead>& known_;
  JournalReader journal_;
  RecordReaders readers_;
  Openings openings_;
  ChainReport report_;
};

}  // namespace

base::Result<ChainReport> verify_sqlite(const fs::path& file,
                                        const std::optional<ChainHead>& known) {
  const auto connection = open_for_reading(file);
  if (!connection) return connection.error();
  auto report = Verification(connection->get(), known).run();
  if (!report)
    return base::Error{report.error().fault, report.error().where,
                       file.string() + ": " + report.error().detail};
  return report;
}

base::Result<ChainHead> sqlite_head(const fs::path& file) {
  const auto connection = open_for_reading(file);
  if (!connection) return connection.error();
  // A checkpoint flushes the log first: a head that somebody notes must outlive a power cut.
  if (auto flushed = execute(connection->get(), "PRAGMA query_only = OFF", "stores.head"); !flushed)
    return flushed.error();
  if (auto flushed = execute(connection->get(), "PRAGMA wal_checkpoint(PASSIVE)", "stores.head");
      !flushed)
    return flushed.error();
  Statement row(connection->get(), "SELECT number, link FROM journal ORDER BY number DESC LIMIT 1",
                "stores.head");
  const auto found = row.step();
  if (!found) return found.error();
  if (!*found)
    return base::Error{base::Fault::malformed, "stores.head",
                       file.string() + ": the journal is empty"};
  ChainHead head;
  head.number = row.number();
  head.link = row.bytes();
  return head;
}

}  // namespace candour::stores
