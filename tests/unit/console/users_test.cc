// SPDX-License-Identifier: MPL-2.0

#include "console/users.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "support/temporary_folder.h"

namespace candour::console {
namespace {

namespace fs = std::filesystem;

constexpr HashCost cheap{64, 1, 2};
const std::string sound = "correct horse battery", other = "another four words here";

class UsersTest : public testing::Test {
 protected:
  std::string content() const {
    std::ifstream in(file_);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  void write(const std::string& text) const {
    std::ofstream(file_) << text;
    fs::permissions(file_, fs::perms::owner_read | fs::perms::owner_write);
  }
  bool lets_in(const std::string& name, const std::string& password) {
    return users_.known(name, password).value().has_value();
  }

  support::TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "console-users";
  std::vector<std::string> faults_;
  Users users_{file_, cheap, [this](const std::string& fault) { faults_.push_back(fault); }};
};

TEST_F(UsersTest, AreNobodyWithoutAFile) {
  EXPECT_TRUE(users_.all().value().empty());
  EXPECT_FALSE(lets_in("helen", sound));
  EXPECT_FALSE(fs::exists(file_));
}

TEST_F(UsersTest, SignInWithTheirPasswordAlone) {
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  const auto known = users_.known(" Helen ", sound).value();
  ASSERT_TRUE(known);
  EXPECT_EQ(known->name, "helen");
  EXPECT_EQ(known->role, Role::clerk);
  EXPECT_FALSE(lets_in("helen", other));
  EXPECT_FALSE(lets_in("helen", ""));
  EXPECT_FALSE(lets_in("tom", sound));
}

TEST_F(UsersTest, AreInAFileThatIsTheirOwnersAlone) {
  ASSERT_TRUE(users_.add("tom", Role::reader, sound));
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  struct stat found {};
  ASSERT_EQ(::stat(file_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
  EXPECT_EQ(content().find(sound), std::string::npos);
  EXPECT_LT(content().find("helen clerk "), content().find("tom reader "));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1)
      << "nothing left beside it";
}

TEST_F(UsersTest, AreOnceEach) {
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  EXPECT_EQ(users_.add("helen", Role::admin, other).error().fault, base::Fault::refused);
  EXPECT_TRUE(lets_in("helen", sound));
  for (const auto* name : {"", "Helen", "he len", "-helen", "hel\nen", "h\u00e9lene", "#helen"})
    EXPECT_EQ(users_.add(name, Role::admin, sound).error().fault, base::Fault::refused) << name;
  EXPECT_EQ(users_.add("tom", Role::admin, "short").error().fault, base::Fault::refused);
  EXPECT_EQ(users_.all().value().size(), 1u);
}

TEST_F(UsersTest, GetAnotherPasswordWithAnotherId) {
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  const auto before = (*users_.find("helen"))->password_id;
  const auto id = users_.set_password("helen", other).value();
  EXPECT_NE(id, before);
  EXPECT_EQ((*users_.find("helen"))->password_id, id);
  EXPECT_FALSE(lets_in("helen", sound));
  EXPECT_TRUE(lets_in("helen", other));
  EXPECT_FALSE(users_.set_password("helen", "helen"));
  EXPECT_FALSE(users_.set_password("tom", other));
}

TEST_F(UsersTest, GetAnotherRoleAndGo) {
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  const auto before = **users_.find("helen");
  ASSERT_TRUE(users_.set_role("helen", Role::admin));
  EXPECT_EQ((*users_.find("helen"))->role, Role::admin);
  EXPECT_EQ((*users_.find("helen"))->password_id, before.password_id);
  ASSERT_TRUE(users_.remove("helen"));
  EXPECT_FALSE(lets_in("helen", sound));
  EXPECT_EQ(users_.remove("helen").error().fault, base::Fault::refused);
  EXPECT_EQ(users_.set_role("helen", Role::admin).error().fault, base::Fault::refused);
}

TEST_F(UsersTest, AreAsSomebodyElseChangedThem) {
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  Users another(file_, cheap);
  ASSERT_TRUE(another.set_role("helen", Role::reader));
  EXPECT_EQ((*users_.find("helen"))->role, Role::reader);
  ASSERT_TRUE(another.remove("helen"));
  EXPECT_FALSE((*users_.find("helen")));
}

TEST_F(UsersTest, AreNotLostWhereSeveralWriteAtOnce) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i)
    writers.emplace_back([&, i] {
      Users own(file_, cheap);
      for (int j = 0; j < 5; ++j)
        EXPECT_TRUE(
            own.add("user" + std::to_string(i) + "-" + std::to_string(j), Role::reader, sound));
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(users_.all().value().size(), 40u);
}

TEST_F(UsersTest, GetAHashOfThePresentCostWhenTheySignIn) {
  Users before(file_, {32, 1, 1});
  ASSERT_TRUE(before.add("helen", Role::clerk, sound));
  const auto old = **users_.find("helen");
  EXPECT_FALSE(lets_in("helen", other));
  EXPECT_EQ((*users_.find("helen"))->hash, old.hash);
  EXPECT_TRUE(lets_in("helen", sound));
  const auto renewed = **users_.find("helen");
  EXPECT_FALSE(is_of_other_cost(renewed.hash, cheap));
  EXPECT_EQ(renewed.password_id, old.password_id) << "sessions go on";
  EXPECT_TRUE(lets_in("helen", sound));
}

TEST_F(UsersTest, AreNobodyAndNotWrittenOverWhereTheFileIsBroken) {
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  const auto whole = content();
  const auto broken = whole + "tom reader hunter2\n";
  write(broken);
  const auto fault = users_.known("helen", sound).error();
  EXPECT_EQ(fault.fault, base::Fault::malformed);
  EXPECT_NE(fault.detail.find("console-users:4: "), std::string::npos) << fault.detail;
  EXPECT_EQ(fault.detail.find("hunter2"), std::string::npos) << fault.detail;
  EXPECT_FALSE(users_.add("ann", Role::admin, sound));
  EXPECT_FALSE(users_.remove("helen"));
  EXPECT_FALSE(users_.set_role("helen", Role::admin));
  EXPECT_FALSE(users_.set_password("helen", other));
  EXPECT_EQ(content(), broken);
  EXPECT_EQ(faults_.size(), 1u) << "told once";
  write(whole);
  EXPECT_TRUE(lets_in("helen", sound));
}

TEST_F(UsersTest, AreNobodyWhereOthersMayReadTheFile) {
  ASSERT_TRUE(users_.add("helen", Role::clerk, sound));
  fs::permissions(file_, fs::perms::group_read, fs::perm_options::add);
  const auto fault = users_.known("helen", sound).error();
  EXPECT_NE(fault.detail.find("chmod 600"), std::string::npos) << fault.detail;
  EXPECT_FALSE(users_.set_role("helen", Role::admin));
}

TEST(UsersFile, ComesBackAsItWasWritten) {
  const std::vector<UserRecord> users{
      {"ann@x.example", Role::admin, std::string(16, 'a'), nobodys_hash(cheap)},
      {"tom", Role::reader, std::string(16, '0'), nobodys_hash({})}};
  const auto again = read_users(written(users), "console-users").value();
  ASSERT_EQ(again.size(), 2u);
  EXPECT_EQ(again[0].name, "ann@x.example");
  EXPECT_EQ(again[1].hash, users[1].hash);
  EXPECT_EQ(written(again), written(users));
}

TEST(UsersFile, NamesEachFaultByItsLine) {
  const auto line = [](const std::string& name, const std::string& role) {
    return name + " " + role + " " + std::string(16, 'a') + " " + nobodys_hash(cheap) + "\r\n";
  };
  const auto fault = read_users("\n# a note\n" + line("ann", "clerk") + line("ann", "reader") +
                                    line("tom", "boss") + "helen\n" + line("Tom", "clerk"),
                                "console-users")
                         .error();
  EXPECT_EQ(fault.detail,
            "console-users:4: this user stands above already\n"
            "console-users:5: the role is reader, clerk or admin\n"
            "console-users:6: a name, a role, a password's id and its hash are expected\n"
            "console-users:7: this is no user's name: small letters, digits and . _ - @ + are "
            "allowed");
}

TEST(UsersFile, HasItsLimits) {
  std::vector<UserRecord> users;
  for (std::size_t i = 0; i <= most_users; ++i)
    users.push_back(
        {"user" + std::to_string(i), Role::reader, std::string(16, 'a'), nobodys_hash({})});
  EXPECT_FALSE(read_users(written(users), "f"));
  users.pop_back();
  EXPECT_TRUE(read_users(written(users), "f"));
  EXPECT_LT(written(users).size(), 512u << 10);
  EXPECT_FALSE(read_users(std::string(1u << 20, '\n') + std::string(10'000, 'x'), "f"));
}

}  // namespace
}  // namespace candour::console
