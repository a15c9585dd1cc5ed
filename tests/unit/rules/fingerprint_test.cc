// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/fingerprint.h"

#include <gtest/gtest.h>

#include "support/council.h"
#include "support/fake_history.h"

namespace candour::rules {

namespace {

std::vector<Fingerprint> of(std::string_view text, Use use = Use::keep) {
  static const support::FakeHistory history;
  return passage_fingerprints(text, support::phrases(), history, use);
}

EarlierMail remembering(const std::vector<Fingerprint>& fingerprints) {
  EarlierMail mail;
  mail.fingerprints = keys_of(fingerprints);
  mail.fingerprint_count = fingerprints.size();
  return mail;
}

bool known_again(std::string_view earlier, std::string_view present) {
  return carries_on(of(present, Use::ask), remembering(of(earlier)));
}

const std::string passage =
    "The caretaker has been absent from work since the beginning of March with a back injury, and "
    "his doctor does not expect him to return before the autumn.";

TEST(Fingerprint, KnowsAPassageInsideAnotherText) {
  EXPECT_TRUE(known_again(passage, "Dear Editor,\n\nYou asked about the hall. " + passage +
                                       " The hall will open again in May.\n\nYours\nHelen"));
}

TEST(Fingerprint, KnowsAPassageWrappedAndRecased) {
  EXPECT_TRUE(known_again(passage,
                          "> THE CARETAKER has been absent\n> from work since the beginning of\n> "
                          "March with a back injury – and his doctor does not expect\n> him to "
                          "return before the autumn"));
}

TEST(Fingerprint, KnowsAPassageWithSmallEdits) {
  EXPECT_TRUE(known_again(passage,
                          "Our caretaker has been absent from work since the beginning of March "
                          "with a back injury and his GP does not expect him to return before the "
                          "autumn."));
}

TEST(Fingerprint, KnowsAPassageOfWhichEveryEighthWordWasChanged) {
  const std::string report =
      "The internal auditor looked at the allotment accounts for the last three years and found "
      "that "
      "rents of eleven plots had been received in cash without a receipt being written. She spoke "
      "with both officers who held the key of the safe at the time. One of them could not say "
      "where "
      "the book for the second year is. The sum that is missing comes to two thousand pounds, and "
      "the insurers want to know before September whether the police have been told about it by "
      "us.";
  std::string typed_anew;
  std::size_t count = 0;
  for (const char c : report) {
    if (c == ' ' && ++count % 8 == 0) typed_anew += " otherwise";
    typed_anew += c;
  }
  EXPECT_TRUE(known_again(report, typed_anew));
}

TEST(Fingerprint, KnowsWordsCutAtLineEnds) {
  EXPECT_TRUE(
      known_again(passage,
                  "The caretaker has been absent from work since the begin-\nning of March "
                  "with a back in-\njury, and his doctor does not expect him to return be-\n"
                  "fore the autumn."));
}

TEST(Fingerprint, DoesNotCountAddressesAndDisclaimers) {
  EXPECT_TRUE(
      of("http://www.eastmere-tc.gov.uk/one/two/three/four/five/six/seven/eight/nine").empty());
  EXPECT_TRUE(of("This email and any attachments are intended solely for the use of the individual "
                 "to whom they are addressed.")
                  .empty());
}

TEST(Fingerprint, DoesNotCountAForeignFirmsDisclaimer) {
  EXPECT_TRUE(of("Toute diffusion, utilisation ou copie de ce courriel par une personne autre que "
                 "le destinataire désigné est interdite. Si vous recevez ce courriel par erreur, "
                 "veuillez le supprimer et en aviser l'expéditeur sans délai.")
                  .empty());
}

TEST(Fingerprint, DoesNotCountWhatAProgramReports) {
  EXPECT_TRUE(of("LC_CTYPE=cy_GB.UTF-8 LC_TIME=cy_GB.UTF-8 stats::lm /usr/share/doc/mail "
                 "C:\\mail\\outbox max_size=12 min_size=0 {mail} LC_NAME=C")
                  .empty());
  EXPECT_TRUE(of("agrep.o apply.o arithmetic.o array.o attrib.o bind.o builtin.o stdio.h "
                 "character.o coerce.o libz.so ledger.class ledger.jar colors.cpp zlib.c")
                  .empty());
  EXPECT_TRUE(of("checking for gcc... gcc\nchecking for C compiler default output file name... "
                 "a.out\nchecking whether the C compiler works... yes\nchecking for sys/stat.h... "
                 "yes\nchecking how to run the C preprocessor... gcc -E\n")
                  .empty());
}

TEST(Fingerprint, DoesNotCountFiguresAlone) {
  EXPECT_TRUE(of("5.1 3.5 1.4 0.2 12 4.9 3.0 1.4 0.2 13 4.7 3.2 1.3 0.2 11 4.6 3.1").empty());
}

TEST(Fingerprint, KnowsATableOfNamesAndSums) {
  const std::string tenders =
      "Smith and Sons of Westmere 12,400 pounds\nHolt Building Company 13,950 pounds\nMill Farm "
      "Contractors 11,800 pounds\nHarris of Northgate 15,000 pounds\nEastmere Roofing Company "
      "9,750 pounds\n";
  EXPECT_TRUE(known_again(tenders, "You asked what they want.\n" + tenders + "Bye."));
}

TEST(Fingerprint, TakesStockPhrasesFarApartForChance) {
  std::string earlier, present;
  for (int i = 0; i < 40; ++i) {
    const std::string stock = " stock" + std::to_string(i) + " phrase of five words";
    earlier += stock;
    present += stock;
    for (int j = 0; j < 30; ++j) {
      earlier += " a" + std::to_string(i * 100 + j);
      present += " b" + std::to_string(i * 100 + j);
    }
  }
  EXPECT_FALSE(known_again(earlier, present));
}

// What many letters quote: a verse, a paragraph of a statute, a saying under a name.
TEST(Fingerprint, TakesALineThatBothQuoteForChance) {
  const std::string saying =
      "A believer is no happier than a sceptic, as a drunken man is no happier than a sober one.";
  const auto letter = [&](const std::string& about) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += about + std::to_string(i) + " is told in other words. ";
    return text + saying;
  };
  EXPECT_FALSE(known_again(letter("allotment"), letter("footpath")));
}

TEST(Fingerprint, WantsMostOfAShortMessage) {
  const std::string earlier = "The sale of the old depot falls through and nobody may know why.";
  EXPECT_TRUE(known_again(earlier, "You ask. " + earlier));
  EXPECT_FALSE(known_again(earlier, "The sale of the old depot falls through, the paper writes."));
}

std::string long_report() {
  std::string report;
  for (int i = 0; i < 400; ++i)
    report += "Paragraph " + std::to_string(i) + " deals with matter " + std::to_string(i * 7) +
              " at some length and in its own words. ";
  return report;
}

TEST(Fingerprint, KnowsPartOfALongReport) {
  const auto part = passage +
                    " Until then an agency covers the post at two hundred pounds a day, which the "
                    "staffing budget cannot bear beyond the end of August.";
  EXPECT_TRUE(known_again(long_report() + part, part));
}

TEST(Fingerprint, KnowsAMessageInsideALongReport) {
  EXPECT_TRUE(known_again(passage, long_report() + passage));
}

TEST(Fingerprint, DoesNotKnowTheSameSubjectInOtherWords) {
  EXPECT_FALSE(known_again(passage, "Our caretaker is away ill and will not be back this summer."));
}

TEST(Fingerprint, IgnoresWhatEveryMailSays) {
  const std::string manners =
      "Thank you for your email of last week. Please do not hesitate to contact me if you have any "
      "further questions about this. I look forward to hearing from you soon.";
  EXPECT_TRUE(of(manners).empty());
  EXPECT_FALSE(known_again(passage + " " + manners, "The hall is open. " + manners));
}

TEST(Fingerprint, NeedsEightWords) {
  EXPECT_TRUE(of("The salary offered is now higher.").empty());
  EXPECT_FALSE(of("The salary offered to the new clerk is 32,000 pounds.").empty());
}

TEST(Fingerprint, KnowsAShortMessageAgain) {
  EXPECT_TRUE(known_again("The salary offered to the new clerk is 32,000 pounds.",
                          "You asked. The salary offered to the new clerk is 32,000 pounds. Bye."));
}

TEST(Fingerprint, IsBoundedForALongText) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "word" + std::to_string(i) + ' ';
  EXPECT_LE(of(text).size(), 5'000u);
}

TEST(Fingerprint, OfATextThatTwoReadAreThoseThatOneReads) {
  std::string text;
  for (int i = 0; text.size() < 700u << 10; ++i)
    text += "Of matter " + std::to_string(i) + " the committee heard what " +
            std::to_string(i * 7919) + " residents think. " + (i % 9 == 0 ? "\n\n" : "") +
            (i % 50 == 0 ? "A confi-\ndential word and " : "");
  const support::FakeHistory history;
  std::string whole = text;
  for (auto at = whole.find("-\n"); at != whole.npos; at = whole.find("-\n", at))
    whole.erase(at, 2);
  const auto by_two = of(text, Use::ask);
  const auto by_one =
      passage_fingerprints(read_text(whole, "text"), support::phrases(), history, Use::ask);
  EXPECT_GT(by_two.size(), 1'000u);
  ASSERT_EQ(by_two.size(), by_one.size());
  for (std::size_t i = 0; i < by_one.size(); ++i) {
    ASSERT_EQ(by_two[i].key, by_one[i].key);
    ASSERT_EQ(by_two[i].place, by_one[i].place);
  }
}

TEST(Fingerprint, KnowsAFileByItsContent) {
  const support::FakeHistory history;
  const auto earlier = remembering({file_fingerprint("the content", history)});
  EXPECT_TRUE(carries_on({file_fingerprint("the content", history)}, earlier));
  EXPECT_FALSE(carries_on({file_fingerprint("other content", history)}, earlier));
}

TEST(Fingerprint, HidesTheWordsBehindTheHistorysKey) {
  for (const auto& fingerprint : of(passage)) EXPECT_EQ(fingerprint.key.substr(0, 2), "p:");
}

}  // namespace

}  // namespace candour::rules
