// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_session.h"

#include <gtest/gtest.h>

#include <cctype>

#include "remotes/imap_date.h"

namespace candour::remotes {
namespace {

/// A server that answers each line it is sent by the next of its answers; "%" stands for the tag.
class Script final : public ImapStream {
 public:
  Script(std::vector<std::string> answers, std::string& heard)
      : answers_(std::move(answers)), heard_(heard) {}

  base::Result<void> send(std::string_view bytes, Deadline) override {
    heard_ += bytes;
    // A literal and DONE have no tag of their own.
    const bool is_command = bytes.size() > 1 && bytes[0] == 'c' && std::isdigit(bytes[1]) != 0;
    if (is_command) tag_ = bytes.substr(0, bytes.find(' '));
    if (next_ < answers_.size()) waiting_ += filled(answers_[next_++]);
    return {};
  }
  base::Result<std::string> receive(Deadline) override {
    if (waiting_.empty())
      return base::Error{base::Fault::unavailable, "script", "the script has ended"};
    return std::exchange(waiting_, {});
  }
  base::Result<std::string> receive_now() override { return std::exchange(waiting_, {}); }
  int descriptor() const override { return -1; }

 private:
  std::string filled(std::string answer) const {
    for (auto at = answer.find('%'); at != answer.npos; at = answer.find('%', at + tag_.size()))
      answer.replace(at, 1, tag_);
    return answer;
  }
  std::vector<std::string> answers_;
  std::string& heard_;
  std::string waiting_, tag_;
  std::size_t next_ = 0;
};

class Session : public testing::Test {
 protected:
  ImapSession with(std::vector<std::string> answers) {
    return ImapSession(std::make_unique<Script>(std::move(answers), heard_), 1'000);
  }
  std::string heard_;
};

TEST_F(Session, AsksForSpecialUseWhereItIsOffered) {
  auto session = with({"* CAPABILITY IMAP4rev1 IDLE SPECIAL-USE LIST-EXTENDED\r\n% OK\r\n",
                       "* LIST (\\Sent) \".\" Post\r\n* LIST () NIL {5}\r\nINBOX\r\n% OK\r\n"});
  ASSERT_TRUE(session.ask_capabilities());
  EXPECT_TRUE(session.offers("idle"));
  const auto folders = session.list();
  ASSERT_TRUE(folders);
  ASSERT_EQ(folders->size(), 2u);
  EXPECT_EQ((*folders)[1].name, "INBOX");
  EXPECT_NE(heard_.find("RETURN (SPECIAL-USE)"), heard_.npos);
}

TEST_F(Session, OpensAFolderReadOnly) {
  auto session =
      with({"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 12] x\r\n"
            "* OK [HIGHESTMODSEQ 90060128194045007] x\r\n% OK [READ-ONLY] x\r\n"});
  const auto opened = session.examine("Sent");
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->uid_validity, 7u);
  EXPECT_EQ(opened->uid_next, 12u);
  EXPECT_EQ(opened->highest_modseq, 90060128194045007u);
  EXPECT_EQ(heard_, "c1 EXAMINE \"Sent\"\r\n");
}

TEST_F(Session, TellsAFolderThatIsGone) {
  auto session = with({"% NO [NONEXISTENT] No such mailbox\r\n"});
  EXPECT_EQ(session.examine("Sent").error().fault, base::Fault::refused);
}

TEST_F(Session, LeavesOutTheMessageThatAStarAlwaysNames) {
  auto session = with({"* SEARCH 9 7 8 7\r\n% OK\r\n"});
  EXPECT_EQ(session.search(7, *base::parse_day("2026-07-03")).value(),
            (std::vector<std::uint32_t>{8, 9}));
  EXPECT_EQ(heard_, "c1 UID SEARCH UID 8:* SINCE 3-Jul-2026\r\n");
}

TEST_F(Session, HandsOverEachMessageOnceAndOnlyThoseAskedFor) {
  auto session = with(
      {"* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 5 INTERNALDATE \" 1-Jul-2026 10:00:00 +0100\" "
       "BODY[]<0> {2}\r\nhi)\r\n* 3 FETCH (UID 6 BODY[]<0> {1}\r\nx)\r\n"
       "* 2 FETCH (BODY[] \"again\" UID 5)\r\n* 9 FETCH (UID 7 BODY[]<0> NIL)\r\n% OK\r\n"});
  std::vector<std::string> taken;
  ASSERT_TRUE(session.fetch({5, 7}, [&](FetchedMessage message) -> base::Result<void> {
    EXPECT_EQ(message.uid, 5u);
    EXPECT_EQ(base::to_string(message.received), "2026-07-01T09:00:00Z");
    taken.push_back(message.raw);
    return {};
  }));
  EXPECT_EQ(taken, std::vector<std::string>{"hi"});
  EXPECT_NE(heard_.find("BODY.PEEK[]<0.1001>"), heard_.npos);
}

TEST_F(Session, AsksForMessageIdsAloneAndForDays) {
  auto session =
      with({"* SEARCH 5\r\n% OK\r\n",
            "* 2 FETCH (UID 5 INTERNALDATE \" 1-Jul-2026 10:00:00 +0100\" "
            "BODY[HEADER.FIELDS (MESSAGE-ID)] {19}\r\nMessage-ID: <a@b>\r\n)\r\n% OK\r\n"});
  const auto day = *base::parse_day("2026-07-01");
  ASSERT_EQ(session.arrived(day, day + std::chrono::days(3)).value(),
            std::vector<std::uint32_t>{5});
  std::vector<std::string> taken;
  ASSERT_TRUE(session.fetch_message_ids({5}, [&](FetchedMessage message) -> base::Result<void> {
    taken.push_back(message.raw);
    return {};
  }));
  EXPECT_EQ(taken, std::vector<std::string>{"Message-ID: <a@b>\r\n"});
  EXPECT_NE(heard_.find("SINCE 1-Jul-2026 BEFORE 4-Jul-2026"), heard_.npos);
  EXPECT_NE(heard_.find("BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"), heard_.npos);
}

TEST_F(Session, HearsOfNewMailWhileIdle) {
  auto session = with({"* 4 EXISTS\r\n+ idling\r\n", "% OK\r\n"});
  ASSERT_TRUE(session.start_idle());
  EXPECT_TRUE(session.news()->came);
  EXPECT_FALSE(*session.news());
}

TEST_F(Session, HearsOfMessagesThatWent) {
  for (const auto* told : {"* 4 EXPUNGE\r\n", "* VANISHED 4:5\r\n",
                           "* 4 FETCH (UID 9 FLAGS (\\Seen \\deleted))\r\n"}) {
    auto session = with({std::string(told) + "% OK\r\n"});
    const auto news = session.poll();
    ASSERT_TRUE(news);
    EXPECT_TRUE(news->went) << told;
    EXPECT_FALSE(news->came) << told;
  }
  auto session = with({"* 4 FETCH (FLAGS (\\Seen $Candour))\r\n* 4 FETCH x\r\n% OK\r\n"});
  EXPECT_FALSE(*session.poll());
}

TEST_F(Session, AsksWhichMessagesAreThereStill) {
  auto session = with({"* SEARCH 7 3\r\n% OK\r\n"});
  EXPECT_EQ(session.still_there({3, 4, 5, 7}).value(), (std::vector<std::uint32_t>{3, 7}));
  EXPECT_EQ(heard_, "c1 UID SEARCH UNDELETED UID 3:5,7\r\n");
  EXPECT_TRUE(session.still_there({})->empty());
}

TEST_F(Session, KnowsWhichKeywordsAFolderKeeps) {
  const auto keeps = [&](const std::string& flags) {
    auto session = with({"* OK [UIDVALIDITY 7] x\r\n* OK [PERMANENTFLAGS " + flags +
                         "] x\r\n% OK [READ-WRITE] x\r\n"});
    return session.select("Drafts")->keeps_keyword("$Candour");
  };
  EXPECT_TRUE(keeps("(\\Deleted \\*)"));
  EXPECT_TRUE(keeps("(\\Deleted $candour)"));
  EXPECT_FALSE(keeps("(\\Deleted $Forwarded)"));
  EXPECT_FALSE(keeps("()"));
  EXPECT_EQ(heard_.substr(0, 18), "c1 SELECT \"Drafts\"");
}

TEST_F(Session, SendsAMessageWhenTheServerIsReadyForIt) {
  auto session = with({"* 1 EXISTS\r\n+ go on\r\n", "% OK [APPENDUID 38505 3955] done\r\n"});
  const auto at = session.append("INBOX", "Subject: x\r\n\r\n");
  ASSERT_TRUE(at);
  ASSERT_TRUE(*at);
  EXPECT_EQ((*at)->uid_validity, 38505u);
  EXPECT_EQ((*at)->uid, 3955u);
  EXPECT_EQ(heard_, "c1 APPEND \"INBOX\" {14}\r\nSubject: x\r\n\r\n\r\n");
}

TEST_F(Session, SendsAMessageAtOnceWhereTheServerTakesIt) {
  auto session = with({"* CAPABILITY IMAP4rev1 LITERAL+\r\n% OK\r\n", "% OK done\r\n"});
  ASSERT_TRUE(session.ask_capabilities());
  const auto at = session.append("INBOX", "x\r\n");
  ASSERT_TRUE(at);
  EXPECT_FALSE(*at) << "it did not tell";
  EXPECT_TRUE(heard_.ends_with("c2 APPEND \"INBOX\" {3+}\r\nx\r\n\r\n"));
}

TEST_F(Session, SendsOnlyAShortMessageAtOnceWhereTheServerSaysSo) {
  auto session = with({"* CAPABILITY IMAP4rev1 LITERAL-\r\n% OK\r\n", "+\r\n", "% OK\r\n"});
  ASSERT_TRUE(session.ask_capabilities());
  ASSERT_TRUE(session.append("INBOX", std::string(5'000, 'x')));
  EXPECT_NE(heard_.find("{5000}\r\n"), heard_.npos);
}

TEST_F(Session, KeepsAMessageThatTheServerDoesNotWant) {
  auto session = with({"% NO [OVERQUOTA] full\r\n"});
  EXPECT_EQ(session.append("INBOX", "secret\r\n").error().fault, base::Fault::refused);
  EXPECT_EQ(heard_.find("secret"), heard_.npos);
  auto liar = with({"% OK [APPENDUID 1 1] done\r\n"});
  EXPECT_EQ(liar.append("INBOX", "secret\r\n").error().fault, base::Fault::malformed);
}

TEST_F(Session, TakesNoUidThatCannotBeOne) {
  for (const auto* code : {"APPENDUID 0 1", "APPENDUID 1 0", "APPENDUID 1", "APPENDUID 1 2:3",
                           "APPENDUID x y", "TRYCREATE"}) {
    auto session = with({"+\r\n", "% OK [" + std::string(code) + "] done\r\n"});
    const auto at = session.append("INBOX", "x\r\n");
    ASSERT_TRUE(at) << code;
    EXPECT_FALSE(*at) << code;
  }
}

TEST_F(Session, RemovesOneMessageAndNoOther) {
  auto session = with({"* CAPABILITY IMAP4rev1 UIDPLUS\r\n% OK\r\n", "% OK\r\n", "% OK\r\n"});
  ASSERT_TRUE(session.ask_capabilities());
  ASSERT_TRUE(session.remove(9));
  EXPECT_TRUE(
      heard_.ends_with("c2 UID STORE 9 +FLAGS.SILENT (\\Deleted)\r\n"
                       "c3 UID EXPUNGE 9\r\n"));
}

TEST_F(Session, MarksNothingWhereItCouldNotRemoveItAlone) {
  auto session = with({"* CAPABILITY IMAP4rev1\r\n% OK\r\n"});
  ASSERT_TRUE(session.ask_capabilities());
  EXPECT_EQ(session.remove(9).error().fault, base::Fault::refused);
  EXPECT_EQ(heard_, "c1 CAPABILITY\r\n");
}

TEST_F(Session, GivesUpAFolderThatWasDeletedUnderIt) {
  for (const auto* last :
       {"* NO Internal error occurred\r\n", "* BYE gone\r\n", "% OK ended\r\n"}) {
    auto session = with({std::string("+ idling\r\n") + last});
    ASSERT_TRUE(session.start_idle());
    EXPECT_FALSE(session.news()) << last;
  }
}

TEST_F(Session, GivesUpAServerThatAnswersWhatWasNotAsked) {
  auto session = with({"x99 OK\r\n"});
  EXPECT_EQ(session.poll().error().fault, base::Fault::malformed);
}

TEST_F(Session, GivesUpAServerThatNeverComesToAnEnd) {
  std::string endless;
  for (int i = 0; i < 25'000; ++i) endless += "* 1 EXPUNGE\r\n";
  auto session = with({endless});
  EXPECT_EQ(session.poll().error().fault, base::Fault::over_limit);
}

TEST(InternalDate, IsReadWithItsZone) {
  const auto text = [](std::string_view date) {
    const auto instant = parse_internal_date(date);
    return instant ? base::to_string(*instant) : "none";
  };
  EXPECT_EQ(text("17-Jul-1996 02:44:25 -0700"), "1996-07-17T09:44:25Z");
  EXPECT_EQ(text(" 1-Jan-2026 00:30:00 +0100"), "2025-12-31T23:30:00Z");
  for (const auto* wrong : {"", "x", "31-Feb-2026 00:00:00 +0000", "17-Jul-1996 02:44:25",
                            "17-Foo-1996 02:44:25 +0000", "17-Jul-1996 25:44:25 +0000"})
    EXPECT_EQ(text(wrong), "none") << wrong;
}

}  // namespace
}  // namespace candour::remotes
