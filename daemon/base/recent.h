// SPDX-License-Identifier: MPL-2.0
//
// What was lately in use, in memory: values by key, forgotten when nobody asked for them for a
// while, and sooner, the longest unasked first, where all together would weigh too much.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/calendar.h"

namespace candour::base {

/// Thread-safe.
template <class Value>
class Recent {
 public:
  /// most   the weight of all values together, in whatever unit put() is told
  Recent(std::chrono::milliseconds lifetime, std::size_t most, Clock clock = now)
      : lifetime_(lifetime), most_(most), clock_(std::move(clock)) {}

  /// Nothing where it is not known or was forgotten; asking makes it last longer.
  std::shared_ptr<const Value> find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    forget_expired();
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    found->second->asked = clock_();
    return found->second->value;
  }

  /// In the place of the one of that key. One that alone is too heavy is not kept.
  void put(const std::string& key, std::shared_ptr<const Value> value, std::size_t weight) {
    const std::lock_guard lock(mutex_);
    forget_expired();
    if (const auto known = by_key_.find(key); known != by_key_.end()) forget(known->second);
    if (weight > most_) return;
    while (weight_ + weight > most_) forget(std::prev(entries_.end()));
    entries_.push_front({key, std::move(value), weight, clock_()});
    by_key_[key] = entries_.begin();
    weight_ += weight;
  }

  /// For when nobody asks at all.
  void sweep() {
    const std::lock_guard lock(mutex_);
    forget_expired();
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Value> value;
    std::size_t weight;
    Instant asked;
  };
  using Place = typename std::list<Entry>::iterator;

  void forget(Place entry) {
    weight_ -= entry->weight;
    by_key_.erase(entry->key);
    entries_.erase(entry);
  }
  void forget_expired() {
    const auto oldest = clock_() - lifetime_;
    while (!entries_.empty() && entries_.back().asked < oldest) forget(std::prev(entries_.end()));
  }

  const std::chrono::milliseconds lifetime_;
  const std::size_t most_;
  const Clock clock_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // last asked for first
  std::unordered_map<std::string, Place> by_key_;
  std::size_t weight_ = 0;
};

}  // namespace candour::base
