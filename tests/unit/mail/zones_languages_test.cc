// SPDX-License-Identifier: MPL-2.0
//
// The same forms in Welsh, in Welsh and English mixed, and in what else reaches a council.

#include <gtest/gtest.h>

#include "unit/mail/zones_support.h"

namespace candour::mail {
namespace {

struct Case {
  std::string name;
  std::string lettered;
};

class MailInALanguage : public testing::TestWithParam<Case> {};

TEST_P(MailInALanguage, IsDividedAsItsReaderWould) {
  const auto& lettered = GetParam().lettered;
  EXPECT_EQ(with_letters(divided(without_letters(lettered))), without_empty_lines(lettered));
}

std::string name_of(const testing::TestParamInfo<Case>& each) {
  return each.param.name;
}

const std::vector<Case> welsh = {
    {"OriginalMessage", R"(A|Annwyl Siân
A|Iawn, ewch ymlaen.

S|Yn gywir
S|Gwen Rees
S|Clerc y Dref

Q|-----Neges Wreiddiol-----
Q|Oddi wrth: Siân Parri [mailto:sian@parri.example]
Q|Anfonwyd: 03 Mawrth 2026 10:12
Q|At: Clerc
Q|Copi: Dirprwy Glerc
Q|Pwnc: Draeniau

Q|Gawn ni fynd ymlaen?)"},
    {"NamesWithoutAddresses", R"(A|Iawn.

Q|Oddi wrth: Parri, Siân
Q|Anfonwyd: Dydd Mawrth, 3 Mawrth 2026 10:12
Q|At: Clerc
Q|Pwnc: Draeniau

Q|Gawn ni fynd ymlaen?)"},
    {"EnglishLabelsOnWelshMail", R"(A|Diolch, iawn.

S|Cofion
S|Gwen

Q|From: Siân Parri
Q|Sent: 03 March 2026 10:12
Q|To: Clerc
Q|Subject: Draeniau

Q|Gawn ni fynd ymlaen?)"},
    {"LabelsOfBothLanguages", R"(A|Iawn.

Q|From / Oddi wrth: Siân Parri <sian@parri.example>
Q|Sent / Anfonwyd: 03/03/2026 10:12
Q|To / At: Clerc
Q|Subject / Pwnc: Draeniau

Q|Gawn ni fynd ymlaen?)"},
    {"MixedLabels", R"(A|Iawn.

Q|From: Siân Parri <sian@parri.example>
Q|Anfonwyd: 03/03/2026 10:12
Q|To: Clerc
Q|Pwnc: Draeniau

Q|Gawn ni fynd ymlaen?)"},
    {"VerbBehindTheName", R"(A|Iawn.

Q|Ar Maw, 3 Maw 2026 am 10:12 Siân Parri <sian@parri.example> ysgrifennodd:

Q|> Gawn ni fynd ymlaen?)"},
    {"VerbFirst", R"(A|Iawn.

Q|Ysgrifennodd Siân Parri <sian@parri.example> ar 3 Mawrth 2026 10:12:

Q|Gawn ni fynd ymlaen?)"},
    {"VerbFirstWrapped", R"(A|Iawn.

Q|Ar ddydd Mawrth, 3 Mawrth 2026 am 10:12, ysgrifennodd Siân Parri
Q|<sian@parri.example>:
Q|> Gawn ni fynd ymlaen?)"},
    {"Forward", R"(A|Gweler isod.

Q|---------- Neges wedi'i hanfon ymlaen ---------
Q|Oddi wrth: Siân Parri <sian@parri.example>
Q|Dyddiad: Maw, 3 Maw 2026 am 10:12
Q|Pwnc: Draeniau
Q|At: <clerc@eastmere-tc.gov.uk>

Q|Mae'r draeniau wedi blocio.)"},
    {"Phone", R"(A|Iawn, wela i chi yno.

S|Anfonwyd o fy iPhone

Q|> Ar 3 Maw 2026, am 10:12, ysgrifennodd Siân Parri <sian@parri.example>:
Q|> 
Q|> Gawn ni gwrdd?)"},
    {"ThanksThenName", R"(A|Mae'r cyfarfod nos Fawrth.

S|Diolch
S|Gwen)"},
    {"ThanksAsTheOpening", R"(A|Diolch Siân,

A|Mae'r cyfarfod nos Fawrth am saith o'r gloch.

S|Cofion gorau
S|Gwen Rees)"},
    {"BilingualSignature", R"(A|Mae'r adroddiad ynghlwm. The report is attached.

S|Cofion gorau / Kind regards

S|Gwen Rees
S|Clerc y Dref / Town Clerk
S|Cyngor Tref Eastmere / Eastmere Town Council
S|Ffôn / Tel: 01632 960123)"},
    {"EnglishAboveWelshSignOff", R"(A|The report is attached.

S|Kind regards / Cofion cynnes
S|Gwen)"},
    {"Disclaimer", R"(A|Mae'r adroddiad ynghlwm.

S|Yn gywir
S|Gwen Rees

D|Croesewir gohebiaeth yn Gymraeg neu yn Saesneg. Ni fydd gohebu yn Gymraeg yn arwain at oedi.

D|Mae'r e-bost hwn ac unrhyw ffeiliau a drosglwyddir gydag ef yn gyfrinachol ac wedi'u bwriadu ar
D|gyfer yr unigolyn y'u cyfeirir ato yn unig. Os ydych wedi derbyn yr e-bost hwn mewn camgymeriad,
D|rhowch wybod i'r anfonwr.)"},
    {"PostscriptBelow", R"(A|Mae'r adroddiad ynghlwm.

S|Cofion
S|Gwen

A|O.N. Ewch ymlaen â'r gwaith os gwelwch yn dda.)"},
};

const std::vector<Case> others = {
    {"FrenchOutlook", R"(A|Merci.

Q|De : Jeanne Petit <jeanne@petit.example>
Q|Envoyé : mardi 3 mars 2026 10:12
Q|À : Clerk <clerk@eastmere-tc.gov.uk>
Q|Objet : Jumelage

Q|Bonjour)"},
    {"FrenchGmail", R"(A|Thank you.

Q|Le mar. 3 mars 2026 à 10:12, Jeanne Petit <jeanne@petit.example> a
Q|écrit :

Q|> Bonjour)"},
    {"GermanOutlook", R"(A|Thank you.

Q|Von: Jana Klein <jana@klein.example>
Q|Gesendet: Dienstag, 3. März 2026 10:12
Q|An: Clerk <clerk@eastmere-tc.gov.uk>
Q|Betreff: Partnerschaft

Q|Guten Tag)"},
    {"GermanGmail", R"(A|Thank you.

Q|Am Di., 3. März 2026 um 10:12 Uhr schrieb Jana Klein <jana@klein.example>:

Q|> Guten Tag)"},
    {"GermanWebmail", R"(A|Thank you.

Q|> Jana Klein <jana@klein.example> hat am 3. März 2026 um 10:12 geschrieben:
Q|> 
Q|> Guten Tag)"},
    {"SpanishGmail", R"(A|Thank you.

Q|El mar, 3 mar 2026 a las 10:12, Juana Ruiz (<juana@ruiz.example>) escribió:

Q|> Buenos días)"},
    {"SpanishOutlook", R"(A|Thank you.

Q|De: Juana Ruiz <juana@ruiz.example>
Q|Enviado: martes, 3 de marzo de 2026 10:12
Q|Para: Clerk <clerk@eastmere-tc.gov.uk>
Q|Asunto: Fiesta

Q|Buenos días)"},
    {"ItalianGmail", R"(A|Thank you.

Q|Il giorno mar 3 mar 2026 alle ore 10:12 Gianna Rossi <gianna@rossi.example> ha
Q|scritto:

Q|> Buongiorno)"},
    {"ItalianOutlook", R"(A|Thank you.

Q|Da: Gianna Rossi <gianna@rossi.example>
Q|Inviato: martedì 3 marzo 2026 10:12
Q|A: Clerk <clerk@eastmere-tc.gov.uk>
Q|Oggetto: Festa

Q|Buongiorno)"},
    {"DutchGmail", R"(A|Thank you.

Q|Op di 3 mrt 2026 om 10:12 schreef Jannie Visser <jannie@visser.example>:

Q|> Goedendag)"},
    {"DutchOutlook", R"(A|Thank you.

Q|Van: Jannie Visser <jannie@visser.example>
Q|Verzonden: dinsdag 3 maart 2026 10:12
Q|Aan: Clerk <clerk@eastmere-tc.gov.uk>
Q|Onderwerp: Feest

Q|Goedendag)"},
    {"PolishOutlook", R"(A|Thank you.

Q|Od: Janina Nowak <janina@nowak.example>
Q|Wysłano: wtorek, 3 marca 2026 10:12
Q|Do: Clerk <clerk@eastmere-tc.gov.uk>
Q|Temat: Zaproszenie

Q|Dzień dobry)"},
    {"RussianMail", R"(A|Thank you.

Q|вт, 3 мар. 2026 г. в 10:12, Анна Белова <anna@belova.example>:

Q|> Добрый день)"},
    {"RussianOutlook", R"(A|Thank you.

Q|От: Анна Белова <anna@belova.example>
Q|Отправлено: 3 марта 2026 г. 10:12
Q|Кому: Clerk
Q|Тема: Встреча

Q|Добрый день)"},
    {"FinnishOutlook", R"(A|Thank you.

Q|________________________________
Q|Lähettäjä: Jaana Virta <jaana@virta.example>
Q|Lähetetty: tiistaina 3. maaliskuuta 2026 10:12
Q|Vastaanottaja: Clerk
Q|Aihe: Kokous

Q|Hei)"},
};

INSTANTIATE_TEST_SUITE_P(Welsh, MailInALanguage, testing::ValuesIn(welsh), name_of);
INSTANTIATE_TEST_SUITE_P(Others, MailInALanguage, testing::ValuesIn(others), name_of);

}  // namespace
}  // namespace candour::mail
