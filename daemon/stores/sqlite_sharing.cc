// SPDX-License-Identifier: MPL-2.0

#include "stores/sqlite_sharing.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace candour::stores {

namespace {

constexpr std::size_t commonplace = 64;  // messages
// A key takes the disk's cache 4 microseconds, a message's piece about as long.
constexpr std::size_t most_keys = 80;   // a round
constexpr std::size_t most_pieces = 8;  // a round
constexpr int most_rounds = 2;
// A message that is told takes five times as long; whoever passes on more is found by these.
constexpr std::size_t most_told = 16;
// Most messages share one or two by chance, and are not looked at.
constexpr std::size_t fewest_of_any = 3;

// A fingerprint that may be in the ledger.
struct Asked {
  std::int64_t key;
  const std::string* text;
  bool answered = false;   // by the disk
  bool explained = false;  // stands in a message whose piece was read
};

using Places = std::vector<std::size_t>;     // in the list of those asked for
using Messages = std::vector<std::int64_t>;  // their numbers

class Search {
 public:
  Search(sqlite3* connection, std::vector<Asked> asked)
      : connection_(connection), asked_(std::move(asked)) {
    const auto before = [](const Asked& a, const Asked& b) { return a.key < b.key; };
    const auto same = [](const Asked& a, const Asked& b) { return a.key == b.key; };
    std::sort(asked_.begin(), asked_.end(), before);
    asked_.erase(std::unique(asked_.begin(), asked_.end(), same), asked_.end());
  }

  base::Result<void> run() {
    bool all = true;
    for (int round = 0; round < most_rounds; ++round) {
      const auto open = open_places();
      const auto sample = sample_of(open);
      auto found = messages_with(sample);
      if (!found) return found.error();
      if (sample.size() == open.size()) break;  // all is told; nobody's piece tells more
      all = false;
      if (auto read = read_pieces(most_of(*found)); !read) return read;
    }
    return all ? base::Result<void>() : read_pieces(found_in_part());
  }

  /// Who has at least so many of those asked for, and which: those who have most, then the newest.
  std::vector<std::pair<std::int64_t, const Places*>> most_shared(std::size_t at_least) const {
    std::vector<std::pair<std::int64_t, const Places*>> most;
    for (const auto& [message, places] : shared_)
      if (places.size() >= at_least) most.emplace_back(message, &places);
    const auto told = most.begin() + static_cast<std::ptrdiff_t>(std::min(most.size(), most_told));
    std::partial_sort(most.begin(), told, most.end(), [](const auto& a, const auto& b) {
      return std::pair(a.second->size(), a.first) > std::pair(b.second->size(), b.first);
    });
    most.erase(told, most.end());
    return most;
  }
  const std::string& text(std::size_t place) const { return *asked_[place].text; }

 private:
  Places open_places() const {
    Places open;
    for (std::size_t place = 0; place < asked_.size(); ++place)
      if (!asked_[place].answered && !asked_[place].explained) open.push_back(place);
    return open;
  }

  static Places sample_of(const Places& open) {
    const auto step = std::max<std::size_t>((open.size() + most_keys - 1) / most_keys, 1);
    Places sample;
    for (std::size_t i = 0; i < open.size(); i += step) sample.push_back(open[i]);
    return sample;
  }

  // How many of the sample each message has.
  using Hits = std::unordered_map<std::int64_t, std::size_t>;

  base::Result<Hits> messages_with(const Places& sample) {
    Hits hits;
    Statement row(connection_, "SELECT number FROM passage WHERE key = ? LIMIT ?",
                  "stores.sharing");
    Messages messages;
    for (const auto place : sample) {
      row.bind(asked_[place].key).bind(static_cast<std::int64_t>(commonplace));
      messages.clear();
      for (;;) {
        const auto found = row.step();
        if (!found) return found.error();
        if (!*found) break;
        messages.push_back(row.number());
      }
      row.reset();
      asked_[place].answered = true;
      if (messages.size() == commonplace) continue;
      for (const auto message : messages) {
        shared_[message].push_back(place);
        ++hits[message];
      }
    }
    return hits;
  }

