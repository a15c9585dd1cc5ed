// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/xml.h"

#include <gtest/gtest.h>

#include <string>

namespace candour::extract {
namespace {

// Writes the events down: "<p a=1>text</p>".
class Record : public XmlListener {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    events.append("<").append(name);
    if (const auto value = attributes["a"]; !value.empty()) events.append(" a=").append(value);
    events += '>';
  }
  void end(std::string_view name) override { events.append("</").append(name).append(">"); }
  void text(std::string_view text) override { events += text; }

  std::string events;
};

bool parse(const std::string& xml, std::string& events) {
  Record record;
  XmlParser parser(record);
  const bool whole = parser.parse(xml) && parser.finish();
  events = record.events;
  return whole;
}

TEST(Xml, TellsEventsWithoutPrefixes) {
  std::string events;
  EXPECT_TRUE(parse("<w:p w:a='1'>x &amp; <![CDATA[<y>]]><w:br/></w:p>", events));
  EXPECT_EQ(events, "<p a=1>x & <y><br></br></p>");
}

TEST(Xml, IsReadUpToItsFault) {
  std::string events;
  EXPECT_FALSE(parse("<p>drains</p><", events));
  EXPECT_EQ(events, "<p>drains</p>");
  EXPECT_FALSE(parse("", events));
}

TEST(Xml, IsNotReadPastDeclarations) {
  std::string events;
  EXPECT_FALSE(parse("<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;</p>", events));
  EXPECT_EQ(events, "");
}

TEST(Xml, MayNameADocumentTypeAsOpenOfficeOneDoes) {
  std::string events;
  EXPECT_TRUE(parse("<!DOCTYPE p PUBLIC '-//x' 'x.dtd'><p>drains</p>", events));
  EXPECT_EQ(events, "<p>drains</p>");
}

TEST(Xml, NestsAsDeepAsItLikes) {
  constexpr int levels = 100'000;
  std::string xml;
  for (int i = 0; i < levels; ++i) xml += "<p>";
  xml += "x";
  for (int i = 0; i < levels; ++i) xml += "</p>";
  std::string events;
  EXPECT_TRUE(parse(xml, events));
  EXPECT_EQ(events.size(), xml.size());
}

TEST(Xml, HasHugeAndManyAttributes) {
  std::string events;
  EXPECT_TRUE(parse("<p a='" + std::string(1 << 20, 'x') + "'/>", events));
  EXPECT_GT(events.size(), 1u << 20);
  std::string many = "<p";
  for (int i = 0; i < 100'000; ++i) many += " a" + std::to_string(i) + "='1'";
  EXPECT_TRUE(parse(many + "/>", events));
}

TEST(Xml, ComesInPiecesAndInTimeLinearInItsLongestTag) {
  Record record;
  XmlParser parser(record);
  EXPECT_TRUE(parser.parse("<p a='"));
  const std::string piece(16 << 10, 'x');
  constexpr int pieces = 1'000;  // 16 MB: minutes where each piece is a new start
  for (int i = 0; i < pieces; ++i) ASSERT_TRUE(parser.parse(piece));
  EXPECT_TRUE(parser.parse("'/>"));
  EXPECT_TRUE(parser.finish());
  EXPECT_GT(record.events.size(), pieces * piece.size());
}

}  // namespace
}  // namespace candour::extract
