// SPDX-License-Identifier: MPL-2.0
//
// Personal data in a text, known by its form: numbers with their check digits, a bank account, a
// birth date beside a name, an address beside a name with a private matter. Not whose it is to
// know: that is need_to_know.cc's.
#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/unicode.h"
#include "rules/language/phrases.h"
#include "rules/language/reading.h"

namespace candour::rules {

struct PersonalDatum {
  enum class Kind { insurance_number, nhs_number, bank_account, birth_date, home_address };
  Kind kind = Kind::insurance_number;
  base::Range words;   // of the reading's folded text
  base::Range around;  // where it tells whose it is: the sentence or line, and what leads to it
};

/// "a National Insurance number"
std::string_view name_of(PersonalDatum::Kind kind);

/// Whose words a text is: a letter's sentences stand by themselves, a form's or table's fields
/// belong together.
enum class Layout { letter, document };

/// day   the message's; people long dead by then are left out
std::vector<PersonalDatum> personal_data_in(const ReadText& text, Layout layout, base::Day day,
                                            const Phrases& phrases);

/// Whether ten digits are an NHS number: the last is the check digit of the others, modulus 11.
/// Source   NHS Data Dictionary, "NHS NUMBER"
bool is_nhs_number(std::string_view digits);

}  // namespace candour::rules
