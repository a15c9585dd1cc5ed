// SPDX-License-Identifier: MPL-2.0
//
// How long the ledger takes for a message, and how long its chain to be verified: ledger_bench
// [MESSAGES [FOLDER]]. In FOLDER (the temporary one) it makes a ledger of that many invented
// messages, each with its decision and its outcome as the proxy writes them, and removes it.

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>

#include "base/digest.h"
#include "stores/sqlite.h"
#include "stores/sqlite_erase.h"
#include "stores/sqlite_verify.h"

namespace {

namespace stores = candour::stores;

double seconds_of(const auto& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

stores::DecisionRow message(int number) {
  const auto digest = [](const std::string& text) { return candour::base::sha256_hex(text); };
  const auto name = std::to_string(number);
  stores::DecisionRow row;
  row.id = candour::base::random_hex(8);
  row.time = candour::base::Instant{std::chrono::hours{480'000} + std::chrono::minutes{number}};
  row.entrance = "smtp";
  row.council = "Eastmere Town Council";
  row.policy_version = "0123456789ab";
  row.verdict = number % 10 == 0 ? "confirm" : "pass";
  row.sender_key = digest("clerk");
  row.sender_name = "Helen Ward";
  row.visible_keys = {digest("a" + name), digest("b" + name)};
  row.blind_keys = {digest("c" + name)};
  row.message_key = digest("m" + name);
  row.thread_keys = {row.message_key, digest("r" + name)};
  row.content_digest = digest("d" + name);
  if (number % 10 == 0)
    row.findings = {{"silent-copy", "", "confirm", {"Jane Smith"}, {{"envelope", "", 3, 4}}}};
  return row;
}

void require(const auto& result) {
  if (result) return;
  std::cerr << result.error().detail << '\n';
  std::exit(1);
}

void fill(const std::filesystem::path& file, int messages) {
  const auto ledger = stores::open_sqlite(file);
  require(ledger);
  for (int number = 0; number < messages; ++number) {
    const auto row = message(number);
    require((*ledger)->record_decision(row));
    require(
        (*ledger)->record_outcome({row.id, row.time, stores::OutcomeKind::delivered, 250, "", ""}));
  }
}

long peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  const int messages = argc > 1 ? std::atoi(argv[1]) : 50'000;
  const std::filesystem::path place =
      argc > 2 ? std::filesystem::path(argv[2]) : std::filesystem::temp_directory_path();
  const auto folder = place / ("ledger-bench-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto file = folder / "ledger.sqlite";
  const auto written = seconds_of([&] { fill(file, messages); });
  std::cout << messages << " messages written in " << written << " s, " << written / messages * 1e6
            << " µs each, " << (std::filesystem::file_size(file) >> 20) << " MB\n";
  const auto before = peak_megabytes();
  const auto verified = seconds_of([&] {
    const auto report = stores::verify_sqlite(file, {});
    require(report);
    std::cout << report->records << " records, " << report->head.number
              << " events: " << (report->fault ? report->fault->told : "whole") << '\n';
  });
  std::cout << "verified in " << verified << " s, " << peak_megabytes() << " MB at most (" << before
            << " before)\n";
  const auto erased = seconds_of([&] {
    const auto done = stores::erase_person(file, {{}, {"Jane Smith"}, "bench"}, stores::Trial::no);
    require(done);
    std::cout << done->records << " records erased of one person\n";
  });
  std::cout << "in " << erased << " s\n";
  const auto pruned = seconds_of([&] {
    const auto done = stores::erase_older(
        file,
        candour::base::Instant{std::chrono::hours{480'000} + std::chrono::minutes{messages / 2}},
        "bench", stores::Trial::no);
    require(done);
    std::cout << done->records << " records erased by age\n";
  });
  std::cout << "in " << pruned << " s\n";
  require(stores::verify_sqlite(file, {}));
  std::filesystem::remove_all(folder);
  return 0;
}
