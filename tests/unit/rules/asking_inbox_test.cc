// SPDX-License-Identifier: MPL-2.0
//
// How often asked_in() is right on an invented Inbox, tests/corpus/replies/inbox.txt; prints it.

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "rules/asking.h"
#include "support/letter.h"
#include "support/source_folder.h"

namespace candour::rules {
namespace {

struct InboxLetter {
  std::string asks;  // "nothing", "enquiry", …
  std::string text;  // header and body
};

std::vector<InboxLetter> inbox() {
  std::ifstream file(source_folder() + "/tests/corpus/replies/inbox.txt");
  std::vector<InboxLetter> letters;
  constexpr std::string_view head = "==== ";
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(head))
      letters.push_back({line.substr(head.size()), "To: clerk@eastmere-tc.gov.uk\n"});
    else if (!letters.empty())
      letters.back().text += line + "\n";
  }
  return letters;
}

TEST(AskingInbox, IsRightNineTimesInTen) {
  double right = 0, missed = 0, mistaken = 0, kinds = 0;
  for (const auto& letter : inbox()) {
    const support::Letter read(letter.text);
    const auto asked = asked_in(read.correspondence());
    const auto found = asked ? name_of(*asked) : "nothing";
    const bool asks = letter.asks != "nothing", taken = found != "nothing";
    right += asks && taken ? 1 : 0;
    missed += asks && !taken ? 1 : 0;
    mistaken += !asks && taken ? 1 : 0;
    kinds += asks && found == letter.asks ? 1 : 0;
    if (found != letter.asks)
      std::cout << letter.asks << " taken for " << found << ":\n" << letter.text << '\n';
  }
  const auto precision = right / (right + mistaken), recall = right / (right + missed);
  std::cout << "precision " << precision << " (" << mistaken << " mistaken), recall " << recall
            << " (" << missed << " missed), of the right kind " << kinds << " of " << right << '\n';
  ASSERT_GE(right + missed, 70);
  EXPECT_GE(precision, 0.9);
  EXPECT_GE(recall, 0.9);
}

}  // namespace
}  // namespace candour::rules
