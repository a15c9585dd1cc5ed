// SPDX-License-Identifier: MPL-2.0
//
// Knowing a text again, measured: how many re-uses are found, how many unrelated mails are taken
// for one, how long a look-up takes in a ledger of 100,000 marked messages.
//
//   passages_bench [--mails FOLDER] [--seed SEED] [--against N] [--lookups N] [--ledger FILE]
//
// FOLDER holds real mails, a file each, and is never committed; SEED says which of them are looked
// up. Without it, and to fill up to N, mails are made: word chains of the real ones (each word
// drawn by the one before it), or of a made-up language. A hit on another mail of one writer,
// subject or thread is counted and no more. One on a mail of the same list, newsgroup, recipient or
// organisation, and one on any other, is told with the words that both have in a row, for somebody
// to judge whether one is used again in the other. A ledger on a disk takes long to fill; on tmpfs,
// minutes.

#include <time.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "copied.h"
#include "past_mail.h"
#include "pipeline/earlier_mail.h"
#include "reuses.h"
#include "rules/language/phrases.h"
#include "rules/marked/fingerprint.h"
#include "rules/marked/form_of_words.h"
#include "stores/sqlite.h"
#include "support/source_folder.h"

namespace candour::bench {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

// What this thread has had of a core: other programs' share does not count, nor does a disk's wait.
Milliseconds own_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

struct Timing {
  std::size_t runs;  // asked for: about the words of the text
  Milliseconds fingerprints, look_up;
};

class Bench {
 public:
  Bench(rules::Phrases phrases, std::unique_ptr<stores::Ledger> ledger)
      : phrases_(std::move(phrases)), ledger_(std::move(ledger)), history_(*ledger_, "") {}

  std::vector<rules::Fingerprint> of(std::string_view text, rules::Use use) const {
    return rules::passage_fingerprints(text, phrases_, history_, use);
  }

  void keep(const std::string& id, const Text& text) {
    stores::DecisionRow row;
    row.id = id;
    row.sender_key = history_.key_of(text.sender);
    for (const auto& message : text.thread) row.thread_keys.push_back(history_.key_of(message));
    row.direction = stores::Direction::received;
    row.marked = true;
    row.fingerprints = rules::keys_of(of(text.words, rules::Use::keep));
    kept_ += row.fingerprints.size();
    if (auto recorded = ledger_->record_decision(row); !recorded)
      throw std::runtime_error(recorded.error().detail);
  }

  /// Which kept texts this one carries on.
  std::vector<std::string> found_in(std::string_view text) {
    const auto started = own_time();
    const auto asked = of(text, rules::Use::ask);
    const auto begin = own_time();
    auto rows = *ledger_->marked_with(rules::keys_of(asked), rules::fewest_runs);
    std::vector<rules::EarlierMail> earlier(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      earlier[i].sender = rows[i].sender_key;
      earlier[i].thread_keys = rows[i].thread_keys;
      earlier[i].fingerprints = std::move(rows[i].fingerprints);
      earlier[i].fingerprint_count = rows[i].fingerprint_count;
    }
    rules::leave_out_forms_of_words(earlier);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rules::carries_on(asked, earlier[i])) ids.push_back(rows[i].id);
    const auto end = own_time();
    timings_.push_back({asked.size(), begin - started, end - begin});
    return ids;
  }

  bool known_again(const std::vector<std::string>& kept, std::string_view text) const {
    rules::EarlierMail earlier;
    earlier.fingerprints = kept;
    earlier.fingerprint_count = kept.size();
    return rules::carries_on(of(text, rules::Use::ask), earlier);
  }

  std::size_t kept() const { return kept_; }
  const std::vector<Timing>& timings() const { return timings_; }
  void forget_timings() { timings_.clear(); }

 private:
  rules::Phrases phrases_;
  std::unique_ptr<stores::Ledger> ledger_;
  pipeline::LedgerHistory history_;
  std::size_t kept_ = 0;
  std::vector<Timing> timings_;
};

using Transformation = std::pair<std::string, std::string (*)(const Words&, Chance&)>;

