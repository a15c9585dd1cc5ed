// SPDX-License-Identifier: MPL-2.0

#include "console/back_off.h"

#include <algorithm>

#include "base/text.h"
#include "console/users_file.h"

namespace candour::console {

namespace {

using std::chrono::seconds;

constexpr std::size_t most_tallies = 10'000;
constexpr std::size_t most_known = 1'000;
constexpr std::chrono::hours failures_count_for{1};
constexpr std::chrono::days known_for{30};

std::string key_of(const std::string& name) {
  auto key = base::lower_ascii(base::trim(name));
  return is_user_name(key) ? key : std::string();
}

}  // namespace

BackOff::BackOff(base::Clock clock) : clock_(std::move(clock)) {}

seconds BackOff::begin(const std::string& name, const std::string& address) {
  const std::lock_guard lock(mutex_);
  const auto key = key_of(name);
  auto longest = wait(addresses_, address, with_address);
  if (!known_.contains({key, address})) longest = std::max(longest, wait(names_, key, with_name));
  if (longest > seconds(0)) return longest;
  count(addresses_, address);
  count(names_, key);
  return seconds(0);
}

void BackOff::succeeded(const std::string& name, const std::string& address) {
  const std::lock_guard lock(mutex_);
  const auto key = key_of(name);
  addresses_.erase(address);
  names_.erase(key);
  if (known_.size() >= most_known)
    known_.erase(
        std::ranges::min_element(known_, {}, [](const auto& each) { return each.second; }));
  known_[{key, address}] = clock_();
}

void BackOff::take_back(const std::string& name, const std::string& address) {
  const std::lock_guard lock(mutex_);
  const auto one_less = [](Tallies& tallies, const std::string& key) {
    const auto found = tallies.find(key);
    if (found != tallies.end() && --found->second.failures == 0) tallies.erase(found);
  };
  one_less(addresses_, address);
  one_less(names_, key_of(name));
}

void BackOff::sweep() {
  const std::lock_guard lock(mutex_);
  forget_old();
}

seconds BackOff::wait(const Tallies& tallies, const std::string& key,
                      const Patience& patience) const {
  const auto found = tallies.find(key);
  if (found == tallies.end() || found->second.failures < patience.free_failures) return seconds(0);
  constexpr unsigned most_doublings = 16;
  const auto doublings = std::min(found->second.failures - patience.free_failures, most_doublings);
  const auto whole = std::min(seconds(1u << doublings), patience.most);
  const auto left = found->second.last + whole - clock_();
  return std::max(std::chrono::ceil<seconds>(left), seconds(0));
}

void BackOff::count(Tallies& tallies, const std::string& key) {
  // A flood of others takes the place of those with the fewest failures, never of the one that is
  // being tried in earnest.
  if (!tallies.contains(key) && tallies.size() >= most_tallies) {
    forget_old();
    if (tallies.size() >= most_tallies)
      tallies.erase(std::ranges::min_element(tallies, {}, [](const auto& each) {
        return std::pair(each.second.failures, each.second.last);
      }));
  }
  auto& tally = tallies[key];
  ++tally.failures;
  tally.last = clock_();
}

void BackOff::forget_old() {
  const auto now = clock_();
  for (auto* tallies : {&addresses_, &names_})
    std::erase_if(*tallies,
                  [&](const auto& each) { return now - each.second.last >= failures_count_for; });
  std::erase_if(known_, [&](const auto& each) { return now - each.second >= known_for; });
}

}  // namespace candour::console
