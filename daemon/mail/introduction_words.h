// SPDX-License-Identifier: MPL-2.0
//
// The words of "On … wrote:", by language. A new language is a row in each table, its labels in
// header_labels.h and its days and months in date_words.cc.
#pragma once

#include <array>
#include <string_view>

namespace candour::mail {

/// Somebody wrote; A to Z in lower case. Longer forms before the shorter ones they begin with.
// clang-format off
inline constexpr auto writing_verbs = std::to_array<std::string_view>({
    "wrote", "writes",                                // English
    "ysgrifennodd", "ysgrifenodd",                    // Welsh, and as often spelt
    "a écrit", "écrit",                               // French
    "schrieb", "geschrieben",                         // German
    "escribió",                                       // Spanish
    "ha scritto",                                     // Italian
    "schreef", "schrijft", "het volgende geschreven", // Dutch
    "escreveu",                                       // Portuguese
    "написал(а)", "написала", "написал", "пишет",     // Russian
    "napisał(a)", "napisała", "napisał",              // Polish
    "skrev",                                          // Swedish, Danish, Norwegian
    "kirjoitti",                                      // Finnish
    "đã viết",                                        // Vietnamese
});
// clang-format on

/// What some write for it, which introduces anything: only marks below tell that it is a quote.
inline constexpr std::string_view sent_verb = " sent:";

/// What stands before the date.
inline constexpr auto date_openings =
    std::to_array<std::string_view>({"on ", "ar ", "at ", "le ", "am ", "el ", "il giorno ", "il ",
                                     "op ", "em ", "den ", "på ", "w dniu ", "dnia ", "vào "});

/// Little words around the writer's name: "hat … geschrieben", "użytkownik …".
inline constexpr auto words_around_names =
    std::to_array<std::string_view>({"hat", "heeft", "użytkownik", "from", "via mobile"});

}  // namespace candour::mail
