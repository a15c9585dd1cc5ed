// SPDX-License-Identifier: MPL-2.0

#include "reports/away.h"

#include <algorithm>

#include "base/british_time.h"
#include "base/english.h"

namespace candour::reports {

namespace {

// Of a run that ended, by the clock, after the next began the clock was wrong, or two ran at once:
// what both cover is covered, and what lies behind the next's begin is the next's to say.
std::vector<Stretch> times_of(const std::vector<stores::Run>& runs, base::Instant now) {
  std::vector<Stretch> times;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    auto end = runs[i].ended;
    if (runs[i].goes_on && now >= end && now - end <= stores::longest_silence) end = now;
    if (i + 1 < runs.size() && runs[i + 1].began >= runs[i].began)
      end = std::min(end, runs[i + 1].began);
    end = std::min(end, now);
    if (end >= runs[i].began) times.push_back({runs[i].began, end});
  }
  std::stable_sort(times.begin(), times.end(),
                   [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  return times;
}

}  // namespace

std::optional<Away> away_in(const Period& period, const std::vector<stores::Run>& runs,
                            base::Instant now) {
  const auto times = times_of(runs, now);
  const auto end = std::min(period.end(), now);
  if (times.empty() || times.front().from >= end || end <= period.begin()) return std::nullopt;
  Away away;
  away.known_from = std::max(period.begin(), times.front().from);
  auto reached = away.known_from;
  const auto gone_until = [&](base::Instant next) {
    if (next - reached < shortest_stretch) return;
    away.total += next - reached;
    ++away.stretches;
    away.longest.push_back({reached, next});
  };
  for (const auto& time : times) {
    gone_until(std::min(time.from, end));
    reached = std::max(reached, std::min(time.to, end));
  }
  gone_until(end);
  std::stable_sort(
      away.longest.begin(), away.longest.end(),
      [](const Stretch& a, const Stretch& b) { return a.to - a.from > b.to - b.from; });
  if (away.longest.size() > most_stretches) away.longest.resize(most_stretches);
  return away;
}

std::string duration_words(std::chrono::milliseconds duration) {
  const auto minutes = minutes_of(duration);
  const auto rest = base::counted(minutes % 60, "minute", "minutes");
  if (minutes < 60) return rest;
  const auto hours = base::counted(minutes / 60, "hour", "hours");
  return minutes % 60 == 0 ? hours : hours + " " + rest;
}

std::string words_of(const Stretch& stretch) {
  return "from " + base::british_moment(stretch.from) + " to " + base::british_moment(stretch.to);
}

std::uint64_t minutes_of(std::chrono::milliseconds duration) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::minutes>(duration).count());
}

std::vector<std::string> away_sentences(const std::optional<Away>& away, const Period& period) {
  if (!away)
    return {"It is not known: the ledger has no word of when Candour ran in " + period.words() +
            "."};
  std::vector<std::string> sentences;
  if (away->known_from > period.begin())
    sentences.push_back("Known from " + base::british_moment(away->known_from) +
                        ", when Candour first noted that it ran; not before.");
  sentences.push_back(away->stretches == 0
                          ? "It ran all the time."
                          : "It did not run for " + duration_words(away->total) + " in all, in " +
                                base::counted(away->stretches, "stretch", "stretches") + ".");
  return sentences;
}

}  // namespace candour::reports
