// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_runs.h"

#include <mutex>
#include <optional>

#include "stores/sqlite_chain.h"
#include "stores/sqlite_connection.h"
#include "stores/sqlite_transaction.h"

namespace candour::stores {

namespace {

constexpr std::string_view where = "stores.runs";

class SqliteRuns final : public Runs {
 public:
  explicit SqliteRuns(Connection connection)
      : connection_(std::move(connection)), chain_(connection_.get()) {}

  base::Result<void> begin(base::Instant now) override {
    const std::lock_guard lock(mutex_);
    Transaction transaction(connection_.get());
    if (auto begun = transaction.begin(); !begun) return begun;
    if (auto begun = begin_run(now); !begun) return begun;
    return transaction.commit();
  }

  base::Result<void> still_alive(base::Instant now) override {
    const std::lock_guard lock(mutex_);
    const WithoutFlush unhurried(connection_.get());
    Transaction transaction(connection_.get());
    if (auto begun = transaction.begin(); !begun) return begun;
    const auto last = last_sign();
    if (!last) return last.error();
    const bool goes_on = *last && now >= **last && now - **last <= longest_silence;
    if (auto noted = goes_on ? sign(now) : begin_run(now); !noted) return noted;
    return transaction.commit();
  }

  base::Result<void> end(base::Instant now) override {
    const std::lock_guard lock(mutex_);
    if (current_ == 0) return {};
    Transaction transaction(connection_.get());
    if (auto begun = transaction.begin(); !begun) return begun;
    const auto last = last_sign();
    if (!last) return last.error();
    if (*last && now >= **last && now - **last <= longest_silence)
      if (auto noted = sign(now); !noted) return noted;
    if (auto ended = end_all(); !ended) return ended;
    return transaction.commit();
  }

  base::Result<std::vector<Run>> list() const override {
    const std::lock_guard lock(mutex_);
    Statement row(connection_.get(),
                  "SELECT r.number, r.began, CASE WHEN r.ended > 0 THEN r.ended"
                  " ELSE coalesce(s.time, r.began) END, r.ended = 0"
                  " FROM run r LEFT JOIN run_sign s ON s.run = r.number ORDER BY r.number",
                  where);
    std::vector<Run> runs;
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) return runs;
      Run run;
      run.number = row.number();
      run.began = row.time();
      run.ended = row.time();
      run.goes_on = row.number() != 0;
      runs.push_back(run);
    }
  }

 private:
  base::Result<void> begin_run(base::Instant now) {
    if (auto ended = end_all(); !ended) return ended;
    auto inserted =
        Statement(connection_.get(), "INSERT INTO run (began, ended) VALUES (?, 0)", where)
            .bind(now)
            .run();
    if (!inserted) return inserted;
    current_ = sqlite3_last_insert_rowid(connection_.get());
    if (auto noted = sign(now); !noted) return noted;
    return chain_.record("run", std::to_string(current_));
  }

  // Nothing where another candourd took the run for ended.
  base::Result<std::optional<base::Instant>> last_sign() {
    Statement row(connection_.get(), "SELECT time FROM run_sign WHERE run = ?", where);
    row.bind(current_);
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return std::optional<base::Instant>();
    return std::optional(row.time());
  }

  base::Result<void> sign(base::Instant now) {
    return Statement(connection_.get(), "INSERT OR REPLACE INTO run_sign (run, time) VALUES (?, ?)",
                     where)
        .bind(current_)
        .bind(now)
        .run();
  }

  base::Result<std::vector<std::int64_t>> open_runs() {
    Statement row(connection_.get(), "SELECT number FROM run WHERE ended = 0", where);
    std::vector<std::int64_t> numbers;
    for (;;) {
      const auto found = row.step();
      if (!found) return found.error();
      if (!*found) return numbers;
      numbers.push_back(row.number());
    }
  }

  base::Result<void> end_all() {
    const auto numbers = open_runs();
    if (!numbers) return numbers.error();
    for (const auto number : *numbers) {
      auto ended = Statement(connection_.get(),
                             "UPDATE run SET ended = coalesce((SELECT time FROM run_sign"
                             " WHERE run = ?1), began) WHERE number = ?1",
                             where)
                       .bind(number)
                       .run();
      if (!ended) return ended;
      if (auto chained = chain_.record("run", std::to_string(number)); !chained) return chained;
    }
    return execute(connection_.get(), "DELETE FROM run_sign", where);
  }

  mutable std::mutex mutex_;
  Connection connection_;
  Chain chain_;
  std::int64_t current_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<Runs>> open_sqlite_runs(const std::filesystem::path& file) {
  auto connection = open_connection(file);
  if (!connection) return connection.error();
  return std::unique_ptr<Runs>(std::make_unique<SqliteRuns>(std::move(*connection)));
}

}  // namespace candour::stores
