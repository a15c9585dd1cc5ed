// SPDX-License-Identifier: MPL-2.0
#include <gtest/gtest.h>

#include <string>

#include "support/documents.h"

namespace candour::extract {
namespace {

using tests::opened;
using tests::zip_of;

TEST(Zip, OpensWhatIsInItUnderItsPath) {
  const auto inner = zip_of({{"list.txt", "Smith"}});
  const auto all = opened("papers.zip", zip_of({{"2026/caf\xC3\xA9.txt", "Drains"},
                                                {"2026/", ""},
                                                {"__MACOSX/._x", "clutter"},
                                                {"inner.zip", inner}}));
  EXPECT_TRUE(all.unread.empty());
  ASSERT_EQ(all.documents.size(), 2u);
  EXPECT_EQ(all.documents[0].name, "2026/café.txt");
  EXPECT_EQ(all.documents[0].text, "Drains");
  EXPECT_EQ(all.documents[1].name, "inner.zip/list.txt");
}

TEST(Zip, IsNoOfficeFileForANameAlone) {
  const auto all =
      opened("papers.zip", zip_of({{"[Content_Types].xml", "<Types/>"}, {"pay.txt", "Smith"}}));
  ASSERT_EQ(all.documents.size(), 2u);
  EXPECT_EQ(all.documents[1].name, "pay.txt");
}

TEST(Zip, NamesTheFilesThatNeedAPassword) {
  const auto all = opened("papers.zip", zip_of({{"pay.txt", "Smith 10"}}, "secret"));
  EXPECT_TRUE(all.documents.empty());
  ASSERT_EQ(all.unread.size(), 1u);
  EXPECT_EQ(all.unread[0].what, "pay.txt");
  EXPECT_EQ(all.unread[0].why, "encrypted: it needs a password");
  EXPECT_TRUE(all.unread[0].could_change_verdict);
}

TEST(Zip, IsFollowedNoDeeperThanTheBound) {
  std::string content = "Drains";
  for (int level = 0; level < 6; ++level) content = zip_of({{"a", content}});
  const auto all = opened("a.zip", content);
  EXPECT_TRUE(all.documents.empty());
  ASSERT_EQ(all.unread.size(), 1u);
  EXPECT_EQ(all.unread[0].what, "a/a/a/a/a");
  EXPECT_TRUE(all.unread[0].could_change_verdict);
}

TEST(Zip, IsUnpackedNoFurtherThanTheBound) {
  const auto bomb = zip_of({{"zeros.txt", std::string(3 << 20, ' ')}});
  EXPECT_LT(bomb.size(), 10'000u);
  Bounds entry;
  entry.entry_bytes = 1 << 20;
  Bounds all_of_it;
  all_of_it.unpacked_bytes = 1 << 20;
  for (const auto& bounds : {entry, all_of_it}) {
    const auto all = opened("bomb.zip", bomb, bounds);
    ASSERT_FALSE(all.unread.empty());
    EXPECT_TRUE(all.unread[0].could_change_verdict);
    for (const auto& document : all.documents) EXPECT_LE(document.text.size(), 1u << 20);
  }
}

TEST(Zip, HoldsNoMoreFilesThanTheBound) {
  std::vector<tests::Packed> many;
  for (int i = 0; i < 20; ++i) many.push_back({std::to_string(i), "Drains"});
  Bounds bounds;
  bounds.entries = 10;
  const auto all = opened("many.zip", zip_of(many), bounds);
  EXPECT_EQ(all.documents.size(), 10u);
  ASSERT_EQ(all.unread.size(), 1u);
  EXPECT_TRUE(all.unread[0].could_change_verdict);
}

TEST(Zip, SaysThatItIsDamaged) {
  const auto whole = zip_of({{"a.txt", std::string(1'000, 'x') + "drains and roads"}});
  for (std::size_t twentieth = 1; twentieth < 20; ++twentieth) {
    const auto all = opened("a.zip", whole.substr(0, whole.size() * twentieth / 20));
    ASSERT_FALSE(all.unread.empty()) << twentieth;
  }
  EXPECT_TRUE(opened("empty.zip", "PK\5\6" + std::string(18, '\0')).documents.empty());
}

}  // namespace
}  // namespace candour::extract
