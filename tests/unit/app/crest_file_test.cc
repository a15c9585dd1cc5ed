// SPDX-License-Identifier: MPL-2.0

#include "app/crest_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

using namespace std::string_literals;

class CrestFile : public testing::Test {
 protected:
  base::Result<reports::Crest> read(const std::string& bytes) {
    const auto file = folder_.path() / "arms";
    std::ofstream(file, std::ios::binary) << bytes;
    return read_crest(file);
  }
  support::TemporaryFolder folder_;
};

TEST_F(CrestFile, IsNoneWhereNoneIsNamed) {
  const auto crest = read_crest({});
  ASSERT_TRUE(crest);
  EXPECT_TRUE(crest->bytes.empty());
}

TEST_F(CrestFile, IsKnownByItsBytesAndNotByItsName) {
  EXPECT_EQ(read("\x89PNG\r\n\x1a\n and more").value().type, "image/png");
  EXPECT_EQ(read("\xff\xd8\xff\xe0 and more").value().type, "image/jpeg");
}

TEST_F(CrestFile, OfAnotherKindIsRefusedWithWhatToDo) {
  for (const auto& bytes : {""s, "<svg onload='alert(1)'/>"s, "GIF89a"s, "\x89PN"s}) {
    const auto crest = read(bytes);
    ASSERT_FALSE(crest) << bytes;
    EXPECT_NE(crest.error().detail.find("save the picture as one of them"), std::string::npos);
    EXPECT_EQ(crest.error().detail.find("summary: crest: "), 0u);
  }
}

TEST_F(CrestFile, HasToBeThereAndNotTooLarge) {
  EXPECT_EQ(read_crest(folder_.path() / "gone").error().fault, base::Fault::unavailable);
  EXPECT_EQ(read_crest(folder_.path()).error().fault, base::Fault::unavailable);
  EXPECT_EQ(read("\x89PNG\r\n\x1a\n" + std::string(largest_crest, 'x')).error().fault,
            base::Fault::over_limit);
}

}  // namespace
}  // namespace candour::app
