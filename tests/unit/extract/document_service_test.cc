// SPDX-License-Identifier: MPL-2.0
//
// With real processes: what they do to each other is what is tested.

#include "extract/document_service.h"

#include <dirent.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "extract/wire.h"

using namespace candour;
using namespace candour::extract;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

fs::path beside_us(std::string_view name) {
  return fs::read_symlink("/proc/self/exe").parent_path() / name;
}

class ServiceOfTheWorst : public testing::Test {
 protected:
  mail::Opened open(std::string_view what, std::string_view content = "words",
                    std::chrono::milliseconds allowed = 20s) {
    return service_.open("text/plain", what, content, allowed);
  }
  std::string text(std::string_view what, std::string_view content = "words") {
    const auto opened = open(what, content);
    return opened.documents.empty() ? "unread" : opened.documents.front().text;
  }
  void expect_unread(const mail::Opened& opened, std::string_view why) {
    EXPECT_TRUE(opened.documents.empty());
    ASSERT_EQ(opened.unread.size(), 1u);
    EXPECT_EQ(opened.unread[0].what, "");
    EXPECT_EQ(opened.unread[0].why, why);
    EXPECT_TRUE(opened.unread[0].could_change_verdict);
  }

  DocumentService service_{beside_us("misbehaving-extract")};
};

std::size_t open_descriptors() {
  std::size_t count = 0;
  auto* folder = ::opendir("/proc/self/fd");
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

// Processes whose parent we are: those of idle and busy extractors.
std::vector<pid_t> children() {
  std::vector<pid_t> result;
  for (const auto& task : fs::directory_iterator("/proc/self/task")) {
    std::ifstream listed(task.path() / "children");
    for (pid_t child = 0; listed >> child;) result.push_back(child);
  }
  return result;
}

}  // namespace

TEST_F(ServiceOfTheWorst, ReadsEachFileInAProcessThatHasSeenNoOther) {
  EXPECT_EQ(text("a", "first"), "1 first");
  EXPECT_EQ(text("b", "second"), "1 second");
  EXPECT_EQ(children().size(), 1u) << "the process is kept warm";
}

TEST_F(ServiceOfTheWorst, StartsNothingBeforeItIsNeeded) {
  EXPECT_TRUE(children().empty());
}

TEST_F(ServiceOfTheWorst, TellsHowItIsConfined) {
  const auto confinement = service_.warm_up();
  ASSERT_TRUE(confinement) << confinement.error().detail;
  EXPECT_NE(confinement->find("seccomp"), std::string::npos);
  EXPECT_EQ(children().size(), 1u);
  EXPECT_EQ(text("a"), "1 words");
  EXPECT_EQ(children().size(), 1u);
}

struct Misdeed {
  const char* what;
  const char* why;
};

class EachMisdeed : public ServiceOfTheWorst, public testing::WithParamInterface<Misdeed> {};

TEST_P(EachMisdeed, LeavesTheFileUnreadAndTheNextOneRead) {
  const auto before = std::chrono::steady_clock::now();
  const auto opened = open(GetParam().what, "words", 1500ms);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 3s);
  expect_unread(opened, GetParam().why);
  EXPECT_EQ(text("good", "next"), "1 next");
}

INSTANTIATE_TEST_SUITE_P(Extractor, EachMisdeed,
                         testing::Values(Misdeed{"crash", "it could not be opened safely"},
                                         Misdeed{"exit", "it could not be opened safely"},
                                         Misdeed{"forge", "it could not be opened safely"},
                                         Misdeed{"write", "it could not be opened safely"},
                                         Misdeed{"nonsense", "it could not be opened safely"},
                                         Misdeed{"sleep", "opening it took too long"},
                                         Misdeed{"loop", "opening it took too long"}),
                         [](const auto& instance) { return std::string(instance.param.what); });

TEST_F(ServiceOfTheWorst, GivesNoFileMoreMemoryThanAllowed) {
  const auto opened = open("allocate");
  ASSERT_EQ(opened.unread.size(), 1u);
  EXPECT_TRUE(opened.documents.empty());
  EXPECT_TRUE(opened.unread[0].could_change_verdict);
  EXPECT_EQ(text("good"), "1 words");
}

TEST_F(ServiceOfTheWorst, EndsAReaderThatComputesForEver) {
  const auto opened = open("loop", "words", 30s);
  expect_unread(opened, "opening it took too long");
}

