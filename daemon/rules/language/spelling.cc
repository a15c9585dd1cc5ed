// SPDX-License-Identifier: MPL-2.0

#include "rules/language/spelling.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace candour::rules {

namespace {

struct Spelling {
  std::string_view written;
  std::string_view plain;  // empty: the word changes nothing and is left out
};

// Sorted, for the binary search.
constexpr std::array spellings{
    Spelling{"'em", "them"},
    Spelling{"absolutely", ""},
    Spelling{"accordingly", ""},
    Spelling{"accpet", "accept"},
    Spelling{"acept", "accept"},
    Spelling{"actually", ""},
    Spelling{"agrement", "agreement"},
    Spelling{"also", ""},
    Spelling{"arent", "are not"},
    Spelling{"authorisation", "permission"},
    Spelling{"authorization", "permission"},
    Spelling{"authorize", "authorise"},
    Spelling{"authorized", "authorised"},
    Spelling{"authorizes", "authorises"},
    Spelling{"authorizing", "authorising"},
    Spelling{"aye", "yes"},
    Spelling{"can't", "can not"},
    Spelling{"cannot", "can not"},
    Spelling{"cant", "can not"},
    Spelling{"certainly", ""},
    Spelling{"cld", "could"},
    Spelling{"cncl", "council"},
    Spelling{"couldnt", "could not"},
    Spelling{"definitely", ""},
    Spelling{"didnt", "did not"},
    Spelling{"directly", ""},
    Spelling{"doesnt", "does not"},
    Spelling{"dont", "do not"},
    Spelling{"duly", ""},
    Spelling{"e-mail", "email"},
    Spelling{"e-mails", "emails"},
    Spelling{"em", "them"},
    Spelling{"entirely", ""},
    Spelling{"finally", ""},
    Spelling{"formally", ""},
    Spelling{"forthwith", ""},
    Spelling{"fully", ""},
    Spelling{"gladly", ""},
    Spelling{"gonna", "going to"},
    Spelling{"gotta", "have to"},
    Spelling{"happily", ""},
    Spelling{"hasnt", "has not"},
    Spelling{"havent", "have not"},
    Spelling{"hereby", ""},
    Spelling{"heres", "here is"},
    Spelling{"herewith", ""},
    Spelling{"hv", "have"},
    Spelling{"im", "i am"},
    Spelling{"immediately", ""},
    Spelling{"indeed", ""},
    Spelling{"invocie", "invoice"},
    Spelling{"isnt", "is not"},
    Spelling{"itll", "it will"},
    Spelling{"ive", "i have"},
    Spelling{"just", ""},
    Spelling{"kindly", "please"},
    Spelling{"likewise", ""},
    Spelling{"mustnt", "must not"},
    Spelling{"naturally", ""},
    Spelling{"obviously", ""},
    Spelling{"officially", ""},
    Spelling{"ok'd", "approved"},
    Spelling{"okay", "ok"},
    Spelling{"okayed", "approved"},
    Spelling{"okd", "approved"},
    Spelling{"oked", "approved"},
    Spelling{"okey", "ok"},
    Spelling{"payed", "paid"},
    Spelling{"personally", ""},
    Spelling{"plese", "please"},
    Spelling{"pls", "please"},
    Spelling{"plse", "please"},
    Spelling{"plz", "please"},
    Spelling{"procede", "proceed"},
    Spelling{"proceeed", "proceed"},
    Spelling{"promptly", ""},
    Spelling{"quot", "quote"},
    Spelling{"really", ""},
    Spelling{"recieve", "receive"},
    Spelling{"recieved", "received"},
    Spelling{"shan't", "shall not"},
    Spelling{"shld", "should"},
    Spelling{"shouldnt", "should not"},
    Spelling{"simply", ""},
    Spelling{"thats", "that is"},
    Spelling{"thereby", ""},
    Spelling{"therefore", ""},
    Spelling{"theres", "there is"},
    Spelling{"theyd", "they would"},
    Spelling{"theyll", "they will"},
    Spelling{"theyre", "they are"},
    Spelling{"theyve", "they have"},
    Spelling{"thier", "their"},
    Spelling{"thus", ""},
    Spelling{"tmro", "tomorrow"},
    Spelling{"tmrw", "tomorrow"},
    Spelling{"tomoz", "tomorrow"},
    Spelling{"u", "you"},
    Spelling{"ur", "your"},
    Spelling{"w", "with"},
    Spelling{"wanna", "want to"},
    Spelling{"wasnt", "was not"},
    Spelling{"weve", "we have"},
    Spelling{"whats", "what is"},
    Spelling{"wholeheartedly", ""},
    Spelling{"wld", "would"},
    Spelling{"won't", "will not"},
    Spelling{"wont", "will not"},
    Spelling{"wouldnt", "would not"},
    Spelling{"wud", "would"},
    Spelling{"ya", "you"},
    Spelling{"yea", "yes"},
    Spelling{"yeah", "yes"},
    Spelling{"yeh", "yes"},
    Spelling{"yep", "yes"},
    Spelling{"yer", "your"},
    Spelling{"youll", "you will"},
    Spelling{"youre", "you are"},
    Spelling{"youve", "you have"},
    Spelling{"yup", "yes"},
};

static_assert(std::is_sorted(spellings.begin(), spellings.end(),
                             [](const Spelling& a, const Spelling& b) {
                               return a.written < b.written;
                             }));

constexpr std::size_t letters = 256;

// Where the spellings begin whose first byte is not less than this one.
constexpr auto first_with = [] {
  std::array<std::uint8_t, letters + 1> first{};
  for (std::size_t byte = 0, at = 0; byte <= letters; ++byte) {
    while (at < spellings.size() &&
           static_cast<unsigned char>(spellings[at].written.front()) < byte)
      ++at;
    first[byte] = static_cast<std::uint8_t>(at);
  }
  return first;
}();
static_assert(spellings.size() <= 255);

struct Ending {
  std::string_view written;
  std::string_view plain;
};

constexpr std::array endings{
    Ending{"n't", " not"},  Ending{"'ll", " will"}, Ending{"'re", " are"},
    Ending{"'ve", " have"}, Ending{"'d", " would"}, Ending{"'m", " am"},
};

constexpr std::array is_contracted_after{"it", "that", "this", "here", "there",
                                         "he", "she",  "who",  "what"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// What people say they will do.
constexpr std::array promised{"arrange", "ask",   "be",    "book",   "buy",    "chip",  "come",
                              "cover",   "do",    "find",  "fix",    "foot",   "fund",  "get",
                              "give",    "go",    "have",  "keep",   "let",    "make",  "match",
                              "meet",    "mend",  "need",  "order",  "pay",    "pick",  "put",
                              "refund",  "repay", "see",   "send",   "settle", "sort",  "split",
                              "stand",   "start", "stump", "supply", "take",   "throw", "waive"};

}  // namespace

PlainSpelling plain_spelling(std::string_view word) {
  if (word.empty()) return {};
  const std::size_t letter = static_cast<unsigned char>(word.front());
  for (std::size_t i = first_with[letter]; i < first_with[letter + 1]; ++i)
    if (spellings[i].written == word) return {spellings[i].plain, {}};
  if (word.find('\'') == word.npos) return {word, {}};
  for (const auto& ending : endings)
    if (word.size() > ending.written.size() && word.ends_with(ending.written))
      return {word.substr(0, word.size() - ending.written.size()), ending.plain};
  if (word.ends_with("'s") && contains(is_contracted_after, word.substr(0, word.size() - 2)))
    return {word.substr(0, word.size() - 2), " is"};
  return {word, {}};
}

std::string_view without_apostrophe(std::string_view before, std::string_view word,
                                    std::string_view after) {
  // "she is ill", "taken ill"; "might as well pay", "very well done".
  static constexpr std::array in_a_bed{"is",    "are",   "was",     "were",      "be",       "been",
                                       "being", "am",    "taken",   "fell",      "fall",     "feel",
                                       "feels", "very",  "so",      "too",       "mentally", "felt",
                                       "quite", "still", "falling", "seriously", "not",      "an"};
  static constexpr std::array fine{"as",    "very",  "so",  "may",  "might", "could",
                                   "can",   "would", "not", "all",  "too",   "pretty",
                                   "quite", "how",   "is",  "are",  "work",  "do",
                                   "did",   "went",  "go",  "does", "get",   "was"};
  static constexpr std::array told_of_it{
      "a",   "an",         "agreed", "yours", "ok",   "fine",     "done", "all",       "settled",
      "not", "guaranteed", "booked", "going", "your", "approved", "been", "confirmed", "sorted"};
  static constexpr std::array openers{"", "and", "but", "so", "yes", "ok", "then", "because"};
  static constexpr std::array doings{"happy",  "pleased", "delighted", "going",  "having",
                                     "paying", "giving",  "letting",   "buying", "taking",
                                     "doing",  "putting", "funding",   "getting"};
  if (word == "ill" && !contains(in_a_bed, before) && contains(promised, after)) return "i will";
  if (word == "well" && !contains(fine, before) && contains(promised, after)) return "we will";
  if (word == "its" && contains(told_of_it, after)) return "it is";
  if (word == "were" && contains(openers, before) && contains(doings, after)) return "we are";
  return {};
}

std::string_view verb_in_genitive(std::string_view next, std::string_view after) {
  static constexpr std::array being{
      "paying", "buying", "having",  "going", "taking", "giving",  "putting", "footing", "doing",
      "happy",  "fine",   "willing", "good",  "ok",     "getting", "picking", "sorting", "up"};
  static constexpr std::array done{"agreed", "decided", "accepted", "approved", "said", "got"};
  static constexpr std::array goes_on{"",   ",",    ".",   "!",   "to", "that", "it",  "this",
                                      "on", "your", "you", "the", "a",  "yes",  "and", "we"};
  if (contains(being, next)) return "is";
  if (contains(done, next) && contains(goes_on, after)) return "has";
  return {};
}

}  // namespace candour::rules
