// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_chain.h"

#include <boost/json.hpp>

#include "base/digest.h"

namespace candour::stores {

namespace json = boost::json;

namespace {

constexpr std::size_t name_bytes = 16;  // random, in a ledger's first event

base::Result<std::int64_t> count_of(sqlite3* connection, const RecordKind& kind) {
  Statement row(connection, "SELECT count(*) FROM " + std::string(kind.table), "stores.count");
  if (const auto found = row.step(); !found) return found.error();
  return row.number();
}

}  // namespace

Chain::Chain(sqlite3* connection)
    : connection_(connection),
      readers_(connection),
      openings_(connection),
      head_(connection, "SELECT number, link FROM journal ORDER BY number DESC LIMIT 1",
            "stores.chain_head"),
      append_(connection,
              "INSERT INTO journal (number, time, kind, subject, told, content, link)"
              " VALUES (?, ?, ?, ?, ?, ?, ?)",
              "stores.append_event") {}

base::Result<void> Chain::record(std::string_view kind, std::string_view subject) {
  const auto* known = record_kind(kind);
  if (known == nullptr) throw std::logic_error("no such kind of record: " + std::string(kind));
  const auto text = readers_.of(*known).read(subject);
  if (!text) return text.error();
  if (!*text) throw std::logic_error("nothing was written that could be chained");
  Opening opening;
  opening.salt = new_salt();
  auto content = content_of(**text, opening);
  if (!content) return content.error();
  const auto number = append({0, {}, std::string(kind), std::string(subject), "", *content, ""});
  if (!number) return number.error();
  opening.event = *number;
  return openings_.put(kind, subject, opening);
}

base::Result<void> Chain::withdraw(std::string_view kind, std::string_view subject) {
  const auto number = note("withdrawn", std::string(kind) + ' ' + std::string(subject), "");
  if (!number) return number.error();
  Opening opening;
  opening.event = *number;
  return openings_.put(kind, subject, opening);
}

base::Result<std::int64_t> Chain::note(std::string_view kind, std::string_view subject,
                                       std::string told) {
  return append({0, {}, std::string(kind), std::string(subject), std::move(told), "", ""});
}

base::Result<ChainHead> Chain::head() {
  const auto found = head_.step();
  if (!found) return found.error();
  ChainHead head{0, first_link()};
  if (*found) {
    head.number = head_.number();
    head.link = head_.bytes();
  }
  head_.reset();
  return head;
}

base::Result<std::int64_t> Chain::append(JournalEvent event) {
  const auto before = head();
  if (!before) return before.error();
  event.number = before->number + 1;
  event.time = base::now();
  auto done = append_.bind(event.number)
                  .bind(event.time)
                  .bind(event.kind)
                  .bind(event.subject)
                  .bind(event.told)
                  .bind_bytes(event.content)
                  .bind_bytes(link_of(before->link, event))
                  .run();
  append_.reset();
  if (!done) return done.error();
  return event.number;
}

base::Result<void> begin_chain(sqlite3* connection) {
  Chain chain(connection);
  std::int64_t sealed = 0;
  for (const auto& kind : record_kinds()) {
    const auto count = count_of(connection, kind);
    if (!count) return count.error();
    sealed += *count;
  }
  const auto told =
      json::serialize(json::object{{"ledger", base::random_hex(name_bytes)}, {"sealed", sealed}});
  if (const auto begun = chain.note("begun", "", told); !begun) return begun.error();
  for (const auto& kind : record_kinds()) {
    Statement row(connection,
                  "SELECT " + std::string(kind.subject) + " FROM " + std::string(kind.table) + " r",
                  "stores.begin_chain");
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) break;
      const auto subject = row.text();
      if (auto recorded = chain.record(kind.name, subject); !recorded) return recorded;
    }
  }
  return {};
}

}  // namespace candour::stores
