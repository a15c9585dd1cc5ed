// SPDX-License-Identifier: MPL-2.0

#include "console/password.h"

#include <gtest/gtest.h>

namespace candour::console {
namespace {

constexpr HashCost cheap{64, 1, 2};
const std::string sound = "correct horse battery";

TEST(Password, CostsByItselfWhatTheStandardRecommends) {
  const auto hash = hash_password(sound, {}).value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=4$")) << hash;
  EXPECT_TRUE(is_password_hash(hash)) << hash;
  EXPECT_TRUE(is_password(sound, hash).value());
}

TEST(Password, IsKnownByItsHashAndNoOtherIs) {
  const auto hash = hash_password(sound, cheap).value();
  EXPECT_TRUE(is_password(sound, hash).value());
  for (const auto* other :
       {"", "correct horse batter", "correct horse battery ", "Correct horse battery"})
    EXPECT_FALSE(is_password(other, hash).value()) << other;
}

TEST(Password, HasAnotherHashEachTime) {
  EXPECT_NE(hash_password(sound, cheap).value(), hash_password(sound, cheap).value());
}

TEST(Password, IsTheSameHoweverItsAccentsAreTyped) {
  const auto hash = hash_password("Si\u00e2n o Gaerfyrddin", cheap).value();
  EXPECT_TRUE(is_password("Sia\u0302n o Gaerfyrddin", hash).value());
  EXPECT_FALSE(is_password("Sian o Gaerfyrddin", hash).value());
}

TEST(Password, MayNotBeShortTheNameOrOneCharacter) {
  EXPECT_EQ(fault_of_password(sound, "helen"), "");
  EXPECT_NE(fault_of_password("eleven char", "helen").find("12 characters"), std::string::npos);
  EXPECT_EQ(fault_of_password("twelve chars", "helen"), "");
  EXPECT_NE(fault_of_password("Clerk@Eastmere.example", "clerk@eastmere.example"), "");
  EXPECT_NE(fault_of_password("xxxxxxxxxxxxxxxx", "helen"), "");
  EXPECT_NE(fault_of_password(std::string(1'025, 'x') + "y", "helen"), "");
  EXPECT_NE(fault_of_password("\xff\xfe" + sound, "helen"), "");
  EXPECT_NE(fault_of_password("\u00e2\u00e2\u00e2\u00e2\u00e2\u00e2", "helen"), "")
      << "12 bytes, 6 characters";
}

TEST(Password, OfNobodyIsNeverRightAndCostsTheSame) {
  const auto hash = nobodys_hash(cheap);
  EXPECT_TRUE(is_password_hash(hash));
  EXPECT_FALSE(is_of_other_cost(hash, cheap));
  for (const auto& password : {std::string(), sound, std::string(64, '\0')})
    EXPECT_FALSE(is_password(password, hash).value());
}

TEST(PasswordHash, OfAnotherCostIsTold) {
  const auto hash = hash_password(sound, cheap).value();
  EXPECT_FALSE(is_of_other_cost(hash, cheap));
  EXPECT_TRUE(is_of_other_cost(hash, {128, 1, 2}));
  EXPECT_TRUE(is_of_other_cost(hash, {64, 2, 2}));
  EXPECT_TRUE(is_of_other_cost(hash, {64, 1, 1}));
}

TEST(PasswordHash, IsNothingElse) {
  const std::string salt(22, 'a'), tag(43, 'b');
  const auto of = [&](const std::string& kind, const std::string& cost) {
    return kind + cost + "$" + salt + "$" + tag;
  };
  EXPECT_TRUE(is_password_hash(of("$argon2id$v=19$", "m=65536,t=3,p=4")));
  for (const auto& text :
       {std::string(), sound, of("$argon2i$v=19$", "m=65536,t=3,p=4"),
        of("$argon2id$v=16$", "m=65536,t=3,p=4"), of("$argon2id$v=19$", "m=4294967295,t=3,p=4"),
        of("$argon2id$v=19$", "m=99999999999,t=3,p=4"), of("$argon2id$v=19$", "m=65536,t=0,p=4"),
        of("$argon2id$v=19$", "m=65536,t=999,p=4"), of("$argon2id$v=19$", "m=16,t=3,p=4"),
        of("$argon2id$v=19$", "m=65536,t=3,p=0"), of("$argon2id$v=19$", "m=65536,t=3,p=4") + "$",
        of("$argon2id$v=19$", "m=65536,t=3,p=4") + "c", "$argon2id$v=19$m=65536,t=3,p=4$" + salt,
        std::string(300, '$')})
    EXPECT_FALSE(is_password_hash(text)) << text;
}

}  // namespace
}  // namespace candour::console
