// SPDX-License-Identifier: MPL-2.0

#include "console/form.h"

#include <gtest/gtest.h>

namespace candour::console {
namespace {

TEST(UrlEncodedForm, IsReadAsABrowserWritesIt) {
  const auto form = read_url_encoded("reason=It+was+%22me%22%0D%0A&rule=silent-copy&empty=&bare");
  ASSERT_TRUE(form);
  EXPECT_EQ((*form)["reason"], "It was \"me\"\r\n");
  EXPECT_EQ((*form)["rule"], "silent-copy");
  EXPECT_EQ((*form)["empty"], "");
  EXPECT_EQ((*form)["bare"], "");
  EXPECT_EQ((*form)["missing"], "");
  EXPECT_EQ(form->fields().size(), 4u);
}

TEST(UrlEncodedForm, ComesBackFromItsEncoding) {
  const std::string words = "Siân O'Malley & \"Sons\" +100% /?#\r\n";
  EXPECT_EQ((*read_url_encoded("x=" + url_encoded(words)))["x"], words);
}

TEST(UrlEncodedForm, IsRefusedWithABadEscape) {
  for (const auto* text : {"a=%", "a=%4", "a=%4g", "%zz=1"}) {
    const auto form = read_url_encoded(text);
    ASSERT_FALSE(form) << text;
    EXPECT_EQ(form.error().fault, base::Fault::malformed);
  }
  EXPECT_EQ((*read_url_encoded("a=%41"))["a"], "A");
}

TEST(UrlEncodedForm, HasAHundredFieldsAtMost) {
  std::string text;
  for (std::size_t i = 0; i < most_fields; ++i) text += "a=1&";
  EXPECT_TRUE(read_url_encoded(text));
  EXPECT_EQ(read_url_encoded(text + "a=1").error().fault, base::Fault::over_limit);
}

const std::string mail = "From: clerk@eastmere-tc.gov.uk\r\n\r\nHello\r\n--not a boundary\r\n";
const std::string multipart =
    "--xyz\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n"
    "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"name=x; a.eml\"\r\n"
    "Content-Type: message/rfc822\r\n\r\n" +
    mail + "\r\n--xyz--\r\n";

TEST(MultipartForm, IsReadAsABrowserWritesIt) {
  const auto form = read_multipart("multipart/form-data; boundary=xyz", multipart);
  ASSERT_TRUE(form) << form.error().detail;
  EXPECT_EQ((*form)["token"], "abc");
  EXPECT_EQ((*form)["file"], mail);
  EXPECT_TRUE(read_multipart("multipart/form-data; boundary=\"xyz\"", multipart));
}

TEST(MultipartForm, IsRefusedWhereItIsNotWhatItSays) {
  const std::string type = "multipart/form-data; boundary=xyz";
  EXPECT_FALSE(read_multipart("multipart/form-data", multipart));
  EXPECT_FALSE(read_multipart(type, "xyz"));
  EXPECT_FALSE(read_multipart(type, "--xyz"));
  EXPECT_FALSE(
      read_multipart(type, "--xyz\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--xyz--"));
  EXPECT_FALSE(read_multipart(type, multipart.substr(0, multipart.size() - 12)));
  EXPECT_FALSE(read_multipart(type, "--xyz\r\n\r\n--xyz--"));
}

TEST(Cookie, IsFoundByItsName) {
  EXPECT_EQ(cookie_named("b", "a=1; b=2; bb=3"), "2");
  EXPECT_EQ(cookie_named("B", "a=1; b=2"), std::nullopt);
  EXPECT_EQ(cookie_named("a", ""), std::nullopt);
}

TEST(Cookie, CountsForNothingWhereItStandsTwice) {
  EXPECT_EQ(cookie_named("a", "a=planted; a=2"), std::nullopt);
}

}  // namespace
}  // namespace candour::console
