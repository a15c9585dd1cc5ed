// SPDX-License-Identifier: MPL-2.0

#include "extract/readers/rtf_words.h"

#include <unordered_map>

namespace candour::extract {

namespace {

constexpr RtfWord into(RtfDestination destination) {
  return {RtfMeaning::destination, static_cast<std::uint32_t>(destination)};
}

constexpr RtfWord glyph(std::uint32_t code_point) {
  return {RtfMeaning::character, code_point};
}

std::unordered_map<std::string_view, RtfWord> make_words() {
  using enum RtfMeaning;
  using enum RtfDestination;
  std::unordered_map<std::string_view, RtfWord> words{
      {"*", {ignorable}},
      {"u", {unicode}},
      {"uc", {unicode_skip}},
      {"ansicpg", {code_page, 0}},
      {"mac", {code_page, 10000}},
      {"pc", {code_page, 437}},
      {"pca", {code_page, 850}},
      {"f", {font}},
      {"deff", {default_font}},
      {"fcharset", {font_charset}},
      {"cpg", {font_page}},
      {"bin", {binary}},
      {"upr", {two_versions}},
      {"ud", {unicode_words}},
      {"fromhtml", {from_html}},
      {"htmltag", {html_tag}},
      {"htmlrtf", {html_rtf}},
      {"fonttbl", into(fonts)},
      {"sn", into(shape_name)},
      {"sv", into(shape_value)},
      {"title", into(title)},
      {"subject", into(subject)},
      {"keywords", into(keywords)},
      {"doccomm", into(comments)},
      {"category", into(category)},
      {"company", into(company)},
      {"propname", into(custom_name)},
      {"staticval", into(custom_value)},
  };
  for (const auto* name :
       {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
    words.emplace(name, into(margin));
  for (const auto* name : {"footnote", "annotation", "shptxt", "dptxbxtext", "result"})
    words.emplace(name, RtfWord{flowing});
  for (const auto* name :
       {"colortbl",  "stylesheet", "fldinst",   "info",      "object",      "objdata",
        "datafield", "xe",         "tc",        "filetbl",   "listtable",   "listoverridetable",
        "revtbl",    "rsidtbl",    "generator", "shpinst",   "do",          "userprops",
        "ftnsep",    "ftnsepc",    "ftncn",     "aftnsep",   "aftnsepc",    "aftncn",
        "mhtmltag",  "bkmkstart",  "bkmkend",   "themedata", "atnid",       "atnauthor",
        "atndate",   "atnref",     "atnparent", "atntime",   "latentstyles"})
    words.emplace(name, into(skipped));
  // \shprslt and \nonshppict repeat for old readers what \shpinst and \shppict say.
  for (const auto* name : {"pict", "shprslt", "nonshppict"}) words.emplace(name, into(silenced));
  for (const auto* name : {"par", "line", "sect", "row", "nestrow", "\r", "\n"})
    words.emplace(name, RtfWord{mark, '\n'});
  words.emplace("page", RtfWord{mark, '\f'});
  for (const auto* name : {"tab", "cell", "nestcell"}) words.emplace(name, RtfWord{mark, '\t'});
  words.insert({{"~", glyph(0xa0)},
                {"_", glyph('-')},
                {"emdash", glyph(0x2014)},
                {"endash", glyph(0x2013)},
                {"lquote", glyph(0x2018)},
                {"rquote", glyph(0x2019)},
                {"ldblquote", glyph(0x201c)},
                {"rdblquote", glyph(0x201d)},
                {"bullet", glyph(0x2022)},
                {"emspace", glyph(' ')},
                {"enspace", glyph(' ')},
                {"qmspace", glyph(' ')}});
  return words;
}

}  // namespace

const RtfWord* rtf_word(std::string_view name) {
  static const auto words = make_words();
  const auto found = words.find(name);
  return found == words.end() ? nullptr : &found->second;
}

}  // namespace candour::extract
