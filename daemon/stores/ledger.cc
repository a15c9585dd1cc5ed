// SPDX-License-Identifier: MPL-2.0

#include "stores/ledger.h"

#include <array>

namespace candour::stores {

namespace {

struct OutcomeName {
  OutcomeKind kind;
  std::string_view name;
};

constexpr std::array outcome_names{
    OutcomeName{OutcomeKind::pending, "pending"},
    OutcomeName{OutcomeKind::delivered, "delivered"},
    OutcomeName{OutcomeKind::resent, "resent"},
    OutcomeName{OutcomeKind::acknowledged, "acknowledged"},
    OutcomeName{OutcomeKind::refused, "refused"},
    OutcomeName{OutcomeKind::rejected, "rejected"},
    OutcomeName{OutcomeKind::held, "held"},
    OutcomeName{OutcomeKind::released, "released"},
    OutcomeName{OutcomeKind::discarded, "discarded"},
    OutcomeName{OutcomeKind::unknown, "unknown"},
};

}  // namespace

std::string_view name_of(OutcomeKind kind) {
  for (const auto& known : outcome_names)
    if (known.kind == kind) return known.name;
  return "unknown";
}

OutcomeKind outcome_named(std::string_view name) {
  for (const auto& known : outcome_names)
    if (known.name == name) return known.kind;
  return OutcomeKind::pending;
}

std::string_view name_of(NoticeState state) {
  switch (state) {
    case NoticeState::due:
      return "due";
    case NoticeState::under_way:
      return "under-way";
    case NoticeState::standing:
      return "standing";
    case NoticeState::unwanted:
      return "unwanted";
  }
  return "due";
}

}  // namespace candour::stores
