// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_policy_versions.h"

#include <gtest/gtest.h>

#include "stores/sqlite_connection.h"
#include "stores/sqlite_verify.h"
#include "support/temporary_folder.h"

namespace candour::stores {
namespace {

class KeptPolicies : public testing::Test {
 protected:
  static PolicyVersion version(std::string digest) {
    PolicyVersion row;
    row.time = base::Instant{std::chrono::milliseconds{1'000}};
    row.version = std::move(digest);
    row.how = PolicyOrigin::applied;
    row.author = "helen";
    row.note = "minute 12";
    row.roster_digest = "r";
    row.text = "# ours\nrules: {}\n";
    return row;
  }

  support::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "ledger.sqlite";
  const std::unique_ptr<PolicyVersions> versions_ =
      std::move(open_sqlite_policy_versions(file_).value());
};

TEST_F(KeptPolicies, ComeBackAsTheyWerePutThere) {
  ASSERT_EQ(versions_->record(version("a")).value(), 1);
  const auto found = versions_->find(1).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->text, "# ours\nrules: {}\n");
  EXPECT_EQ(found->author, "helen");
  EXPECT_EQ(found->note, "minute 12");
  EXPECT_EQ(found->how, PolicyOrigin::applied);
  EXPECT_FALSE(versions_->find(2).value());
}

TEST_F(KeptPolicies, AreListedNewestFirstWithoutTheirTexts) {
  for (const auto* digest : {"a", "b", "c"}) ASSERT_TRUE(versions_->record(version(digest)));
  const auto list = versions_->list(2).value();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].version, "c");
  EXPECT_EQ(list[1].number, 2);
  EXPECT_EQ(list[0].text, "");
}

TEST_F(KeptPolicies, AreOneWhereTheSameIsFoundAgain) {
  ASSERT_EQ(versions_->record(version("a")).value(), 1);
  EXPECT_EQ(versions_->record(version("a")).value(), 1);
  ASSERT_EQ(versions_->record(version("b")).value(), 2);
  EXPECT_EQ(versions_->record(version("a")).value(), 3);
}

TEST_F(KeptPolicies, AreNotOnRecordWhereTheyCouldNotBePutLive) {
  const auto failed = versions_->record(version("a"), [] {
    return base::Result<void>(base::Error{base::Fault::unavailable, "test", "no disk"});
  });
  EXPECT_FALSE(failed);
  EXPECT_TRUE(versions_->list(10).value().empty());
}

TEST_F(KeptPolicies, AreRecordedByNobodyElseMeanwhile) {
  auto other = std::move(open_sqlite_policy_versions(file_).value());
  ASSERT_TRUE(versions_->record(version("a"), [&] {
    EXPECT_FALSE(other->record(version("b")));
    return base::Result<void>();
  }));
  EXPECT_EQ(other->record(version("a")).value(), 1);
}

TEST_F(KeptPolicies, AreHeldByTheLedgersChain) {
  ASSERT_TRUE(versions_->record(version("a")));
  EXPECT_FALSE(verify_sqlite(file_, {})->fault);
  const auto connection = std::move(open_connection(file_).value());
  ASSERT_TRUE(execute(connection.get(), "UPDATE policy_version SET text = 'rules: {}'", "test"));
  const auto report = verify_sqlite(file_, {});
  ASSERT_TRUE(report->fault);
  EXPECT_EQ(report->fault->how, "changed");
}

}  // namespace
}  // namespace candour::stores