  // Those that have most of a sample, and more of it than by chance.
  static Messages most_of(const Hits& hits) {
    std::vector<std::pair<std::size_t, std::int64_t>> most_first;
    for (const auto& [message, count] : hits)
      if (count > 1) most_first.emplace_back(count, message);
    std::sort(most_first.rbegin(), most_first.rend());
    if (most_first.size() > most_pieces) most_first.resize(most_pieces);
    Messages messages;
    for (const auto& [count, message] : most_first) messages.push_back(message);
    return messages;
  }

  // Whoever is found is told with all that he shares.
  Messages found_in_part() const {
    Messages messages;
    for (const auto& [message, places] : shared_)
      if (places.size() >= fewest_of_any && !read_.contains(message)) messages.push_back(message);
    return messages;
  }

  base::Result<void> read_pieces(const Messages& messages) {
    Statement piece(connection_, "SELECT keys FROM fingerprinted WHERE number = ?",
                    "stores.sharing");
    for (const auto message : messages) {
      const auto found = piece.bind(message).step();
      if (!found) return found.error();
      if (*found) explain(message, places_of(unpacked_keys(piece.bytes())));
      piece.reset();
    }
    return {};
  }

  Places places_of(const std::vector<std::int64_t>& keys) const {
    Places places;
    for (const auto key : keys) {
      const auto at = std::lower_bound(asked_.begin(), asked_.end(), key,
                                       [](const Asked& asked, auto k) { return asked.key < k; });
      if (at != asked_.end() && at->key == key)
        places.push_back(static_cast<std::size_t>(at - asked_.begin()));
    }
    return places;
  }

  // A piece does not say which of its keys are stock phrases. Where most of those that the disk
  // answered for are, the rest is asked for one by one.
  void explain(std::int64_t message, Places places) {
    const auto answered = std::count_if(places.begin(), places.end(),
                                        [&](std::size_t place) { return asked_[place].answered; });
    auto& shared = shared_[message];
    if (shared.size() * 2 < static_cast<std::size_t>(answered)) return;
    for (const auto place : places) asked_[place].explained = true;
    shared = std::move(places);
    read_.insert(message);
  }

  sqlite3* connection_;
  std::vector<Asked> asked_;  // in the order in which keys stand on disk
  std::unordered_map<std::int64_t, Places> shared_;
  std::unordered_set<std::int64_t> read_;  // messages whose piece was
};

}  // namespace

base::Result<std::map<std::string, std::vector<std::string>>> sharing(
    sqlite3* connection, const KeptFingerprints& kept, const std::vector<std::string>& fingerprints,
    std::size_t at_least) {
  std::vector<Asked> asked;
  for (const auto& fingerprint : fingerprints)
    if (const auto key = key_number(fingerprint); kept.may_have(key))
      asked.push_back({key, &fingerprint});
  Search search(connection, std::move(asked));
  if (auto searched = search.run(); !searched) return searched.error();

  std::map<std::string, std::vector<std::string>> shared;
  Statement message(connection, "SELECT id, count FROM fingerprinted WHERE number = ?",
                    "stores.sharing");
  for (const auto& [number, places] : search.most_shared(std::min(at_least, fewest_of_any))) {
    const auto found = message.bind(number).step();
    if (!found) return found.error();
    if (*found) {
      const auto id = message.text();
      const auto kept_of_it = static_cast<std::size_t>(message.number());
      if (places->size() >= std::min(at_least, (kept_of_it * 3 + 3) / 4)) {
        auto& texts = shared[id];
        for (const auto place : *places) texts.push_back(search.text(place));
        std::sort(texts.begin(), texts.end());
      }
    }
    message.reset();
  }
  return shared;
}

}  // namespace candour::stores
