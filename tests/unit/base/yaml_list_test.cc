// SPDX-License-Identifier: MPL-2.0

#include "base/yaml_list.h"

#include <gtest/gtest.h>

namespace candour::base {
namespace {

const YamlFields clerk{{"server", "imaps://mail.example?ca=a b"}, {"user", "clerk: \"x\" #1"}};

constexpr auto file = R"(# the council's
policy: policy.yaml   # one
accounts:
    # the office
    - server: imaps://a.example
      user: office
    # the chair
    - server: imaps://b.example   # new
      user: chair

# below
data: ./data
)";

TEST(YamlList, TakesAnEntryAtItsEndAndKeepsAllElse) {
  const auto text =
      with_list_entry(file, "accounts", {{"server", "imaps://c.example"}, {"user", "c"}});
  ASSERT_TRUE(text) << text.error().detail;
  std::string expected = file;
  expected.insert(expected.find("\n# below"), "    - server: imaps://c.example\n      user: c\n");
  EXPECT_EQ(*text, expected);
}

TEST(YamlList, IsMadeWhereThereIsNoneOrAnEmptyOne) {
  const std::string entry = "accounts:\n  - user: c\n";
  for (const auto* before :
       {"policy: p\n", "policy: p\naccounts: []\n", "policy: p\naccounts:\n", "policy: p"})
    EXPECT_EQ(with_list_entry(before, "accounts", {{"user", "c"}}).value(), "policy: p\n" + entry)
        << before;
}

TEST(YamlList, QuotesWhatYamlWouldReadOtherwise) {
  const auto text = with_list_entry("policy: p\n", "accounts", clerk);
  ASSERT_TRUE(text) << text.error().detail;
  EXPECT_TRUE(with_list_entry(*text, "accounts", clerk));
}

TEST(YamlList, LosesAnEntryWithItsLinesAlone) {
  const auto text = without_list_entry(file, "accounts", 1);
  ASSERT_TRUE(text) << text.error().detail;
  EXPECT_NE(text->find("office"), std::string::npos);
  EXPECT_NE(text->find("# below"), std::string::npos);
  EXPECT_EQ(text->find("b.example"), std::string::npos);
}

TEST(YamlList, IsWrittenAsEmptyWhenItsLastEntryGoes) {
  EXPECT_EQ(without_list_entry("accounts:\n- user: a\ndata: d\n", "accounts", 0).value(),
            "accounts: []\ndata: d\n");
}

TEST(YamlList, IsLeftAloneWhereItsLayoutIsNotUnderstood) {
  for (const auto* text : {"accounts: [{user: a}]\n", "accounts: {a: b}\n", "accounts: a\n",
                           "accounts:\n  [{user: a}]\n", "{accounts: [], policy: p}\n", "a: [\n",
                           "text: |\n  x\n'accounts':\n  - user: a\n"})
    EXPECT_FALSE(with_list_entry(text, "accounts", {{"user", "c"}})) << text;
  EXPECT_FALSE(without_list_entry("accounts: [{user: a}]\n", "accounts", 0));
  EXPECT_FALSE(without_list_entry(file, "accounts", 2));
}

}  // namespace
}  // namespace candour::base
