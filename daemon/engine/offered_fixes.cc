// SPDX-License-Identifier: MPL-2.0

#include "engine/offered_fixes.h"

#include <algorithm>
#include <set>

#include "rules/mended.h"

namespace candour::engine {

namespace {

using rules::Finding;
using rules::FixKind;

bool is_part_of(std::vector<std::string> people, std::vector<std::string> others) {
  std::sort(people.begin(), people.end());
  std::sort(others.begin(), others.end());
  return std::includes(others.begin(), others.end(), people.begin(), people.end());
}

/// Whether `after` is left of another finding than the one that was to be mended.
bool stood_before(const Finding& after, const std::vector<Judged>& before, const Finding& mended) {
  return std::any_of(before.begin(), before.end(), [&](const Judged& judged) {
    const auto& other = judged.finding;
    return &other != &mended && other.rule == after.rule && is_part_of(after.people, other.people);
  });
}

std::vector<std::string> addresses_of(const Finding& finding, FixKind kind) {
  std::vector<std::string> addresses;
  for (const auto& fix : finding.fixes)
    if (fix.kind == kind) addresses.push_back(fix.text);
  return addresses;
}

bool mends(const Finding& finding, FixKind kind, const std::vector<Judged>& findings,
           const rules::Correspondence& correspondence, const Judge& judge) {
  const auto mended = rules::mended(correspondence, kind, addresses_of(finding, kind));
  if (mended.recipients.empty()) return false;
  const auto after = judge(mended);
  return std::all_of(after.begin(), after.end(), [&](const Judged& judged) {
    return stood_before(judged.finding, findings, finding);
  });
}

}  // namespace

void offer_what_mends(std::vector<Judged>& findings, const rules::Correspondence& correspondence,
                      const Judge& judge) {
  for (auto& judged : findings) {
    std::set<FixKind> tried, vain;
    for (const auto& fix : judged.finding.fixes)
      if (rules::changes_recipients(fix.kind) && tried.insert(fix.kind).second &&
          !mends(judged.finding, fix.kind, findings, correspondence, judge))
        vain.insert(fix.kind);
    std::erase_if(judged.finding.fixes,
                  [&](const rules::Fix& fix) { return vain.contains(fix.kind); });
  }
}

}  // namespace candour::engine
