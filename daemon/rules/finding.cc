// SPDX-License-Identifier: MPL-2.0

#include "rules/finding.h"

namespace candour::rules {

std::string_view name_of(FixKind kind) {
  switch (kind) {
    case FixKind::append_foot:
      return "append-foot";
    case FixKind::move_to_cc:
      return "move-to-cc";
    case FixKind::remove_recipient:
      return "remove-recipient";
    case FixKind::add_recipient:
      return "add-recipient";
    case FixKind::change_from:
      return "change-from";
    case FixKind::add_reason:
      return "add-reason";
    case FixKind::edit_text:
      return "edit-text";
  }
  return {};
}

}  // namespace candour::rules
