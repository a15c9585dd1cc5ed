// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/remember.h"

#include <algorithm>
#include <set>
#include <string>

#include "rules/marked/fingerprint.h"
#include "rules/marked/marked_before.h"
#include "rules/marked/matter.h"

namespace candour::rules {

namespace {

// An embargo lapses by itself, and a fingerprint would not: what is to be published anyway is not
// kept for later.
bool stays_marked(const Matter& matter) {
  return std::any_of(matter.markings.begin(), matter.markings.end(),
                     [](const Marking& marking) { return !marking.embargo; });
}

bool was_marked(const Matter& matter, const Correspondence& correspondence) {
  return correspondence.history.remembers_marked() &&
         !marked_before(correspondence, matter.fingerprints(correspondence, Use::ask)).empty();
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
    const bool written_under_it =
        under_marked_heading && matter.kind != Matter::Kind::file;  // the thread's words
    const bool marked =
        stays_marked(matter) || written_under_it || came_with_it.contains(matter.part);
    if (marked && matter.kind != Matter::Kind::file)
      came_with_it.insert(matter.files.begin(), matter.files.end());
    if (!marked && !was_marked(matter, correspondence)) continue;
    remembered.marked = true;
    for (auto& key : keys_of(matter.fingerprints(correspondence, Use::keep)))
      remembered.fingerprints.push_back(std::move(key));
  }
  auto& all = remembered.fingerprints;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return remembered;
}

}  // namespace candour::rules
