// SPDX-License-Identifier: MPL-2.0
//
// What mail clients print before the lines of a header, by language: English and Welsh, then what
// reaches a council from elsewhere. A new language is a few rows here, and its "wrote" in
// introduction_words.h.
#pragma once

#include <array>
#include <string_view>

#include "mail/header_lines.h"

namespace candour::mail {

struct HeaderLabel {
  std::string_view name;  // A to Z in lower case, other letters as printed
  Header header;
};

inline constexpr std::array header_labels{
    // English
    HeaderLabel{"from", Header::from},
    HeaderLabel{"sent", Header::sent},
    HeaderLabel{"date", Header::date},
    HeaderLabel{"date sent", Header::sent},
    HeaderLabel{"sent at", Header::sent},
    HeaderLabel{"to", Header::to},
    HeaderLabel{"cc", Header::cc},
    HeaderLabel{"subject", Header::subject},
    HeaderLabel{"bcc", Header::other},
    HeaderLabel{"author", Header::from},  // cc:Mail
    HeaderLabel{"reply-to", Header::other},
    HeaderLabel{"reply to", Header::other},
    HeaderLabel{"importance", Header::other},
    HeaderLabel{"priority", Header::other},
    HeaderLabel{"sensitivity", Header::other},
    HeaderLabel{"attachments", Header::other},
    HeaderLabel{"attachment", Header::other},
    HeaderLabel{"organization", Header::other},
    HeaderLabel{"organisation", Header::other},
    HeaderLabel{"resent-from", Header::other},
    HeaderLabel{"resent-to", Header::other},
    HeaderLabel{"message-id", Header::other},
    HeaderLabel{"newsgroups", Header::other},
    HeaderLabel{"when", Header::other},
    HeaderLabel{"where", Header::other},
    HeaderLabel{"sent by", Header::other},
    HeaderLabel{"categories", Header::other},
    HeaderLabel{"follow up flag", Header::other},
    HeaderLabel{"flag status", Header::other},
    HeaderLabel{"expires", Header::other},
    HeaderLabel{"auto forwarded by", Header::other},
    // Welsh
    HeaderLabel{"oddi wrth", Header::from},
    HeaderLabel{"anfonwyd", Header::sent},
    HeaderLabel{"dyddiad", Header::date},
    HeaderLabel{"at", Header::to},
    HeaderLabel{"copi", Header::cc},
    HeaderLabel{"copi at", Header::cc},
    HeaderLabel{"copïau", Header::cc},
    HeaderLabel{"pwnc", Header::subject},
    HeaderLabel{"testun", Header::subject},
    HeaderLabel{"pwysigrwydd", Header::other},
    HeaderLabel{"atodiadau", Header::other},
    HeaderLabel{"atodiad", Header::other},
    HeaderLabel{"sensitifrwydd", Header::other},
    // French
    HeaderLabel{"de", Header::from},  // Spanish and Portuguese as well
    HeaderLabel{"envoyé", Header::sent},
    HeaderLabel{"envoyé le", Header::sent},
    HeaderLabel{"date d'envoi", Header::sent},
    HeaderLabel{"à", Header::to},
    HeaderLabel{"À", Header::to},
    HeaderLabel{"objet", Header::subject},
    HeaderLabel{"copie à", Header::cc},
    HeaderLabel{"expéditeur", Header::from},
    HeaderLabel{"répondre à", Header::other},
    // German
    HeaderLabel{"von", Header::from},
    HeaderLabel{"gesendet", Header::sent},
    HeaderLabel{"datum", Header::date},  // Dutch and Swedish as well
    HeaderLabel{"an", Header::to},
    HeaderLabel{"kopie", Header::cc},
    HeaderLabel{"betreff", Header::subject},
    HeaderLabel{"wichtigkeit", Header::other},
    HeaderLabel{"anlagen", Header::other},
    // Spanish, Portuguese
    HeaderLabel{"enviado", Header::sent},
    HeaderLabel{"enviado el", Header::sent},
    HeaderLabel{"enviada em", Header::sent},
    HeaderLabel{"fecha", Header::date},
    HeaderLabel{"data", Header::date},  // Italian and Polish as well
    HeaderLabel{"para", Header::to},
    HeaderLabel{"asunto", Header::subject},
    HeaderLabel{"assunto", Header::subject},
    // Italian
    HeaderLabel{"da", Header::from},
    HeaderLabel{"inviato", Header::sent},
    HeaderLabel{"a", Header::to},
    HeaderLabel{"oggetto", Header::subject},
    // Dutch
    HeaderLabel{"van", Header::from},
    HeaderLabel{"verzonden", Header::sent},
    HeaderLabel{"aan", Header::to},
    HeaderLabel{"onderwerp", Header::subject},
    // Polish
    HeaderLabel{"od", Header::from},
    HeaderLabel{"wysłano", Header::sent},
    HeaderLabel{"wysłane", Header::sent},
    HeaderLabel{"do", Header::to},
    HeaderLabel{"dw", Header::cc},
    HeaderLabel{"temat", Header::subject},
    // Russian
    HeaderLabel{"От", Header::from},
    HeaderLabel{"Отправлено", Header::sent},
    HeaderLabel{"Дата", Header::date},
    HeaderLabel{"Кому", Header::to},
    HeaderLabel{"Копия", Header::cc},
    HeaderLabel{"Тема", Header::subject},
    // the Nordic languages
    HeaderLabel{"från", Header::from},
    HeaderLabel{"fra", Header::from},
    HeaderLabel{"lähettäjä", Header::from},
    HeaderLabel{"skickat", Header::sent},
    HeaderLabel{"sendt", Header::sent},
    HeaderLabel{"lähetetty", Header::sent},
    HeaderLabel{"päivämäärä", Header::date},
    HeaderLabel{"dato", Header::date},
    HeaderLabel{"till", Header::to},
    HeaderLabel{"til", Header::to},
    HeaderLabel{"vastaanottaja", Header::to},
    HeaderLabel{"kopia", Header::cc},
    HeaderLabel{"kopi", Header::cc},
    HeaderLabel{"kopio", Header::cc},
    HeaderLabel{"Ämne", Header::subject},
    HeaderLabel{"ämne", Header::subject},
    HeaderLabel{"emne", Header::subject},
    HeaderLabel{"aihe", Header::subject},
};

}  // namespace candour::mail