const std::vector<Transformation>& transformations() {
  static const std::vector<Transformation> all{
      {"as it was", [](const Words& words, Chance&) { return joined(words); }},
      {"re-wrapped, quoted", [](const Words& words, Chance&) { return joined(words, 31, "> "); }},
      {"case, quotes, dashes, ligatures",
       [](const Words& words, Chance&) { return as_set_by_a_word_processor(words); }},
      {"hyphens and pages of a PDF",
       [](const Words& words, Chance&) { return as_read_from_a_pdf(words); }},
      {"inside a new letter",
       [](const Words& words, Chance&) { return in_a_new_letter(joined(words)); }},
      {"every 8th to 15th word changed",
       [](const Words& words, Chance& chance) {
         return joined(with_words_changed(words, chance));
       }},
      {"a typo in every 10th word",
       [](const Words& words, Chance& chance) { return joined(with_typos(words, chance)); }},
      {"1 in 20 dropped, 1 in 20 put in",
       [](const Words& words, Chance& chance) {
         return joined(with_words_dropped_and_put_in(words, chance));
       }},
      {"sentences in another order",
       [](const Words& words, Chance& chance) {
         return joined(with_sentences_in_another_order(words, chance));
       }},
      {"re-typed and in a new letter",
       [](const Words& words, Chance& chance) {
         return in_a_new_letter(as_set_by_a_word_processor(with_words_changed(words, chance)));
       }},
  };
  return all;
}

void measure_reuses(const Bench& bench, const std::vector<std::string>& texts) {
  constexpr std::array<std::size_t, 5> lengths{20, 40, 80, 150, 300};
  std::cout << "re-uses found, of passages of so many words\n" << std::string(34, ' ');
  for (const auto length : lengths) std::cout << '\t' << length;
  std::cout << '\n';
  Chance chance(7);
  for (const auto& [name, transform] : transformations()) {
    std::cout << name << std::string(34 - std::min<std::size_t>(34, name.size()), ' ');
    for (const auto length : lengths) {
      std::size_t tried = 0;
      std::size_t found = 0;
      for (const auto& text : texts) {
        const auto words = words_of(text);
        if (words.size() < length || tried == 400) continue;
        ++tried;
        // From the beginning, the middle and the end in turn.
        const auto spare = words.size() - length;
        const auto begin = static_cast<std::ptrdiff_t>(spare * (tried % 3) / 2);
        const Words passage(words.begin() + begin,
                            words.begin() + begin + static_cast<std::ptrdiff_t>(length));
        const auto kept = rules::keys_of(bench.of(text, rules::Use::keep));
        found += bench.known_again(kept, transform(passage, chance)) ? 1 : 0;
      }
      std::cout << '\t' << (tried == 0 ? 0 : static_cast<double>(found * 1000 / tried) / 10) << '%';
    }
    std::cout << std::endl;
  }
}

void fill(Bench& bench, const Past& past, std::size_t against) {
  for (std::size_t n = 0; n < against; ++n) bench.keep(std::to_string(n), past.at(n));
  const auto real = std::min(past.real(), against);
  std::cout << "\nledger: " << against << " marked messages (" << real << " real), " << bench.kept()
            << " fingerprints, ";
}

void tell_hit(std::string_view kind, const Text& text, const Text& other) {
  const auto copied = longest_copied(plain_words(text.words), plain_words(other.words));
  std::cout << kind << '\t' << copied.size() << '\t' << text.name << '\t' << other.name << '\t'
            << joined(copied, 1'000'000);
}

void look_up(Bench& bench, const std::vector<Text>& texts, const Past& past, std::size_t lookups) {
  std::size_t of_thread = 0, of_house = 0, of_others = 0;
  Chance chance(11);
  for (std::size_t i = 0; i < lookups; ++i) {
    const auto text = i < texts.size() ? texts[i] : Text{.words = made_up_text(200, chance)};
    for (const auto& id : bench.found_in(text.words)) {
      const auto other = past.at(std::stoul(id));
      switch (kinship(text, other)) {
        case Kinship::thread:
          ++of_thread;
          break;
        case Kinship::house:
          ++of_house;
          tell_hit("same house", text, other);
          break;
        case Kinship::none:
          ++of_others;
          tell_hit("unrelated", text, other);
          break;
      }
    }
  }
  std::cout << lookups << " looked up: " << of_thread << " hits on mails of one thread or writer, "
            << of_house << " on others of one list, newsgroup or organisation, " << of_others
            << " on unrelated mails\n";
}

