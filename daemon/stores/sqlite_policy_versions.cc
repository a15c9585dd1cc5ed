// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_policy_versions.h"

#include <array>
#include <mutex>

#include "stores/sqlite_chain.h"
#include "stores/sqlite_connection.h"
#include "stores/sqlite_transaction.h"

namespace candour::stores {

namespace {

constexpr std::string_view where = "stores.policy_versions";

constexpr std::array origins{PolicyOrigin::applied, PolicyOrigin::edited, PolicyOrigin::reverted,
                             PolicyOrigin::packs};

PolicyOrigin origin_named(std::string_view name) {
  for (const auto origin : origins)
    if (name_of(origin) == name) return origin;
  return PolicyOrigin::edited;
}

base::Result<std::vector<PolicyVersion>> read_rows(Statement& row) {
  std::vector<PolicyVersion> versions;
  for (;;) {
    const auto found = row.step();
    if (!found) return found.error();
    if (!*found) return versions;
    PolicyVersion version;
    version.number = row.number();
    version.time = row.time();
    version.version = row.text();
    version.how = origin_named(row.text());
    version.author = row.text();
    version.note = row.text();
    version.roster_digest = row.text();
    version.text = row.text();
    versions.push_back(std::move(version));
  }
}

std::string rows_sql(std::string_view text, std::string_view rest) {
  return "SELECT number, time, version, how, author, note, roster_digest, " + std::string(text) +
         " FROM policy_version " + std::string(rest);
}

std::optional<PolicyVersion> first_of(std::vector<PolicyVersion>& versions) {
  if (versions.empty()) return {};
  return std::move(versions.front());
}

class SqlitePolicyVersions final : public PolicyVersions {
 public:
  explicit SqlitePolicyVersions(Connection connection)
      : connection_(std::move(connection)), chain_(connection_.get()) {}

  base::Result<std::vector<PolicyVersion>> list(std::size_t limit) const override {
    const std::lock_guard lock(mutex_);
    Statement row(connection_.get(), rows_sql("''", "ORDER BY number DESC LIMIT ?"), where);
    row.bind(static_cast<std::int64_t>(limit));
    return read_rows(row);
  }

  base::Result<std::optional<PolicyVersion>> find(std::int64_t number) const override {
    const std::lock_guard lock(mutex_);
    Statement row(connection_.get(), rows_sql("text", "WHERE number = ?"), where);
    row.bind(number);
    auto found = read_rows(row);
    if (!found) return found.error();
    return first_of(*found);
  }

  base::Result<std::optional<PolicyVersion>> newest() const override {
    const std::lock_guard lock(mutex_);
    return read_newest();
  }

  base::Result<std::int64_t> record(const PolicyVersion& policy, const PutLive& put_live) override {
    const std::lock_guard lock(mutex_);
    Transaction transaction(connection_.get());
    if (auto begun = transaction.begin(); !begun) return begun.error();
    const auto newest = read_newest();
    if (!newest) return newest.error();
    const bool known = *newest && (*newest)->version == policy.version;
    if (known && !put_live) return (*newest)->number;
    auto number = insert(policy);
    if (!number) return number;
    if (put_live)
      if (auto put = put_live(); !put) return put.error();
    if (auto done = transaction.commit(); !done) return done.error();
    return number;
  }

 private:
  base::Result<std::optional<PolicyVersion>> read_newest() const {
    Statement row(connection_.get(), rows_sql("text", "ORDER BY number DESC LIMIT 1"), where);
    auto found = read_rows(row);
    if (!found) return found.error();
    return first_of(*found);
  }

  base::Result<std::int64_t> insert(const PolicyVersion& policy) {
    auto inserted =
        Statement(connection_.get(),
                  "INSERT INTO policy_version (time, version, how, author, note, roster_digest,"
                  " text) VALUES (?, ?, ?, ?, ?, ?, ?)",
                  where)
            .bind(policy.time)
            .bind(policy.version)
            .bind(name_of(policy.how))
            .bind(policy.author)
            .bind(policy.note)
            .bind(policy.roster_digest)
            .bind(policy.text)
            .run();
    if (!inserted) return inserted.error();
    const std::int64_t number = sqlite3_last_insert_rowid(connection_.get());
    if (auto chained = chain_.record("policy", std::to_string(number)); !chained)
      return chained.error();
    return number;
  }

  mutable std::mutex mutex_;
  Connection connection_;
  Chain chain_;
};

}  // namespace

std::string_view name_of(PolicyOrigin how) {
  switch (how) {
    case PolicyOrigin::applied:
      return "applied";
    case PolicyOrigin::edited:
      break;
    case PolicyOrigin::reverted:
      return "reverted";
    case PolicyOrigin::packs:
      return "packs";
  }
  return "edited";
}

base::Result<std::unique_ptr<PolicyVersions>> open_sqlite_policy_versions(
    const std::filesystem::path& file) {
  auto connection = open_connection(file);
  if (!connection) return connection.error();
  return std::unique_ptr<PolicyVersions>(
      std::make_unique<SqlitePolicyVersions>(std::move(*connection)));
}

}  // namespace candour::stores
