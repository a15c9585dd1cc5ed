// SPDX-License-Identifier: MPL-2.0

#include "console/markup.h"

#include <gtest/gtest.h>

namespace candour::console {
namespace {

TEST(Markup, EscapesWords) {
  EXPECT_EQ(text("<script>alert('x') & \"y\"</script>").html(),
            "&lt;script&gt;alert(&#39;x&#39;) &amp; &quot;y&quot;&lt;/script&gt;");
}

TEST(Markup, EscapesAttributes) {
  const auto markup = element("a", {{"href", "/?a=1&b=\"><script>"}}, "here");
  EXPECT_EQ(markup.html(), "<a href=\"/?a=1&amp;b=&quot;&gt;&lt;script&gt;\">here</a>");
}

TEST(Markup, ShowsWhatIsNoTextAsSuch) {
  EXPECT_EQ(text(std::string_view("a\0b\x1b[31m\xff", 9)).html(),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd[31m\xef\xbf\xbd");
  EXPECT_EQ(text("one\r\ntwo\tthree").html(), "one\ntwo\tthree");
}

TEST(Markup, NestsAndJoins) {
  const auto list = element("ul", element("li", "a") + element("li", "b"));
  EXPECT_EQ(list.html(), "<ul><li>a</li><li>b</li></ul>");
  EXPECT_EQ(empty_element("input", {{"name", "x"}, {"required"}}).html(),
            "<input name=\"x\" required=\"\">");
  EXPECT_TRUE(Markup().empty());
}

}  // namespace
}  // namespace candour::console
