// SPDX-License-Identifier: MPL-2.0

#include "extract/document_service.h"

#include <algorithm>

#include "extract/wire.h"

namespace candour::extract {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds to_start{10};
constexpr std::chrono::seconds to_clear_away{1};  // what the file before has left behind

// What the clerk reads; each of them could hide a marking.
constexpr std::string_view too_big = "too big to be opened";
constexpr std::string_view too_slow = "opening it took too long";
constexpr std::string_view unsafe = "it could not be opened safely";
constexpr std::string_view no_reader = "the program that opens files is not there or does not work";

mail::Opened unread(std::string_view why) {
  mail::Opened opened;
  opened.unread.push_back({"", std::string(why), true});
  return opened;
}

std::string_view in_words(Mishap mishap) {
  switch (mishap) {
    case Mishap::late:
    case Mishap::too_slow:
      return too_slow;
    case Mishap::crashed:
    case Mishap::gone:
      return unsafe;
  }
  return unsafe;
}

}  // namespace

DocumentService::DocumentService(fs::path program, std::size_t processes)
    : program_(std::move(program)), processes_(processes) {}

DocumentService::~DocumentService() = default;

mail::Opened DocumentService::open(std::string_view type, std::string_view filename,
                                   std::string_view content, std::chrono::milliseconds allowed) {
  if (content.size() > largest_file) return unread(too_big);
  const auto until = from_now(allowed);
  if (!await_turn(until)) return unread(too_slow);
  struct Turn {  // given up however we leave
    DocumentService& service;
    ~Turn() { service.end_turn(); }
  } const turn{*this};

  // A process that died of something else (an operator, the kernel short of memory) says nothing
  // about the file: it gets one more.
  auto mishap = Mishap::gone;
  for (int attempt = 0; attempt < 2 && mishap == Mishap::gone; ++attempt) {
    auto extractor = take(until);
    if (extractor == nullptr)
      return unread(std::chrono::steady_clock::now() < until ? no_reader : too_slow);
    auto opened = extractor->ask(type, filename, content, until);
    if (opened) {
      give_back(std::move(extractor));
      return std::move(*opened);
    }
    mishap = opened.error();
  }
  return unread(in_words(mishap));
}

base::Result<std::string> DocumentService::warm_up() {
  auto started = Extractor::start(program_, from_now(to_start));
  if (!started) return started.error();
  auto confinement = (*started)->confinement();
  give_back(std::move(*started));
  return confinement;
}

// A process that waits for a file, warm if there is one; null where none can be had in time.
std::unique_ptr<Extractor> DocumentService::take(Moment until) {
  for (;;) {
    std::unique_ptr<Extractor> warm;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) break;
      warm = std::move(idle_.back());
      idle_.pop_back();
    }
    if (warm->is_ready(std::min(until, from_now(to_clear_away)))) return warm;
  }
  auto started = Extractor::start(program_, until);
  if (!started || !(*started)->is_ready(until)) return nullptr;
  return std::move(*started);
}

void DocumentService::give_back(std::unique_ptr<Extractor> extractor) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(extractor));
}

bool DocumentService::await_turn(Moment until) {
  std::unique_lock lock(mutex_);
  if (!turn_free_.wait_until(lock, until, [&] { return turns_taken_ < processes_; })) return false;
  ++turns_taken_;
  return true;
}

void DocumentService::end_turn() {
  {
    const std::lock_guard lock(mutex_);
    --turns_taken_;
  }
  turn_free_.notify_one();
}

fs::path find_program() {
  constexpr std::string_view name = "candour-extract";
  std::error_code error;
  const auto running = fs::read_symlink("/proc/self/exe", error);
  if (auto beside = running.parent_path() / name; !error && fs::exists(beside, error))
    return beside;
  return fs::path(CANDOUR_LIBEXEC) / name;
}

}  // namespace candour::extract
