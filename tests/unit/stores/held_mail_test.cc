// SPDX-License-Identifier: MPL-2.0

#include "stores/held_mail.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <set>

#include "support/temporary_folder.h"

namespace candour::stores {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view id = "00112233445566aa";

HeldEnvelope envelope(std::string_view with_id = id) {
  HeldEnvelope made;
  made.id = with_id;
  made.held_at = base::Instant(1'780'000'000'000ms);
  made.mail_from = "clerk@eastmere-tc.gov.uk";
  made.rcpt_to = {"resident@mail.example", "jane.smith@eastmere-tc.gov.uk"};
  made.sender_name = "Helen Ward";
  made.rules = {"obligation-in-councillor-name"};
  return made;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, std::string_view content) {
  std::ofstream(file, std::ios::binary) << content;
  ::chmod(file.c_str(), 0600);
}

class Held : public testing::Test {
 protected:
  void hold() {
    const auto done = mail.hold(envelope(), {head, body});
    ASSERT_TRUE(done) << done.error().detail;
  }
  base::Result<void> go(HeldStage stage) {
    const auto now = mail.mark_of(id);
    return mail.put_mark(id, now ? now->stage : HeldStage::due,
                         HeldMark{.stage = stage, .time = {}});
  }
  fs::path file(std::string_view suffix = ".held") const {
    return folder.path() / (std::string(id) + std::string(suffix));
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
  }

  const std::string head = "Subject: Hall roof\r\n\r\n";
  const std::string body = std::string("We will pay.\r\n\0\r\n", 17);
  const support::TemporaryFolder folder;
  const HeldMail mail{folder.path(), 1u << 20};
};

TEST_F(Held, ComesBackByteForByteWithItsEnvelope) {
  hold();
  const auto message = mail.read(id);
  ASSERT_TRUE(message) << message.error().detail;
  EXPECT_EQ(message->bytes, head + body);
  EXPECT_EQ(message->envelope.mail_from, "clerk@eastmere-tc.gov.uk");
  EXPECT_EQ(message->envelope.rcpt_to, envelope().rcpt_to);
  EXPECT_EQ(message->envelope.held_at, envelope().held_at);
  EXPECT_EQ(message->envelope.sender_name, "Helen Ward");
  EXPECT_EQ(message->envelope.rules, envelope().rules);
  EXPECT_EQ(mail.mark_of(id)->stage, HeldStage::waiting);
}

TEST_F(Held, IsItsOwnersAlone) {
  hold();
  struct stat found {};
  ASSERT_EQ(::stat(file().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777u, 0600u);
}

TEST_F(Held, IsNeverReadWhereItWasCutShortAtAnyByte) {
  hold();
  const auto whole = text_of(file());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write(file(), std::string_view(whole).substr(0, length));
    EXPECT_FALSE(mail.read(id)) << length;
    EXPECT_FALSE(
        mail.put_mark(id, HeldStage::waiting, HeldMark{.stage = HeldStage::due, .time = {}}))
        << length;
  }
}

TEST_F(Held, IsNeverReadWhereAnyByteWasChanged) {
  hold();
  const auto whole = text_of(file());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write(file(), changed);
    EXPECT_FALSE(mail.read(id)) << at;
  }
}

TEST_F(Held, IsShownAsDamagedAndStaysOnTheDisk) {
  hold();
  write(file(), text_of(file()).substr(0, 100));
  ASSERT_TRUE(mail.recover());
  const auto entries = mail.list();
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1u);
  EXPECT_EQ(entries->front().envelope.id, id);
  EXPECT_NE(entries->front().damage, "");
}

// The kernel ends the writer at the byte that is one too many: as kill -9 there would.
int hold_and_be_killed_at(const HeldMail& mail, rlim_t byte, std::string_view message) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit limit{byte, byte};
    ::signal(SIGXFSZ, SIG_DFL);
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::_exit(mail.hold(envelope(), {message}) ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

TEST_F(Held, LeavesNothingThatCouldBeSentWhereItsWriterIsKilledAtAnyByte) {
  hold();
  const auto whole = fs::file_size(file());
  fs::remove(file());
  const auto message = head + body;
  for (rlim_t byte = 0; byte < whole; byte += 3) {
    const int status = hold_and_be_killed_at(mail, byte, message);
    ASSERT_TRUE(WIFSIGNALED(status)) << byte;
    EXPECT_TRUE(mail.list()->empty()) << byte;
    ASSERT_TRUE(mail.recover());
    EXPECT_EQ(files(), 0u) << byte;
  }
  EXPECT_EQ(hold_and_be_killed_at(mail, whole, message), 0);
  EXPECT_EQ(mail.read(id)->bytes, message);
}

TEST_F(Held, IsNotTakenInWhereTheDiskIsFullAndLeavesNothing) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit limit{40, 40};
    ::signal(SIGXFSZ, SIG_IGN);  // so that write() fails, as on a full disk
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto done = mail.hold(envelope(), {head});
    ::_exit(!done && done.error().fault == base::Fault::unavailable ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(files(), 0u);
}

TEST_F(Held, IsNotTakenInBeyondWhatTheFolderMayHold) {
  const HeldMail small(folder.path(), 600);
  ASSERT_TRUE(small.hold(envelope(), {head}));
  const auto second = small.hold(envelope("ffffffffffffffff"), {head});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, base::Fault::over_limit);
  EXPECT_EQ(small.list()->size(), 1u);
}

