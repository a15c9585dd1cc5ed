// SPDX-License-Identifier: MPL-2.0

#include "rules/remember.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "rules/fingerprint.h"
#include "rules/matter.h"

namespace candour::rules {

namespace {

// An embargo lapses by itself, and a fingerprint would not: what is to be published anyway is not
// kept for later.
bool stays_marked(const Matter& matter) {
  return std::any_of(matter.markings.begin(), matter.markings.end(),
                     [](const Marking& marking) { return !marking.embargo; });
}

bool marked_before(const std::vector<std::string>& fingerprints, const History& history) {
  if (fingerprints.empty()) return false;
  const auto earlier = history.marked_with(fingerprints);
  return std::any_of(earlier.begin(), earlier.end(), [&](const EarlierMail& mail) {
    return mail.marked && carries_on(fingerprints, mail.fingerprints);
  });
}

}  // namespace

Remembered remember(const Correspondence& correspondence) {
  Remembered remembered;
  remembered.released = releases(correspondence);
  bool under_marked_heading = false;
  std::set<std::string, std::less<>> came_with_it;  // files of what is marked, by part
  for (const auto& matter : matters_of(correspondence)) {
    remembered.marked = remembered.marked || !matter.markings.empty();
    if (matter.kind == Matter::Kind::heading) under_marked_heading = stays_marked(matter);
    auto fingerprints = matter.fingerprints(correspondence);
    const bool written_under_it =
        under_marked_heading && matter.kind != Matter::Kind::file;  // the thread's words
    const bool marked =
        stays_marked(matter) || written_under_it || came_with_it.contains(matter.part);
    if (marked && matter.kind != Matter::Kind::file)
      came_with_it.insert(matter.files.begin(), matter.files.end());
    if (!marked && !marked_before(fingerprints, correspondence.history)) continue;
    remembered.marked = true;
    auto& all = remembered.fingerprints;
    std::move(fingerprints.begin(), fingerprints.end(), std::back_inserter(all));
  }
  auto& all = remembered.fingerprints;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return remembered;
}

}  // namespace candour::rules
