// SPDX-License-Identifier: MPL-2.0
//
// The words of "On … wrote:", by language. A new language is a row in each table, its labels in
// header_labels.h and its days and months in date_words.cc.
#pragma once

#include <array>
#include <string_view>

namespace candour::mail {

/// Somebody wrote; A to Z in lower case. Longer forms before the shorter ones they begin with.
inline constexpr std::array<std::string_view, 24> writing_verbs{
    "wrote",        "writes",       // English
    "ysgrifennodd", "ysgrifenodd",  // Welsh, and as often spelt
    "a écrit",      "écrit",        // French
    "schrieb",      "geschrieben",  // German
    "escribió",                     // Spanish
    "ha scritto",                   // Italian
    "schreef",      "het volgende geschreven",
    "geschreven",  // Dutch
    "escreveu",    // Portuguese
    "написал(а)",   "написала",
    "написал",      "пишет",  // Russian
    "napisał(a)",   "napisała",
    "napisał",  // Polish
    "skrev",    // Swedish, Danish, Norwegian
    "kirjoitti",    "schrijft"};

/// What stands before the date.
inline constexpr std::array<std::string_view, 13> date_openings{
    "on ", "ar ", "at ", "le ",  "am ",     "el ",  "il giorno ",
    "il ", "op ", "em ", "den ", "w dniu ", "dnia "};

/// Little words around the writer's name: "hat … geschrieben", "użytkownik …".
inline constexpr std::array<std::string_view, 5> words_around_names{"hat", "heeft", "użytkownik",
                                                                    "gan", "via mobile"};

}  // namespace candour::mail