TEST_F(Held, IsNotReplacedByAnotherOfItsId) {
  hold();
  EXPECT_FALSE(mail.hold(envelope(), {"another"}));
  EXPECT_EQ(mail.read(id)->bytes, head + body);
}

TEST_F(Held, HasNoIdThatIsAPath) {
  for (const std::string_view wrong :
       {"", "../../etc/passwd", "00112233445566AA", "..", "0011/2233445566"}) {
    EXPECT_FALSE(mail.read(wrong)) << wrong;
    EXPECT_FALSE(mail.hold(envelope(wrong), {head})) << wrong;
  }
}

TEST_F(Held, IsListedOldestFirst) {
  auto later = envelope("0000000000000000");
  later.held_at += 1h;
  ASSERT_TRUE(mail.hold(later, {head}));
  hold();
  const auto entries = mail.list();
  ASSERT_EQ(entries->size(), 2u);
  EXPECT_EQ(entries->front().envelope.id, id);
  EXPECT_EQ(entries->front().bytes, head.size() + body.size());
}

TEST(HeldStages, FollowOneAnotherSoThatNothingIsSentTwiceByItself) {
  using enum HeldStage;
  const std::set<std::pair<HeldStage, HeldStage>> allowed{
      {waiting, due},    {waiting, discarded}, {unknown, due},      {unknown, discarded},
      {waiting, failed}, {failed, due},        {failed, discarded}, {due, due},
      {due, sending},    {due, failed},        {due, discarded},    {sending, due},
      {sending, sent},   {sending, failed},    {sending, unknown}};
  const std::vector<HeldStage> all{waiting, due, sending, unknown, failed, sent, discarded};
  for (const auto now : all)
    for (const auto next : all)
      EXPECT_EQ(may_follow(now, next), allowed.contains({now, next}))
          << name_of(now) << " → " << name_of(next);
}

TEST_F(Held, KeepsWhatWasDecidedByWhomAndWhatTheNextHopSaid) {
  hold();
  HeldMark mark;
  mark.stage = HeldStage::due;
  mark.time = base::Instant(5ms);
  mark.by = "uid 1000";
  mark.reason = "the Council\r\nresolved it";
  mark.tries = 3;
  mark.next_try = base::Instant(60'000ms);
  mark.answer = "451 4.3.0 later\n";
  ASSERT_TRUE(mail.put_mark(id, HeldStage::waiting, mark));
  const auto read = mail.mark_of(id);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->stage, HeldStage::due);
  EXPECT_EQ(read->time, mark.time);
  EXPECT_EQ(read->by, "uid 1000");
  EXPECT_EQ(read->reason, "the Council resolved it");
  EXPECT_EQ(read->tries, 3u);
  EXPECT_EQ(read->next_try, mark.next_try);
  EXPECT_EQ(read->answer, "451 4.3.0 later");
}

TEST_F(Held, IsNotPutOffByOneWhileAnotherIsSendingIt) {
  hold();
  ASSERT_TRUE(go(HeldStage::due));
  ASSERT_TRUE(go(HeldStage::sending));
  const HeldMark put_off{.stage = HeldStage::due, .time = {}, .tries = 1};
  const auto answer = mail.put_mark(id, HeldStage::due, put_off);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().fault, base::Fault::refused);
  EXPECT_EQ(mail.mark_of(id)->stage, HeldStage::sending);
}

TEST_F(Held, IsUnknownAfterACrashWhileItsLastByteWasUnderWay) {
  hold();
  ASSERT_TRUE(go(HeldStage::due));
  ASSERT_TRUE(go(HeldStage::sending));
  ASSERT_TRUE(mail.recover());
  EXPECT_EQ(mail.mark_of(id)->stage, HeldStage::unknown);
  EXPECT_FALSE(go(HeldStage::sending)) << "only a person may have it sent again";
}

TEST_F(Held, IsStillDueAfterACrashBeforeItsLastByte) {
  hold();
  ASSERT_TRUE(go(HeldStage::due));
  ASSERT_TRUE(mail.recover());
  EXPECT_EQ(mail.mark_of(id)->stage, HeldStage::due);
}

TEST_F(Held, GoesFromTheDiskOnceSent) {
  hold();
  EXPECT_FALSE(mail.forget(id)) << "it waits";
  for (const auto stage : {HeldStage::due, HeldStage::sending, HeldStage::sent})
    ASSERT_TRUE(go(stage));
  ASSERT_TRUE(mail.forget(id));
  EXPECT_EQ(files(), 0u);
}

TEST_F(Held, GoesFromTheDiskAtTheNextStartWhereACrashCameFirst) {
  hold();
  ASSERT_TRUE(go(HeldStage::discarded));
  ASSERT_TRUE(mail.recover());
  EXPECT_EQ(files(), 0u);
}