TEST_F(ServiceOfTheWorst, HandsOverNothingButTheSocketAndTheGuard) {
  EXPECT_EQ(text("descriptors"), "0 1 2 4 ");
}

TEST_F(ServiceOfTheWorst, RunsHelperProgramsForReaders) {
  EXPECT_EQ(text("catdoc", "The hall was full.\n").substr(0, 18), "The hall was full.");
}

TEST_F(ServiceOfTheWorst, DoesNotSendFilesThatAreTooBig) {
  expect_unread(open("good", std::string(largest_file + 1, 'x')), "too big to be opened");
  EXPECT_TRUE(children().empty());
}

TEST_F(ServiceOfTheWorst, TakesTheLargestFile) {
  EXPECT_EQ(open("nothing", std::string(largest_file, 'x')).documents.size(), 1u);
}

TEST_F(ServiceOfTheWorst, KeepsTheTimeOfThoseWhoWaitForATurn) {
  std::vector<std::thread> busy;
  for (int i = 0; i < 2; ++i) busy.emplace_back([&] { open("sleep", "", 3s); });
  std::this_thread::sleep_for(500ms);
  const auto before = std::chrono::steady_clock::now();
  expect_unread(open("good", "", 300ms), "opening it took too long");
  EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
  for (auto& thread : busy) thread.join();
  EXPECT_EQ(text("good"), "1 words");
}

TEST_F(ServiceOfTheWorst, LeavesNeitherDescriptorsNorProcesses) {
  const auto before = open_descriptors();
  {
    DocumentService service(beside_us("misbehaving-extract"));
    for (const auto* what : {"good", "crash", "exit", "good", "forge", "nonsense", "good"})
      service.open("", what, "", 20s);
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_TRUE(children().empty());
}

TEST_F(ServiceOfTheWorst, GoesOnWhenItsProcessesAreKilledAtRandom) {
  std::atomic<bool> done{false};
  std::thread killer([&] {
    for (unsigned turn = 0; !done; ++turn) {
      const auto processes = children();
      if (!processes.empty()) ::kill(processes[turn % processes.size()], SIGKILL);
      std::this_thread::sleep_for(std::chrono::milliseconds(1 + turn * 7 % 60));
    }
  });
  std::atomic<int> read{0};
  std::atomic<int> unread{0};
  std::vector<std::thread> senders;
  for (int sender = 0; sender < 4; ++sender)
    senders.emplace_back([&, sender] {
      for (int file = 0; file < 25; ++file) {
        const auto words = std::to_string(sender) + "/" + std::to_string(file);
        const auto before = std::chrono::steady_clock::now();
        const auto opened = open("good", words, 10s);
        EXPECT_LT(std::chrono::steady_clock::now() - before, 11s);
        if (opened.documents.empty()) {
          EXPECT_EQ(opened.unread.size(), 1u);
          ++unread;
        } else {
          EXPECT_EQ(opened.documents[0].text, "1 " + words);
          ++read;
        }
      }
    });
  for (auto& sender : senders) sender.join();
  done = true;
  killer.join();
  EXPECT_EQ(read + unread, 100);
  EXPECT_EQ(text("good"), "1 words");
}

TEST(DocumentService, SaysWhenThereIsNoProgram) {
  DocumentService service(beside_us("no-such-program"));
  const auto opened = service.open("", "a.pdf", "%PDF-", 5s);
  ASSERT_EQ(opened.unread.size(), 1u);
  EXPECT_EQ(opened.unread[0].why, "the program that opens files is not there or does not work");
  EXPECT_TRUE(opened.unread[0].could_change_verdict);
  EXPECT_FALSE(service.warm_up());
}

TEST(DocumentService, TakesNoOtherProgramForTheReader) {
  DocumentService silent("/bin/cat");
  EXPECT_EQ(silent.open("", "a.pdf", "%PDF-", 300ms).unread.at(0).why, "opening it took too long");
  DocumentService talking("/bin/true");
  EXPECT_FALSE(talking.warm_up());
}

TEST(DocumentService, ReadsAFileWithTheRealProgram) {
  DocumentService service(find_program());
  const auto opened = service.open("text/plain", "notes.txt", "The hall was full.", 20s);
  ASSERT_EQ(opened.documents.size(), 1u);
  EXPECT_EQ(opened.documents[0].text, "The hall was full.");
}
