// SPDX-License-Identifier: MPL-2.0
//
// The local API with the example council, without a socket.

#include "listeners/local_api.h"

#include <gtest/gtest.h>

#include <future>
#include <utility>

#include "base/digest.h"
#include "support/failing_ledger.h"
#include "support/fake_document_reader.h"
#include "support/source_folder.h"

namespace candour::listeners {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

// Read once: its phrases take a second to compile under the sanitizers.
std::shared_ptr<const policy::Policy> example_policy() {
  static const auto policy = [] {
    const std::filesystem::path policies = std::filesystem::path(source_folder()) / "policies";
    return policy::load(policies / "examples" / "eastmere.yaml", {policies}).value();
  }();
  return policy;
}

/// Counts how often a file is opened.
class CountingReader final : public mail::DocumentReader {
 public:
  mail::Opened open(std::string_view, std::string_view, std::string_view,
                    std::chrono::milliseconds time) override {
    ++opened;
    allowed = time;
    if (fails) return {{}, {}, {{"", "opening it took too long", true}}};
    return {{mail::Document{"", "The words of the file.", {}, {}, ""}}, {}, {}};
  }
  int opened = 0;
  bool fails = false;
  std::chrono::milliseconds allowed{};
};

/// Opens a file when it is told to.
class SlowReader final : public mail::DocumentReader {
 public:
  mail::Opened open(std::string_view, std::string_view, std::string_view,
                    std::chrono::milliseconds) override {
    ++opened;
    has_begun_.set_value();
    may_go_on_.wait();
    if (fails) return {{}, {}, {{"", "opening it took too long", true}}};
    return {{mail::Document{"", "The words of the file.", {}, {}, ""}}, {}, {}};
  }
  std::promise<void> go_on;
  int opened = 0;
  bool fails = false;

 private:
  std::promise<void> has_begun_;
  std::future<void> may_go_on_ = go_on.get_future();

 public:
  std::future<void> begun = has_begun_.get_future();
};

const std::string picture = "\xff\xd8\xff\xe0 the bytes of a picture";
const std::string file = "%PDF-1.7 the bytes of a file";

class LocalApiTest : public testing::Test {
 protected:
  HttpResponse ask(std::string_view method, std::string_view target, std::string body = "",
                   std::string type = "application/json", std::string caller = "uid 1000") {
    const auto routes = asked_->routes();
    auto found = find_route(routes, method, target, type);
    if (auto* problem = std::get_if<HttpResponse>(&found)) return *problem;
    const auto& taken = std::get<RouteTaken>(found);
    return taken.route->answer({std::move(caller), taken.parameter, type, std::move(body)});
  }
  HttpResponse assess(const json::object& mail, std::string caller = "uid 1000") {
    return ask("POST", "/v1/assess", json::serialize(mail), "application/json", std::move(caller));
  }
  HttpResponse upload(std::string caller = "uid 1000") {
    return ask("PUT", "/v1/attachments/" + base::sha256_hex(file), file, "application/octet-stream",
               std::move(caller));
  }
  HttpResponse acknowledge(const HttpResponse& seen, std::string caller = "uid 1000") {
    json::array keys;
    for (const auto& finding : seen.body.at("findings").as_array())
      keys.push_back(finding.at("key"));
    const json::object body{{"assessment", seen.body.at("assessment")},
                            {"findings", keys},
                            {"reason", "She asked for it."}};
    return ask("POST", "/v1/acknowledgements", json::serialize(body), "application/json",
               std::move(caller));
  }
  static json::object silent_copy() {
    return {{"from", "Helen Ward <clerk@eastmere-tc.gov.uk>"},
            {"to", {"tom.baker@resident.example"}},
            {"bcc", {"jane.smith@eastmere-tc.gov.uk"}},
            {"subject", "Bench"},
            {"text", "Dear Mr Baker,\n\nThe bench is mended.\n"}};
  }
  static json::object with_file() {
    auto mail = silent_copy();
    mail["attachments"] = {
        {{"name", "bench.pdf"}, {"type", "application/pdf"}, {"sha256", base::sha256_hex(file)}}};
    return mail;
  }

  void use(LocalApi& api) { asked_ = &api; }

