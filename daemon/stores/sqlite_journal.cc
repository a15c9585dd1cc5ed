// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_journal.h"

#include <boost/json.hpp>

namespace candour::stores {

namespace json = boost::json;

namespace {

std::string link_as(std::string_view before, JournalEvent event, std::int64_t number) {
  event.number = number;
  return link_of(before, event);
}

}  // namespace

std::string journal_sql(std::string_view condition) {
  return "SELECT number, time, kind, subject, told, content, link FROM journal WHERE " +
         std::string(condition) + " ORDER BY number";
}

JournalEvent event_from(Statement& row) {
  JournalEvent event;
  event.number = row.number();
  event.time = row.time();
  event.kind = row.text();
  event.subject = row.text();
  event.told = row.text();
  event.content = row.bytes();
  event.link = row.bytes();
  return event;
}

std::string erased_told(const Opening& opening, const std::vector<std::string>& labels) {
  if (opening.all_erased()) return R"({"erased":"all"})";
  return json::serialize(json::object{{"erased", json::value_from(labels)}});
}

JournalReader::JournalReader(sqlite3* connection)
    : connection_(connection), find_(connection, journal_sql("number = ?"), "stores.find_event") {}

base::Result<std::optional<JournalEvent>> JournalReader::find(std::int64_t number) {
  const auto found = find_.bind(number).step();
  if (!found) return found.error();
  std::optional<JournalEvent> event;
  if (*found) event = event_from(find_);
  find_.reset();
  return event;
}

base::Result<std::optional<JournalReader::Wrong>> JournalReader::what_is_wrong(
    const JournalEvent& event, std::int64_t expected, std::string_view before) {
  if (event.number > expected) {
    const auto last = event.number - 1;
    const auto which = expected == last
                           ? "event " + std::to_string(expected)
                           : "events " + std::to_string(expected) + " to " + std::to_string(last);
    return std::optional(Wrong{"removed", "follows on a gap: " + which + " of it was removed."});
  }
  if (event.number < expected)
    return std::optional(Wrong{"inserted", "was inserted: the journal begins with event 1."});
  if (link_of(before, event) == event.link) return std::optional<Wrong>{};
  auto wrong = diagnosed(event, before);
  if (!wrong) return wrong.error();
  return std::optional(std::move(*wrong));
}

// The link before is sound, so the event that belongs here is known by it, wherever it stands now.
base::Result<JournalReader::Wrong> JournalReader::diagnosed(const JournalEvent& event,
                                                            std::string_view before) {
  std::string link_of_last(event.link);
  Statement row(connection_, journal_sql("number > ?"), "stores.diagnose");
  row.bind(event.number);
  for (bool first = true;; first = false) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) break;
    const auto other = event_from(row);
    const auto link = link_as(before, other, event.number);
    if (link == other.link || link == event.link) {
      const auto& left_of_it = first ? other.link : link_of_last;
      const auto back = link_as(left_of_it, event, other.number);
      const bool swapped = link == event.link || back == event.link;
      if (swapped)
        return Wrong{"swapped",
                     "and event " + std::to_string(other.number) + " of it were swapped."};
      return Wrong{"inserted", "was inserted: the one that belongs there is now event " +
                                   std::to_string(other.number) + "."};
    }
    if (first && link_of(event.link, other) != other.link &&
        link_as(event.link, other, other.number + 1) == other.link)
      return Wrong{"removed",
                   "stands where another was: that was removed, and the later ones renumbered."};
    link_of_last = other.link;
  }
  return Wrong{"changed", "was changed, or does not come from Candour."};
}

}  // namespace candour::stores