TEST_F(Held, DoesNotWaitAgainWhereOnlyItsMarkIsLeft) {
  hold();
  ASSERT_TRUE(go(HeldStage::discarded));
  fs::remove(file());  // killed between the two removals
  ASSERT_TRUE(mail.recover());
  EXPECT_EQ(files(), 0u);
}

TEST_F(Held, IsNotSentOnAMarkThatWasCutShort) {
  hold();
  ASSERT_TRUE(go(HeldStage::due));
  const auto whole = text_of(file(".stage"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write(file(".stage"), std::string_view(whole).substr(0, length));
    EXPECT_FALSE(mail.mark_of(id)) << length;
    EXPECT_FALSE(go(HeldStage::sending)) << length;
  }
  EXPECT_NE(mail.list()->front().damage, "");
}

TEST_F(Held, OurOwnNoticeIsDueAtOnce) {
  auto notice = envelope();
  notice.notice = true;
  notice.rules.clear();
  ASSERT_TRUE(mail.hold_due(notice, head + body));
  EXPECT_EQ(mail.mark_of(id)->stage, HeldStage::due);
  EXPECT_EQ(mail.mark_of(id)->next_try, notice.held_at);
  EXPECT_TRUE(mail.read(id)->envelope.notice);
  EXPECT_EQ(mail.hold_due(notice, head).error().fault, base::Fault::refused);
  EXPECT_EQ(mail.read(id)->bytes, head + body);
}

TEST_F(Held, AMarkWhoseMessageWasNeverWrittenGoesWithTheNextStart) {
  ASSERT_TRUE(mail.hold_due(envelope(), head));
  fs::remove(file());
  ASSERT_TRUE(mail.recover());
  EXPECT_EQ(files(), 0u);
}

TEST_F(Held, ALookTellsStagesWithoutReadingMessages) {
  hold();
  write(file(), "not a byte of it may be trusted");
  const auto states = mail.states();
  ASSERT_TRUE(states);
  ASSERT_EQ(states->size(), 1u);
  EXPECT_EQ(states->front().id, id);
  EXPECT_EQ(states->front().mark.stage, HeldStage::waiting);
  EXPECT_NEAR(static_cast<double>((base::now() - states->front().held_at) / 1s), 0, 60);
}

class RememberedMail : public Held {
 protected:
  const HeldMail spool{folder.path(), 1u << 20, WhenDone::remembered};
};

TEST_F(RememberedMail, IsKnownAfterItWasSentWithoutItsBytes) {
  hold();
  for (const auto stage : {HeldStage::due, HeldStage::sending, HeldStage::sent})
    ASSERT_TRUE(go(stage));
  ASSERT_TRUE(spool.empty(id));
  ASSERT_TRUE(spool.recover());
  const auto message = spool.read(id);
  ASSERT_TRUE(message) << message.error().detail;
  EXPECT_EQ(message->bytes, "");
  EXPECT_EQ(message->envelope.rcpt_to, envelope().rcpt_to);
  EXPECT_EQ(spool.mark_of(id)->stage, HeldStage::sent);
  EXPECT_EQ(spool.hold(envelope(), {head}).error().fault, base::Fault::refused);
  EXPECT_EQ(text_of(file()).find("We will pay"), std::string::npos);
}

TEST_F(RememberedMail, IsNotEmptiedBeforeItWasSent) {
  hold();
  for (const auto stage : {HeldStage::waiting, HeldStage::due, HeldStage::sending}) {
    if (stage != HeldStage::waiting) {
      ASSERT_TRUE(go(stage));
    }
    EXPECT_EQ(spool.empty(id).error().fault, base::Fault::refused) << name_of(stage);
  }
  ASSERT_TRUE(spool.recover());
  EXPECT_EQ(spool.mark_of(id)->stage, HeldStage::unknown);
  EXPECT_EQ(spool.read(id)->bytes, head + body);
}

TEST_F(RememberedMail, KnowsWhereThereIsNothingToSend) {
  HeldMark mark;
  mark.stage = HeldStage::discarded;
  mark.reason = "nothing is on record";
  ASSERT_TRUE(spool.hold_nothing(envelope(), mark));
  ASSERT_TRUE(spool.recover());
  EXPECT_EQ(spool.mark_of(id)->reason, "nothing is on record");
  mark.stage = HeldStage::due;
  EXPECT_FALSE(spool.hold_nothing(envelope("0000000000000000"), mark));
}

TEST_F(RememberedMail, WhoIsKilledWhileItIsEmptiedLeavesItSent) {
  hold();
  for (const auto stage : {HeldStage::due, HeldStage::sending, HeldStage::sent})
    ASSERT_TRUE(go(stage));
  write(file(".held.new"), "half of it");  // as base::write_private_file leaves it
  ASSERT_TRUE(spool.recover());
  EXPECT_EQ(spool.mark_of(id)->stage, HeldStage::sent);
  EXPECT_EQ(spool.read(id)->bytes, head + body);
  EXPECT_EQ(files(), 2u);
}

}  // namespace
}  // namespace candour::stores
