// SPDX-License-Identifier: MPL-2.0
//
// What mail programs call the folders for sent mail and drafts, for servers that do not tell. Names
// are compared folded, without the folders they lie in. One more language is one more line.
#pragma once

#include <array>
#include <string_view>

namespace candour::remotes {

inline constexpr std::array<std::string_view, 41> sent_names{
    "Sent",
    "Sent Items",
    "Sent Messages",
    "Sent Mail",
    "Sent-Mail",  // English
    "Anfonwyd",
    "Eitemau a Anfonwyd",
    "Eitemau Anfonwyd",
    "Negeseuon a Anfonwyd",  // Welsh
    "Gesendet",
    "Gesendete Elemente",
    "Gesendete Objekte",
    "Gesendete Nachrichten",  // German
    "Envoyés",
    "Éléments envoyés",
    "Messages envoyés",
    "Objets envoyés",  // French
    "Enviados",
    "Elementos enviados",
    "Mensajes enviados",  // Spanish
    "Itens enviados",
    "Mensagens enviadas",  // Portuguese
    "Posta inviata",
    "Inviata",
    "Messaggi inviati",  // Italian
    "Verzonden",
    "Verzonden items",
    "Verzonden berichten",  // Dutch
    "Wysłane",
    "Elementy wysłane",  // Polish
    "Skickat",
    "Skickade objekt",
    "Sendt",
    "Sendte elementer",
    "Sendt post",  // Nordic
    "Lähetetyt",
    "Odeslaná pošta",
    "Elküldött",
    "Trimise",
    "Отправленные",
    "Gönderilmiş",
};

inline constexpr std::array<std::string_view, 24> draft_names{
    "Drafts",        "Draft",                          // English
    "Drafftiau",     "Drafft",                         // Welsh
    "Entwürfe",      "Entwurf",                        // German
    "Brouillons",    "Brouillon",                      // French
    "Borradores",    "Rascunhos",   "Bozze",           // Spanish, Portuguese, Italian
    "Concepten",     "Concept",                        // Dutch
    "Kopie robocze", "Szkice",      "Wersje robocze",  // Polish
    "Utkast",        "Kladder",     "Luonnokset",      // Nordic
    "Koncepty",      "Piszkozatok", "Ciorne",         "Черновики", "Taslaklar",
};

}  // namespace candour::remotes
