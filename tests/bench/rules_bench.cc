// SPDX-License-Identifier: MPL-2.0
//
// What the rules cost: a 20 KB mail of ordinary council prose, judged by all rules on one core;
// once from the clerk and once from a councillor, since other rules apply. Then the same with 2,000
// people in the roster and 5,000 more phrases, spread over the sets that each sentence is held
// against. A mail is read and judged anew each time, as the daemon would; made up of the first
// 20 KB of tests/corpus/blind-1's ordinary mails.
//
//   rules_bench [--people N] [--phrases N] [--bytes N] [--rounds N]

#include <time.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "mail/mail.h"
#include "people/roster.h"
#include "rules/kinds.h"
#include "rules/language/phrases.h"
#include "support/fake_history.h"
#include "support/source_folder.h"
#include "support/temporary_folder.h"

namespace candour::bench {
namespace {

/// The thread's own time, so that a busy machine does not count.
double now() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

const std::filesystem::path source = source_folder();

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string prose(std::size_t bytes) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(source / "tests/corpus/blind-1/m"))
    if (entry.path().filename().string().starts_with("o")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string text;
  for (const auto& file : files) {
    const auto mail = mail::read(content_of(file), {}, nullptr);
    if (!mail.bodies.empty()) text += mail.bodies.front().zone_text(mail::Zone::authored) + "\n\n";
    if (text.size() >= bytes) break;
  }
  text.resize(std::min(text.size(), bytes));
  return text;
}

std::string letter(std::string_view from, std::size_t bytes) {
  return "From: " + std::string(from) +
         "\nTo: Tom Baker <tom.baker@resident.example>\nCc: Robert Jones "
         "<robert.jones@eastmere-tc.gov.uk>\nSubject: The summer so far\n"
         "Date: Mon, 20 Jul 2026 09:12:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n" +
         prose(bytes);
}

/// Words no mail holds, as unlike each other as names are.
std::string invented_word(std::size_t n) {
  static constexpr std::string_view consonants = "bdfgklmnprstvz", vowels = "aeiou";
  std::string word;
  for (n += 7919; n > 0; n /= 70) {
    word += consonants[n % 70 / 5];
    word += vowels[n % 5];
  }
  return word;
}

people::Roster roster(std::size_t people) {
  auto csv = content_of(source / "policies/examples/eastmere.csv");
  for (std::size_t i = 0; i < people; ++i) {
    const auto forename = invented_word(3 * i), surname = invented_word(7 * i + 1);
    csv += forename + " " + surname + ",councillor," + forename + "." + surname +
           "@eastmere-tc.gov.uk,,,,\n";
  }
  const auto read = people::read_roster(csv, "roster.csv");
  return people::Roster(read->people, read->lists, {"eastmere-tc.gov.uk"});
}

/// The shipped phrases, and more of them in the sets that most sentences are held against.
rules::Phrases phrases(std::size_t more) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> places{
      {{"confidential", "statement"},
       {"obligation", "binding"},
       {"instruction", "order"},
       {"official", "voice"}}};
  const support::TemporaryFolder folder;
  for (const auto& entry : std::filesystem::directory_iterator(source / "policies/phrases")) {
    auto yaml = content_of(entry.path());
    for (std::size_t place = 0; place < places.size(); ++place) {
      const auto& [file, set] = places[place];
      if (entry.path().stem() != file) continue;
      const auto head = "\n" + std::string(set) + ":\n";
      std::string lines;
      for (std::size_t i = place; i < more; i += places.size())
        lines += "  - \"\\\\b" + invented_word(i) + " (the |our )?" + invented_word(i + more) +
                 "\\\\b\"\n";
      if (const auto at = yaml.find(head); at != yaml.npos)
        yaml.insert(at + head.size(), lines);
      else
        std::cerr << "no set " << set << '\n';
    }
    std::ofstream(folder.path() / entry.path().filename(), std::ios::binary) << yaml;
  }
  auto loaded = rules::Phrases::load(folder.path());
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  return std::move(*loaded);
}

double median(std::vector<double>& times) {
  std::nth_element(times.begin(), times.begin() + static_cast<long>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

void measure(std::string_view title, const std::string& raw, const people::Roster& roster,
             const rules::Phrases& phrases, std::size_t rounds) {
  const support::FakeHistory history;
  const rules::Parameters parameters{{"*@parliament.uk"}};
  const auto mail = mail::read(raw, {}, nullptr);
  std::map<std::string_view, std::vector<double>> times;
  std::size_t findings = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto begin = now();
    const auto correspondence = rules::correspondence(
        mail, {}, roster, history, phrases, parameters, "Eastmere Town Council", base::Instant{});
    auto before = now();
    times[" reading"].push_back(before - begin);
    for (const auto& kind : rules::rule_kinds()) {
      findings += kind.judge(correspondence).findings.size();
      const auto after = now();
      times[kind.id].push_back(after - before);
      before = after;
    }
    times["  all"].push_back(before - begin);
  }
  std::cout << title << ", " << findings / rounds << " findings\n";
  for (auto& [name, taken] : times)
    std::cout << "  " << static_cast<long>(median(taken)) << " µs\t" << name << '\n';
}

int run(int argc, char** argv) {
  std::map<std::string, std::size_t> options{
      {"--people", 2000}, {"--phrases", 5000}, {"--bytes", 20 << 10}, {"--rounds", 200}};
  for (int i = 1; i + 1 < argc; i += 2) options.at(argv[i]) = std::stoul(argv[i + 1]);
  const std::pair<std::string_view, std::string> letters[] = {
      {"clerk", letter("Helen Ward <clerk@eastmere-tc.gov.uk>", options["--bytes"])},
      {"councillor", letter("Jane Smith <jane.smith@eastmere-tc.gov.uk>", options["--bytes"])}};
  const auto few = roster(0), many = roster(options["--people"]);
  const auto shipped = phrases(0), extended = phrases(options["--phrases"]);
  for (const auto& [sender, raw] : letters) {
    measure("From the " + std::string(sender), raw, few, shipped, options["--rounds"]);
    measure("… with " + std::to_string(options["--people"]) + " people", raw, many, shipped,
            options["--rounds"]);
    measure("… and " + std::to_string(options["--phrases"]) + " phrases", raw, many, extended,
            options["--rounds"]);
  }
  return 0;
}

}  // namespace
}  // namespace candour::bench

int main(int argc, char** argv) {
  try {
    return candour::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "rules_bench: " << error.what() << '\n';
    return 2;
  }
}
