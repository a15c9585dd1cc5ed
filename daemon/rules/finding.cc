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

std::string fix_sentence(const Fix& fix) {
  switch (fix.kind) {
    case FixKind::append_foot:
      return "Add this line at the foot: " + fix.text;
    case FixKind::move_to_cc:
      return "Move from Bcc to Cc: " + fix.text;
    case FixKind::remove_recipient:
      return "Take out the recipient " + fix.text;
    case FixKind::add_recipient:
      return "Add the recipient " + fix.text;
    case FixKind::change_from:
      return "Send it in the name of " + fix.text + ", signature included";
    case FixKind::add_reason:
    case FixKind::edit_text:
      return fix.text;
  }
  return fix.text;
}

}  // namespace candour::rules
