// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/kinds.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace candour::extract {
namespace {

using namespace std::literals;

struct Case {
  std::string_view content;
  std::string_view name;
  std::string_view type;
  std::string_view kind;
};

class KindOf : public testing::TestWithParam<Case> {};

TEST_P(KindOf, LooksAtBytesThenNameThenType) {
  const auto& [content, name, type, kind] = GetParam();
  EXPECT_EQ(kind_of({type, std::string(name), content}).name, kind);
}

INSTANTIATE_TEST_SUITE_P(
    Files, KindOf,
    testing::Values(
        Case{"\x89PNG\r\n\x1A\n..."sv, "report.docx", "application/pdf", "picture"},
        Case{"  <!DOCTYPE HTML><p>", "notes.txt", "", "HTML"},
        Case{"Minutes", "notes.TXT", "application/octet-stream", "text"},
        Case{"Minutes", "a.b.csv", "image/png", "text"},
        Case{"Minutes", "", "text/x-anything", "text"}, Case{"Minutes", "txt", "", "unknown"},
        Case{"<svg/>", "", "image/svg+xml", "picture"},
        Case{"{\\rtf1 x}", "report.doc", "application/msword", "RTF"},
        Case{"Minutes", "report.rtf", "", "unknown"},
        Case{"\x78\x9F\x3E\x22..", "winmail.dat", "text/plain", "TNEF"},
        Case{"BEGIN:VCALENDAR\r\n", "", "", "calendar"},
        Case{"Received: from x\r\n", "mail", "", "message"},
        Case{"Subject: drains\r\n", "draft.eml", "", "message"},
        Case{"\x1F\x8B\x08"sv, "", "", "archive"}, Case{"RIFF\1\2\3\4WEBP", "", "", "picture"},
        Case{"RIFF\1\2\3\4WAVE", "", "", "recording"},
        Case{"MZ is no program", "a.txt", "", "text"},
        Case{"-----BEGIN PGP MESSAGE-----", "a.txt", "", "PGP"}, Case{"", "", "", "unknown"}));

TEST(Kinds, HaveNoNameTwice) {
  std::set<std::string_view> names;
  for (const auto& kind : kinds()) EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
}

}  // namespace
}  // namespace candour::extract