void tell_times(const std::vector<Timing>& timings) {
  std::cout << "milliseconds\tmails\tfingerprints: median, 99th, "
               "longest\tlook-up: the same\n";
  const auto tell = [](std::vector<Milliseconds> times) {
    std::sort(times.begin(), times.end());
    for (const auto& time : {times[times.size() / 2], times[times.size() * 99 / 100], times.back()})
      std::cout << '\t' << time.count();
  };
  constexpr std::size_t any = 1'000'000;
  constexpr std::array<std::pair<std::size_t, std::size_t>, 5> lengths{
      {{0, any}, {0, 500}, {500, 1'000}, {1'000, 2'000}, {2'000, any}}};
  for (const auto& [from, to] : lengths) {
    std::vector<Milliseconds> fingerprints, look_ups;
    for (const auto& timing : timings) {
      if (timing.runs < from || timing.runs >= to) continue;
      fingerprints.push_back(timing.fingerprints);
      look_ups.push_back(timing.look_up);
    }
    if (!look_ups.empty()) {
      std::cout << "from " << from << (to == any ? "" : " to " + std::to_string(to)) << " runs\t"
                << look_ups.size();
      tell(fingerprints);
      tell(look_ups);
      std::cout << '\n';
    }
  }
}

// What the process holds in memory, in MB, as Linux tells it.
double resident() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1'000;
  return 0;
}

// The first look-up reads which fingerprints there are.
void tell_first(Bench& bench) {
  const auto before = resident();
  const auto begin = own_time();
  bench.found_in(
      "Nobody has written to us about the gate by the mill since it "
      "was mended in May.");
  const Milliseconds taken = own_time() - begin;
  std::cout << "first look-up, which reads what is there: " << taken.count() << " ms, "
            << resident() - before << " MB of memory\n";
  bench.forget_timings();
}

// Long texts of which nothing is known, and long texts made of kept mails alone.
void tell_long(Bench& bench, const Past& past, std::size_t against) {
  Chance chance(13);
  std::cout << "long texts: look-up in milliseconds, median and longest of 21\n";
  for (const std::size_t count : {1'000u, 5'000u, 8'000u, 20'000u, 100'000u})
    for (const bool known : {false, true}) {
      std::vector<Milliseconds> times;
      for (int i = 0; i < 21; ++i) {
        std::string text;
        if (!known) text = past.made(count, chance);
        while (words_of(text).size() < count) text += past.at(below(chance, against)).words + '\n';
        bench.found_in(text);
        times.push_back(bench.timings().back().look_up);
      }
      std::sort(times.begin(), times.end());
      std::cout << count << " words, " << (known ? "all" : "nothing") << " known\t"
                << times[times.size() / 2].count() << '\t' << times.back().count() << '\n';
    }
}

}  // namespace
}  // namespace candour::bench

int main(int count, char** arguments) {
  using namespace candour;
  std::map<std::string, std::string> options{{"--mails", ""},
                                             {"--seed", "1"},
                                             {"--against", "100000"},
                                             {"--lookups", "1000"},
                                             {"--ledger", "passages.sqlite"}};
  for (int i = 1; i + 1 < count; i += 2) options[arguments[i]] = arguments[i + 1];
  const std::filesystem::path file = options["--ledger"];
  for (const auto* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
  auto phrases = rules::Phrases::load(source_folder() + "/policies/phrases");
  auto ledger = stores::open_sqlite(file);
  if (!phrases || !ledger) {
    std::cerr << (phrases ? ledger.error() : phrases.error()).detail << '\n';
    return 1;
  }
  bench::Bench bench(std::move(*phrases), std::move(*ledger));
  const auto seed = static_cast<unsigned>(std::stoul(options["--seed"]));
  const auto texts = options["--mails"].empty() ? std::vector<bench::Text>{}
                                                : bench::read_folder(options["--mails"], seed);
  std::cout << texts.size() << " different mails of twenty words or more\n";
  std::vector<std::string> passages;
  bench::Chance chance(3);
  for (std::size_t i = 0; i < 4'000 && i < texts.size(); ++i) passages.push_back(texts[i].words);
  while (passages.size() < 1'000) passages.push_back(bench::made_up_text(320, chance));
  bench::measure_reuses(bench, passages);
  const auto lookups = std::stoul(options["--lookups"]);
  const bench::Past past(texts, lookups);
  bench::fill(bench, past, std::stoul(options["--against"]));
  std::cout << std::filesystem::file_size(file) / 1'000'000 << " MB\n";
  bench::tell_first(bench);
  bench::look_up(bench, texts, past, lookups);
  bench::tell_times(bench.timings());
  bench::tell_long(bench, past, std::stoul(options["--against"]));
  return 0;
}
