// SPDX-License-Identifier: MPL-2.0
#include "mail/entity.h"

#include <gtest/gtest.h>

namespace candour::mail {
namespace {

using Fields = std::vector<RawField>;

struct Made {
  Remarks remarks;
  std::unique_ptr<Entity> entity;

  explicit Made(const Fields& fields)
      : entity(std::make_unique<Entity>(fields, "text/plain", Limits{}, remarks)) {}
};

TEST(Entity, KeepsAllFieldsInOrder) {
  const Made made(Fields{{"Subject", "one"}, {"X-Empty", ""}, {"subject", "two"}});
  const auto fields = made.entity->fields();
  ASSERT_EQ(fields.size(), 3u);
  EXPECT_EQ(fields[1].name, "X-Empty");
  EXPECT_EQ(fields[1].value, "");
  EXPECT_EQ(fields[2].value, "two");
  EXPECT_EQ(made.entity->value("SUBJECT"), "one");
}

TEST(Entity, KeepsAContentTypeAsItWasWritten) {
  const std::string value = R"(Multipart/Mixed; boundary="a;b"; x="\"")";
  const Made made(Fields{{"Content-Type", value}});
  EXPECT_EQ(made.entity->value("content-type"), value);
  EXPECT_EQ(made.entity->type(), "multipart/mixed");
  EXPECT_EQ(made.entity->content_type().parameter("boundary"), "a;b");
}

TEST(Entity, KeepsAnOverlongFieldInItsPlace) {
  const std::string longer(100'000, 'x');
  const Made made(Fields{{"Subject", "s"}, {"To", longer}, {"Cc", "c"}});
  EXPECT_EQ(made.entity->value("To"), longer);
  EXPECT_EQ(made.entity->fields()[1].value, longer);
  EXPECT_EQ(made.entity->fields()[2].value, "c");
}

TEST(Entity, PassesRawBytesThrough) {
  const Made made(Fields{{"Subject", "caf\xE9 \xC3\xA9"}});
  EXPECT_EQ(made.entity->value("Subject"), "caf\xE9 \xC3\xA9");
}

TEST(Entity, IsPlainTextWithoutAValidType) {
  for (const auto* value : {"", "text", "text/", "/html", "a/b/c"}) {
    const Made made(Fields{{"Content-Type", value}});
    EXPECT_EQ(made.entity->type(), "text/plain") << value;
  }
}

TEST(Entity, TakesAMultipartBeforeAnotherType) {
  const Made made(
      {{"Content-Type", "text/plain"}, {"Content-Type", "multipart/mixed; boundary=b"}});
  EXPECT_EQ(made.entity->type(), "multipart/mixed");
  EXPECT_EQ(made.remarks.anomalies, std::vector<std::string>{"duplicate-header"});
}

// What mimetic's typed fields crash on stays plain text here.
TEST(Entity, ReadsFieldsThatCrashTypedReaders) {
  const Made made(Fields{{"To", "foo:"}, {"Date", "+99999"}, {"From", " "}});
  EXPECT_EQ(made.entity->value("To"), "foo:");
}

TEST(Entity, OwnsItsParts) {
  const Made made(Fields{{"Content-Type", "multipart/mixed; boundary=b"}});
  Remarks remarks;
  auto& child = made.entity->adopt(std::make_unique<Entity>(Fields{{"Content-Type", "text/html"}},
                                                            "text/plain", Limits{}, remarks));
  EXPECT_FALSE(made.entity->is_leaf());
  EXPECT_TRUE(child.is_leaf());
  ASSERT_EQ(made.entity->children().size(), 1u);
  EXPECT_EQ(made.entity->children()[0]->type(), "text/html");
}

}  // namespace
}  // namespace candour::mail