  base::Instant now_ = base::now();
  bool no_console_ = false;
  support::FailingLedger ledger_;
  pipeline::Policies policies_{example_policy()};
  pipeline::Pipeline pipeline_{policies_, ledger_};
  CountingReader reader_;
  LocalApi api_{
      pipeline_,
      reader_,
      [] {
        return json::object{{"version", "1"}};
      },
      [this](const std::string& caller, const std::string& user) -> base::Result<std::string> {
        if (caller == "uid 1001") return base::Error{base::Fault::refused, "test", "Not for you."};
        if (no_console_) return base::Error{base::Fault::unavailable, "test", "Add a line."};
        return "http://127.0.0.1/sign-in/of-" + caller + (user.empty() ? "" : "-as-" + user);
      },
      {},
      [this] { return now_; }};
  LocalApi* asked_ = &api_;
};

/// What is to be done later is done when the test says so.
class ReadingAheadTest : public LocalApiTest {
 protected:
  void do_later() {
    for (const auto& work : std::exchange(later_, {})) work();
  }
  std::vector<std::function<void()>> later_;
  LocalApi ahead_{pipeline_,
                  reader_,
                  [] { return json::object{}; },
                  {},
                  [this](std::function<void()> work) { later_.push_back(std::move(work)); }};
};

TEST_F(ReadingAheadTest, OpensAFileThatADraftAwaitsOnce) {
  use(ahead_);
  ASSERT_EQ(assess(with_file()).status, 409u);
  ASSERT_EQ(upload().status, 201u);
  EXPECT_EQ(reader_.opened, 0);
  do_later();
  EXPECT_EQ(reader_.opened, 1);
  EXPECT_EQ(assess(with_file()).status, 200u);
  EXPECT_EQ(reader_.opened, 1);
}

TEST_F(ReadingAheadTest, LeavesAFileThatNoDraftNamedUnopened) {
  use(ahead_);
  ASSERT_EQ(upload().status, 201u);
  EXPECT_TRUE(later_.empty());
}

TEST_F(ReadingAheadTest, LeavesAFileUnopenedThatAnotherCallerAwaits) {
  use(ahead_);
  ASSERT_EQ(assess(with_file(), "uid 1001").status, 409u);
  ASSERT_EQ(upload("uid 1000").status, 201u);
  EXPECT_TRUE(later_.empty());
}

TEST_F(ReadingAheadTest, LeavesAPictureUnopened) {
  use(ahead_);
  auto mail = with_file();
  auto& attachment = mail["attachments"].as_array().front().as_object();
  attachment["name"] = "bench.jpg";
  attachment["type"] = "image/jpeg";
  attachment["sha256"] = base::sha256_hex(picture);
  ASSERT_EQ(assess(mail).status, 409u);
  ASSERT_EQ(
      ask("PUT", "/v1/attachments/" + base::sha256_hex(picture), picture, "image/jpeg").status,
      201u);
  EXPECT_TRUE(later_.empty());
}

TEST(OpenedFilesTest, WhoAsksForAFileThatIsBeingOpenedWaitsForIt) {
  SlowReader reader;
  OpenedFiles files(1min, 1'000'000, base::now);
  const auto ask = [&] { return files.open("uid 1", reader, "application/pdf", "a", file, 10s); };
  auto first = std::async(std::launch::async, ask);
  reader.begun.wait();
  auto second = std::async(std::launch::async, ask);
  EXPECT_EQ(second.wait_for(50ms), std::future_status::timeout);
  reader.go_on.set_value();
  EXPECT_EQ(first.get().documents.front().text, "The words of the file.");
  EXPECT_EQ(second.get().documents.front().text, "The words of the file.");
  EXPECT_EQ(reader.opened, 1);
}

TEST(OpenedFilesTest, WhoWaitedInVainTriesHimselfInTheTimeThatIsLeft) {
  SlowReader reader;
  reader.fails = true;
  OpenedFiles files(1min, 1'000'000, base::now);
  auto first = std::async(std::launch::async, [&] {
    return files.open("uid 1", reader, "application/pdf", "a", file, 10s);
  });
  reader.begun.wait();
  CountingReader other;
  auto second = std::async(std::launch::async, [&] {
    return files.open("uid 1", other, "application/pdf", "a", file, 10s);
  });
  EXPECT_EQ(second.wait_for(50ms), std::future_status::timeout);
  reader.go_on.set_value();
  EXPECT_FALSE(first.get().unread.empty());
  EXPECT_EQ(second.get().documents.front().text, "The words of the file.");
  EXPECT_EQ(other.opened, 1);
  EXPECT_LE(other.allowed, 9'960ms);
}

TEST_F(LocalApiTest, MakesALinkToTheConsoleForWhoCallsOverTheSocket) {
  const auto answer = ask("POST", "/v1/console-links");
  EXPECT_EQ(answer.status, 201u);
  EXPECT_EQ(answer.body.at("url"), "http://127.0.0.1/sign-in/of-uid 1000");
  EXPECT_EQ(answer.body.at("seconds"), 120);
  EXPECT_EQ(ask("POST", "/v1/console-links", "", "", "token").status, 403u);
  EXPECT_EQ(ask("POST", "/v1/console-links", "", "", "uid 1001").status, 403u);
  EXPECT_EQ(ask("POST", "/v1/console-links", R"({"user": "helen"})", "", "uid 0").body.at("url"),
            "http://127.0.0.1/sign-in/of-uid 0-as-helen");
  for (const auto* odd : {"{", "[]", R"({"user": "a\nb"})", R"({"role": "admin"})"})
    EXPECT_EQ(ask("POST", "/v1/console-links", odd, "", "uid 0").status, 400u) << odd;
  no_console_ = true;
  const auto none = ask("POST", "/v1/console-links");
  EXPECT_EQ(none.status, 409u);
  EXPECT_EQ(none.body.at("detail"), "Add a line.");
}

TEST_F(LocalApiTest, AnswersWhatItFinds) {
  const auto answer = assess(silent_copy());
  ASSERT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.body.at("verdict"), "confirm");
  const auto& finding = answer.body.at("findings").as_array().front();
  EXPECT_EQ(finding.at("rule"), "silent-copy");
  EXPECT_EQ(finding.at("key").as_string().size(), 64u);
  EXPECT_EQ(answer.body.at("assessment").as_string().size(), 32u);
}

TEST_F(LocalApiTest, TakesAMessageAsItsBytes) {
  const auto answer = ask("POST", "/v1/assess",
                          "From: clerk@eastmere-tc.gov.uk\r\nTo: tom.baker@resident.example\r\n"
                          "Bcc: jane.smith@eastmere-tc.gov.uk\r\nSubject: Bench\r\n\r\nMended.\r\n",
                          "message/rfc822");
  EXPECT_EQ(answer.body.at("verdict"), "confirm");
}

TEST_F(LocalApiTest, RecordsNothingOfADraft) {
  assess(silent_copy());
  EXPECT_TRUE(ledger_.list({.findings_only = false})->empty());
}

TEST_F(LocalApiTest, SaysWhatIsWrongWithADraft) {
  auto mail = silent_copy();
  mail["to"] = {"nobody"};
  const auto answer = assess(mail);
  EXPECT_EQ(answer.status, 400u);
  EXPECT_TRUE(answer.body.at("detail").as_string().starts_with("$.to[0]"));
}

TEST_F(LocalApiTest, AsksForAFileOnce) {
  const auto missing = assess(with_file());
  EXPECT_EQ(missing.status, 409u);
  EXPECT_EQ(missing.body.at("missing"), json::array{base::sha256_hex(file)});
  EXPECT_EQ(upload().status, 201u);
  EXPECT_EQ(assess(with_file()).status, 200u);
  EXPECT_EQ(assess(with_file()).status, 200u);
  EXPECT_EQ(reader_.opened, 1);
}

TEST_F(LocalApiTest, SaysWhatTheSenderIsAskedBecauseOf) {
  reader_.fails = true;
  upload();
  const auto answer = assess(with_file());
  EXPECT_EQ(answer.body.at("verdict"), "confirm");
  EXPECT_EQ(answer.body.at("unchecked").as_array().front().at("asks"), true);
}

TEST_F(LocalApiTest, OpensAgainWhatCouldNotBeOpened) {
  reader_.fails = true;
  upload();
  assess(with_file());
  reader_.fails = false;
  EXPECT_TRUE(assess(with_file()).body.at("unchecked").as_array().empty());
  EXPECT_EQ(reader_.opened, 2);
}

TEST_F(LocalApiTest, KeepsEachCallersFilesApart) {
  upload("uid 1000");
  EXPECT_EQ(assess(with_file(), "uid 1001").status, 409u);
}

TEST_F(LocalApiTest, ForgetsAFileAfterFifteenMinutes) {
  upload();
  now_ += 14min;
  EXPECT_EQ(assess(with_file()).status, 200u);
  now_ += 14min;
  EXPECT_EQ(assess(with_file()).status, 200u) << "used since";
  now_ += 16min;
  EXPECT_EQ(assess(with_file()).status, 409u);
}

TEST_F(LocalApiTest, TakesNoFileUnderAnotherDigest) {
  const auto answer = ask("PUT", "/v1/attachments/" + std::string(64, 'a'), file, "");
  EXPECT_EQ(answer.status, 400u);
}

TEST_F(LocalApiTest, TakesAFileThatIsAttachedOften) {
  const std::string large(20u << 20, 'x');
  ask("PUT", "/v1/attachments/" + base::sha256_hex(large), large, "");
  auto mail = silent_copy();
  json::array attached;
  for (int i = 0; i < 3; ++i) attached.push_back(json::object{{"sha256", base::sha256_hex(large)}});
  mail["attachments"] = attached;
  EXPECT_EQ(assess(mail).status, 413u);
}

TEST_F(LocalApiTest, GivesAnAcknowledgement) {
  const auto answer = acknowledge(assess(silent_copy()));
  ASSERT_EQ(answer.status, 201u);
  EXPECT_EQ(answer.body.at("header"), "X-Candour-Ack");
  const auto taken = ledger_.take_acknowledgement(answer.body.at("id").as_string().c_str());
  ASSERT_TRUE(taken && *taken);
  EXPECT_EQ((*taken)->reason, "She asked for it.");
  EXPECT_EQ((*taken)->given_by, "uid 1000");
}

TEST_F(LocalApiTest, GivesNoAcknowledgementOfWhatItDoesNotKnow) {
  const auto seen = assess(silent_copy());
  EXPECT_EQ(acknowledge(seen, "uid 1001").status, 404u) << "somebody else's";
  now_ += 16min;
  EXPECT_EQ(acknowledge(seen).status, 404u) << "too old";
}

TEST_F(LocalApiTest, GivesNoAcknowledgementOfWhatThePolicyBlocks) {
  auto policy = *example_policy();
  policy.rules["silent-copy"].action = policy::Action::block;
  policies_.replace(std::make_shared<policy::Policy>(policy));
  EXPECT_EQ(acknowledge(assess(silent_copy())).status, 403u);
}

TEST_F(LocalApiTest, SaysThatTheLedgerIsAwayAndNoMore) {
  const auto seen = assess(silent_copy());
  ledger_.away = true;
  const auto answer = acknowledge(seen);
  EXPECT_EQ(answer.status, 503u);
  EXPECT_EQ(answer.body.at("detail").as_string().find("disk"), json::string::npos);
}

TEST_F(LocalApiTest, SaysWhatAnAcknowledgementLacks) {
  for (const auto* body :
       {"", "[]", "{}", R"({"assessment": 1, "findings": []})",
        R"({"assessment": "a", "findings": "b"})", R"({"assessment": "a", "finding": []})"})
    EXPECT_EQ(ask("POST", "/v1/acknowledgements", body).status, 400u) << body;
}

TEST_F(LocalApiTest, NotesMailThatWentOutUnchecked) {
  const auto tell = [&](std::string sender, std::string why = "away") {
    return ask("POST", "/v1/unchecked",
               json::serialize(json::object{{"time", "2026-07-20T17:00:51.123Z"},
                                            {"sender", std::move(sender)},
                                            {"message_id", "<id@host>"},
                                            {"why", std::move(why)}}));
  };
  EXPECT_EQ(tell("Helen Ward <clerk@eastmere-tc.gov.uk>").body.at("recorded"), true);
  EXPECT_EQ(tell("x@elsewhere.example").body.at("recorded"), false);
  EXPECT_EQ(tell("clerk@eastmere-tc.gov.uk", "lazy").status, 400u);
  EXPECT_EQ(tell("").status, 400u);
  const auto told = ledger_.list_unchecked({});
  ASSERT_EQ(told->size(), 1u);
  EXPECT_EQ(told->front().sender_name, "Helen Ward");
  EXPECT_EQ(told->front().told_by, "uid 1000");
}

TEST_F(LocalApiTest, SaysHowItIs) {
  EXPECT_EQ(ask("GET", "/v1/status").body.at("version"), "1");
}

}  // namespace
}  // namespace candour::listeners
