// SPDX-License-Identifier: MPL-2.0

#include "mail/date_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "mail/lines.h"

namespace candour::mail {

namespace {

// What stands in a printed date beside its numbers. Each word as printed, but A to Z in lower case.
struct Language {
  std::string_view connectives;
  std::string_view days;
  std::string_view months;
};

constexpr std::array languages{
    Language{"on at the of",
             "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
             "saturday sunday",
             "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april "
             "june july august september october november december"},
    Language{"ar am yr y",
             "llun maw mer iau gwe gwen sad sul llun mawrth mercher gwener sadwrn dydd ddydd bore "
             "fore prynhawn nos",
             "ion chwef chw maw ebr mai meh gorff gor awst hyd tach tac rhag rha ionawr chwefror "
             "mawrth ebrill mehefin gorffennaf medi hydref tachwedd rhagfyr"},
    Language{"le à a",
             "lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche",
             "janv févr mars avr mai juin juil août déc janvier février avril juillet septembre "
             "octobre novembre décembre"},
    Language{"am um den uhr",
             "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag",
             "mär märz mai okt dez januar februar juni juli oktober dezember"},
    Language{"el de las la a",
             "mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo",
             "ene abr ago dic enero febrero marzo abril mayo junio julio agosto septiembre octubre "
             "noviembre diciembre"},
    Language{"il giorno alle ore",
             "gio sab lunedì martedì mercoledì giovedì venerdì sabato domenica",
             "gen mag giu lug set ott gennaio febbraio aprile maggio giugno luglio settembre "
             "ottobre dicembre"},
    Language{"op om", "ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
             "mrt mei januari februari maart augustus"},
    Language{"em às de",
             "seg ter qua qui sex segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
             "fev out janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"},
    Language{"г в", "пн вт ср чт пт сб вс понедельник вторник среда четверг пятница суббота",
             "янв февр мар апр мая июн июл авг сент окт нояб дек января февраля марта апреля июня "
             "июля августа сентября октября ноября декабря"},
    Language{"den på kl klo dnia w dniu o vào tháng",
             "mån tis ons tors fre lör sön man tir tor lør søn ti ke pe su pon wt śr czw pt sob",
             "maj juni maalisk maaliskuuta sty lut kwi cze lip sie wrz paź lis gru"},
};

constexpr std::string_view clock_words =
    "am pm gmt bst utc cet cest est edt cst cdt mst mdt pst pdt yb yh a.m p.m uhr";

enum Meaning : unsigned { connective = 1, day = 2, month = 4, clock_word = 8 };

// A word may mean several things: "mar" is a day and a month, "am" a connective and a time of day.
unsigned meaning_of(std::string_view word) {
  static const auto meanings = [] {
    std::unordered_map<std::string_view, unsigned> result;
    const auto add = [&](std::string_view list, Meaning meaning) {
      for (const auto each : words_of(list)) result[each] |= meaning;
    };
    for (const auto& language : languages) {
      add(language.connectives, connective);
      add(language.days, day);
      add(language.months, month);
    }
    add(clock_words, clock_word);
    return result;
  }();
  const auto found = meanings.find(word);
  return found == meanings.end() ? 0 : found->second;
}

std::string_view bare_word(std::string_view word) {
  return without_end(word.substr(std::min(word.find_first_not_of("(,"), word.size())), ",).;");
}

// Five digits and more, or three and more behind a nought, belong to a telephone.
bool is_of_a_telephone(std::string_view bare) {
  constexpr std::size_t year_month_day = 8;  // "20260303"
  if (!std::all_of(bare.begin(), bare.end(), is_digit)) return false;
  return bare[0] == '0' ? bare.size() > 2 : bare.size() > 4 && bare.size() != year_month_day;
}

bool is_number(std::string_view bare) {
  return !bare.empty() &&
         (is_digit(bare[0]) || bare[0] == '+' || (bare[0] == '-' && bare.size() > 1)) &&
         bare.find('@') == bare.npos && !is_of_a_telephone(bare);
}

}  // namespace

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

bool has_clock_time(std::string_view text) {
  for (auto at = text.find(':'); at != text.npos; at = text.find(':', at + 1))
    if (at > 0 && at + 2 < text.size() && is_digit(text[at - 1]) && is_digit(text[at + 1]) &&
        is_digit(text[at + 2]))
      return true;
  return false;
}

bool is_date_of_a_program(std::string_view lower) {
  constexpr std::string_view shape = "aaa, 00 aaa 0000 00:00:00 +0000";
  constexpr std::size_t day_begin = 5;
  std::string date(lower.substr(0, shape.size()));
  if (date.size() > day_begin + 1 && date[day_begin + 1] == ' ') date.insert(day_begin, "0");
  std::string form = date;
  for (auto& c : form) c = is_digit(c) ? '0' : c >= 'a' && c <= 'z' ? 'a' : c == '-' ? '+' : c;
  return form.starts_with(shape) && (meaning_of(std::string_view(date).substr(0, 3)) & day) &&
         (meaning_of(std::string_view(date).substr(day_begin + 3, 3)) & month);
}

// After the year no month is read any more, for June and April are names too.
std::size_t date_length(std::string_view lower) {
  bool year_seen = false;
  bool time_seen = false;
  std::size_t end = 0;
  for (std::size_t at = lower.find_first_not_of(' '); at < lower.size();
       at = lower.find_first_not_of(' ', end)) {
    const auto word = lower.substr(at, lower.find(' ', at) - at);
    const auto bare = bare_word(word);
    const bool number = is_number(bare);
    const auto meaning = number ? 0 : meaning_of(bare);
    const bool date_word = (meaning & clock_word) || (!time_seen && (meaning & connective)) ||
                           (!year_seen && (meaning & (day | month)));
    if (!bare.empty() && !number && !date_word) break;
    year_seen |= number && bare.size() >= 4;
    time_seen |= bare.find(':') != bare.npos;
    end = at + word.size();
  }
  return end;
}

std::size_t closing_date(std::string_view text) {
  const auto lower = without_end(text, " ");
  auto at = lower.find_first_of("0123456789");
  while (at < lower.size() &&
         ((at > 0 && lower[at - 1] != ' ') || at + date_length(lower.substr(at)) < lower.size()))
    at = lower.find_first_of("0123456789", lower.find(' ', at));
  if (at >= lower.size()) return text.size();
  // "on Tue, Mar" stands before the number; yet "May 3 Mar" is somebody called May.
  const auto words = words_of(lower.substr(at));
  unsigned wanted = connective | day | month;
  if (std::any_of(words.begin(), words.end(),
                  [](std::string_view word) { return meaning_of(bare_word(word)) & month; }))
    wanted = connective | day;
  for (;;) {
    const auto end = without_end(lower.substr(0, at), " ").size();
    const auto blank = lower.substr(0, end).rfind(' ');
    if (end == 0 || blank == lower.npos) return at;
    if (!(meaning_of(bare_word(lower.substr(blank + 1, end - blank - 1))) & wanted)) return at;
    at = blank + 1;
  }
}

std::string_view without_end(std::string_view text, std::string_view characters) {
  const auto last = text.find_last_not_of(characters);
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

}  // namespace candour::mail
