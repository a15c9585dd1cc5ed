// SPDX-License-Identifier: MPL-2.0

#include "people/body_names.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "base/text.h"
#include "base/unicode.h"

namespace candour::people {

namespace {

// What stands in one row is one committee. Welsh names as they stand and as they change after
// "ar", "y" and "a".
constexpr std::array<std::array<std::string_view, 6>, 24> committees{{
    {"planning", "cynllunio", "gynllunio", "chynllunio"},
    {"finance", "cyllid", "gyllid", "chyllid", "ariannol"},
    {"staffing", "personnel", "staffio", "personel", "hr", "human resources"},
    {"environment", "amgylchedd"},
    {"environmental", "amgylcheddol"},
    {"events", "digwyddiadau", "ddigwyddiadau"},
    {"open spaces", "mannau agored", "fannau agored"},
    {"leisure", "recreation", "hamdden"},
    {"cemetery", "burial", "burials", "cemeteries", "mynwent", "fynwent"},
    {"amenities", "cyfleusterau", "gyfleusterau", "amwynderau"},
    {"community", "cymuned", "cymunedol", "gymuned"},
    {"highways", "priffyrdd", "briffyrdd"},
    {"footpaths", "rights of way", "llwybrau", "llwybrau cyhoeddus"},
    {"allotments", "allotment", "rhandiroedd"},
    {"policy", "polisi", "bolisi"},
    {"resources", "adnoddau"},
    {"general purposes", "dibenion cyffredinol", "pwrpasau cyffredinol"},
    {"property", "assets", "eiddo", "asedau"},
    {"audit", "archwilio"},
    {"grants", "grantiau"},
    {"complaints", "cwynion"},
    {"tourism", "twristiaeth"},
    {"climate", "hinsawdd"},
    {"finance and general purposes", "cyllid a dibenion cyffredinol"},
}};

constexpr std::array<std::array<std::string_view, 8>, 8> groups{{
    {"conservative", "conservatives", "tory", "tories", "ceidwadwyr", "ceidwadol"},
    {"labour", "labor", "llafur", "blaid lafur", "plaid lafur", "lafur"},
    {"liberal democrat", "liberal democrats", "lib dem", "lib dems", "libdem", "libdems", "lib-dem",
     "democratiaid rhyddfrydol"},
    {"plaid cymru", "plaid"},
    {"green", "greens", "green party", "y blaid werdd", "plaid werdd"},
    {"reform", "reform uk"},
    {"residents", "residents association", "residents'", "resident"},
    {"ukip"},
}};

// Longer ones first.
constexpr std::array<std::string_view, 15> kinds{"task and finish group",
                                                 "sub-committee",
                                                 "subcommittee",
                                                 "sub committee",
                                                 "working group",
                                                 "working party",
                                                 "task group",
                                                 "committee",
                                                 "cttee",
                                                 "ctte",
                                                 "panel",
                                                 "board",
                                                 "forum",
                                                 "group",
                                                 "team"};

std::string single_spaced(std::string_view text) {
  std::string result;
  for (const auto word : base::split(text, ' ')) {
    if (word.empty()) continue;
    if (!result.empty()) result += ' ';
    result += word == "&" || word == "+" ? std::string_view("and") : word;
  }
  return result;
}

std::string spelt(std::string_view name) {
  std::string spaced;
  for (const char c : base::folded(name)) {
    const bool apart = c == '&' || c == '+';
    if (apart) spaced += ' ';
    spaced += c == '\n' ? ' ' : c;
    if (apart) spaced += ' ';
  }
  return single_spaced(spaced);
}

// Where the closing word that says what it is begins; the name's end where none does.
std::size_t kind_begin(std::string_view name) {
  for (const auto kind : kinds)
    if (name.size() > kind.size() + 1 && name.ends_with(kind) &&
        name[name.size() - kind.size() - 1] == ' ')
      return name.size() - kind.size() - 1;
  return name.size();
}

constexpr std::string_view welsh_kind = "pwyllgor ";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

// "finance and general purposes" -> "f&gp"; empty where there are not words enough to mean one
// thing.
std::string initials_of(const std::string& name) {
  std::string initials;
  std::size_t words = 0;
  for (const auto word : base::split(name, ' ')) {
    if (word == "and") {
      initials += '&';
    } else if (!word.empty()) {
      initials += word.front();
      ++words;
    }
  }
  return words < 2 || initials.find('&') == initials.npos ? std::string() : initials;
}

template <std::size_t Rows, std::size_t Forms>
void add_other_forms(const std::array<std::array<std::string_view, Forms>, Rows>& table,
                     const std::string& name, std::set<std::string>& names) {
  for (const auto& row : table)
    if (std::find(row.begin(), row.end(), name) != row.end())
      for (const auto form : row)
        if (!form.empty()) names.emplace(form);
}

}  // namespace

std::string subject_of_body(std::string_view name) {
  const auto whole = spelt(name);
  std::string_view subject = std::string_view(whole).substr(0, kind_begin(whole));
  if (subject.starts_with(welsh_kind)) subject.remove_prefix(welsh_kind.size());
  return std::string(subject);
}

bool says_its_kind(std::string_view name) {
  const auto whole = spelt(name);
  return kind_begin(whole) < whole.size() || whole.starts_with(welsh_kind);
}

std::vector<std::string> names_of_body(std::string_view name) {
  const auto subject = subject_of_body(name);
  if (subject.empty()) return {};
  std::set<std::string> names{subject};
  add_other_forms(committees, subject, names);
  for (const auto& known : std::set(names)) {
    names.insert(replaced(known, " and ", " & "));
    names.insert(replaced(known, " and ", "&"));
    if (auto initials = initials_of(known); !initials.empty()) {
      names.insert(replaced(initials, "&", " and "));
      names.insert(std::move(initials));
    }
  }
  names.erase(subject);
  std::vector<std::string> result{subject};
  result.insert(result.end(), names.begin(), names.end());
  return result;
}

bool is_political_group(std::string_view group) {
  static constexpr std::array<std::string_view, 27> none{"",
                                                         "-",
                                                         "--",
                                                         "n/a",
                                                         "na",
                                                         "nil",
                                                         "none",
                                                         "no",
                                                         "no party",
                                                         "no political",
                                                         "ind",
                                                         "ind.",
                                                         "inds",
                                                         "indep",
                                                         "indep.",
                                                         "independent",
                                                         "independents",
                                                         "independent councillor",
                                                         "independent councillors",
                                                         "annibynnol",
                                                         "non-aligned",
                                                         "nonaligned",
                                                         "non aligned",
                                                         "unaligned",
                                                         "ungrouped",
                                                         "unaffiliated",
                                                         "dim"};
  static constexpr std::array<std::string_view, 6> more{
      "no affiliation", "non-political", "non political", "non-party", "annibynwyr", "no group"};
  auto name = spelt(group);
  if (std::find(more.begin(), more.end(), name) != more.end()) return false;
  name.resize(kind_begin(name));
  return std::find(none.begin(), none.end(), name) == none.end();
}

std::vector<std::string> names_of_group(std::string_view group) {
  auto name = spelt(group);
  name.resize(kind_begin(name));
  if (name.ends_with(" party")) name.resize(name.size() - 6);
  std::set<std::string> names{name, name + "s"};
  add_other_forms(groups, name, names);
  return {names.begin(), names.end()};
}

}  // namespace candour::people
