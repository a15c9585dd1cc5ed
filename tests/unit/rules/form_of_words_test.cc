// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/form_of_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace candour::rules {

namespace {

EarlierMail with_clause(const std::string& sender, const std::string& thread) {
  EarlierMail mail;
  mail.sender = sender;
  mail.thread_keys = {thread};
  mail.fingerprints = {"f:01", "p:clause", "p:of " + sender + thread};
  return mail;
}

// Mails with a clause, numbered: the sender and the thread of each.
template <class Sender, class Thread>
std::vector<EarlierMail> mails_of(Sender sender, Thread thread) {
  std::vector<EarlierMail> mails;
  for (std::size_t i = 0; i < senders_of_a_form; ++i)
    mails.push_back(with_clause(sender(std::to_string(i)), thread(std::to_string(i))));
  leave_out_forms_of_words(mails);
  return mails;
}

bool has_clause(const EarlierMail& mail) {
  const auto& keys = mail.fingerprints;
  return std::find(keys.begin(), keys.end(), "p:clause") != keys.end();
}

const auto own = [](const std::string& number) { return number; };
const auto same = [](const std::string&) { return std::string("same"); };

TEST(FormOfWords, IsWhatManyWroteInThreadsOfTheirOwn) {
  for (const auto& mail : mails_of(own, own)) {
    EXPECT_FALSE(has_clause(mail));
    EXPECT_EQ(mail.fingerprints.size(), 2u) << "its own words and its file stay";
  }
}

TEST(FormOfWords, IsNotWhatOneSenderSentToMany) {
  for (const auto& mail : mails_of(same, own)) EXPECT_TRUE(has_clause(mail));
}

TEST(FormOfWords, IsNotWhatWasPassedOnInOneThread) {
  for (const auto& mail : mails_of(own, same)) EXPECT_TRUE(has_clause(mail));
}

TEST(FormOfWords, CountsThreadsOfOneSenderForOne) {
  const auto in_pairs = [](const std::string& number) {
    return std::to_string(std::stoi(number) / 2);
  };
  for (const auto& mail : mails_of(in_pairs, own)) EXPECT_TRUE(has_clause(mail));
}

TEST(FormOfWords, IsNotWhatFewWrote) {
  std::vector<EarlierMail> mails{with_clause("a", "a"), with_clause("b", "b")};
  leave_out_forms_of_words(mails);
  for (const auto& mail : mails) EXPECT_TRUE(has_clause(mail));
}

}  // namespace

}  // namespace candour::rules
