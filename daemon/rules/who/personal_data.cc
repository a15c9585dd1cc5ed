// SPDX-License-Identifier: MPL-2.0

#include "rules/who/personal_data.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "rules/language/marked_words.h"
#include "rules/who/names_nearby.h"

namespace candour::rules {

namespace {

using Kind = PersonalDatum::Kind;

// How far from a datum the words may stand that tell whose it is, or what it is: bytes.
constexpr std::size_t lead = 160;
constexpr std::size_t document_lead = 300;
constexpr std::size_t trail = 60;
// Nobody is asked to mind the data of who was born so long ago, or died.
constexpr int lifetime_years = 100;
constexpr int mourning_years = 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

/// Four digits in a row, as a year.
std::vector<int> years_in(std::string_view text) {
  std::vector<int> years;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - at == 4) years.push_back(std::stoi(std::string(text.substr(at, 4))));
    at = end + 1;
  }
  return years;
}

class Finder {
 public:
  Finder(const ReadText& text, Layout layout, base::Day day, const Phrases& phrases)
      : text_(text),
        layout_(layout),
        year_(static_cast<int>(std::chrono::year_month_day(day).year())),
        phrases_(phrases) {}

  std::vector<PersonalDatum> find() {
    find_insurance_numbers();
    find_nhs_numbers();
    find_bank_accounts();
    find_birth_dates();
    find_home_addresses();
    return std::move(found_);
  }

 private:
  std::string_view folded() const { return text_.folded.text; }

  std::vector<base::Range> places(SetName set) const {
    if (!phrases_.any(set, wording_of(text_, phrases_))) return {};
    return places_of(folded(), {set}, phrases_);
  }

  /// What leads to a place and what follows it on its line.
  base::Range around(base::Range place) const {
    const auto reach = layout_ == Layout::letter ? lead : document_lead;
    std::size_t begin = place.begin > reach ? place.begin - reach : 0;
    if (layout_ == Layout::letter)
      for (const auto& sentence : sentences_of(text_))
        if (sentence.begin <= place.begin) begin = std::max(begin, sentence.begin);
    const auto line_end = std::min(folded().find('\n', place.end), folded().size());
    return {begin, std::min(place.end + trail, line_end)};
  }

  void add(Kind kind, base::Range place) { found_.push_back({kind, place, around(place)}); }

  void find_insurance_numbers() {
    for (const auto& place : places("need-to-know.insurance-number"))
      if (!phrases_.any("need-to-know.never-issued", text_.folded_text(place)))
        add(Kind::insurance_number, place);
  }

  // Ten digits may be a telephone number or an order's: words say what they are, in a table its
  // head.
  void find_nhs_numbers() {
    for (const auto& place : places("need-to-know.ten-digits")) {
      if (!is_nhs_number(digits_of(text_.folded_text(place)))) continue;
      const auto near =
          layout_ == Layout::document ? base::Range{0, folded().size()} : around(place);
      if (phrases_.any("need-to-know.health-service", text_.folded_text(near)))
        add(Kind::nhs_number, place);
    }
  }

  void find_bank_accounts() {
    for (const auto& place : places("need-to-know.bank-account")) {
      const auto near =
          layout_ == Layout::document ? base::Range{0, folded().size()} : around(place);
      if (phrases_.any("need-to-know.bank-words", text_.folded_text(near)))
        add(Kind::bank_account, place);
    }
  }

  void find_birth_dates() {
    auto dates = places("need-to-know.birth-date");
    if (layout_ == Layout::document &&
        phrases_.any("need-to-know.birth-column", wording_of(text_, phrases_)))
      for (const auto& date : places("need-to-know.any-date"))
        if (std::none_of(dates.begin(), dates.end(),
                         [&](const base::Range& known) {
                           return known.begin < date.end && date.begin < known.end;
                         }) &&
            is_birth_year(date))
          dates.push_back(date);
    for (const auto& date : dates)
      if (!is_long_dead(date) && names_a_person(around(date))) add(Kind::birth_date, date);
  }

  /// Of a date in a table: not this year's nor the next's meeting.
  bool is_birth_year(base::Range date) const {
    const auto years = years_in(text_.folded_text(date));
    return !years.empty() && years.front() > year_ - lifetime_years && years.front() < year_ - 1;
  }

  bool is_long_dead(base::Range place) const {
    const base::Range near{place.begin > lead ? place.begin - lead : 0,
                           std::min(place.end + lead, folded().size())};
    for (const int year : years_in(text_.folded_text(place)))
      if (year <= year_ - lifetime_years) return true;
    if (!phrases_.any("need-to-know.death", text_.folded_text(near))) return false;
    const auto years = years_in(text_.folded_text(near));
    return std::any_of(years.begin(), years.end(),
                       [&](int year) { return year > 1500 && year <= year_ - mourning_years; });
  }

  bool names_a_person(base::Range range) const { return !names_in(text_, range).empty(); }

  void find_home_addresses() {
    std::size_t done = 0;  // in a list each entry's address counts once
    for (const auto& matter : places("need-to-know.sensitive-matter"))
      for (const auto& address : addresses_in(text_, surroundings(matter)))
        if (address.begin >= done && !is_long_dead(address)) {
          add(Kind::home_address, address);
          done = address.end;
        }
  }

  /// Where the address may stand to which a private matter belongs.
  base::Range surroundings(base::Range matter) const {
    base::Range range{matter.begin > document_lead ? matter.begin - document_lead : 0,
                      std::min(matter.end + lead, folded().size())};
    if (layout_ == Layout::document) return range;
    const auto& sentences = sentences_of(text_);
    const auto own =
        std::find_if(sentences.begin(), sentences.end(),
                     [&](const base::Range& sentence) { return sentence.end >= matter.end; });
    if (own == sentences.end()) return range;
    const auto before = std::min<std::ptrdiff_t>(own - sentences.begin(), 2);
    return {std::max(range.begin, (own - before)->begin), own->end};
  }

  const ReadText& text_;
  Layout layout_;
  int year_;
  const Phrases& phrases_;
  std::vector<PersonalDatum> found_;
};

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::insurance_number:
      return "a National Insurance number";
    case Kind::nhs_number:
      return "an NHS number";
    case Kind::bank_account:
      return "a bank account";
    case Kind::birth_date:
      return "a date of birth";
    case Kind::home_address:
      return "a home address beside a private matter";
  }
  return {};
}

bool is_nhs_number(std::string_view digits) {
  if (digits.size() != 10 || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * (10 - i);
  const int check = (11 - sum % 11) % 11;  // 10 is never issued
  return check == digits[9] - '0';
}

std::vector<PersonalDatum> personal_data_in(const ReadText& text, Layout layout, base::Day day,
                                            const Phrases& phrases) {
  return Finder(text, layout, day, phrases).find();
}

}  // namespace candour::rules
