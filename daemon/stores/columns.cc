// SPDX-License-Identifier: MPL-2.0

#include "stores/columns.h"

#include <algorithm>
#include <array>

namespace candour::stores {

namespace {

using enum Nature;

constexpr auto columns = std::to_array<Column>({
    {"decision", "id", key},
    {"decision", "time", open},
    {"decision", "direction", open},
    {"decision", "entrance", open},
    {"decision", "council", open},
    {"decision", "policy_version", open},
    {"decision", "verdict", open},
    {"decision", "sender_key", personal},
    {"decision", "sender_name", personal},
    {"decision", "visible_keys", personal_list},
    {"decision", "blind_keys", personal_list},
    {"decision", "recipients_known", open},
    // A Message-ID is of a mail, and a mail may have many people: as a digest it tells nothing to
    // whoever has not that mail.
    {"decision", "message_key", open},
    {"decision", "marked", open},
    {"decision", "released", open},
    {"decision", "unchecked", open},  // "attachment: encrypted", never a file's name
    {"decision", "exceptions", personal_list},
    {"decision", "content_digest", personal},  // of the writer's words

    {"finding", "id", key},
    {"finding", "position", open},
    {"finding", "rule", open},
    {"finding", "grade", open},
    {"finding", "action", open},
    {"finding", "people", personal_list},
    {"finding", "evidence", open},  // places, never words

    {"outcome", "id", key},
    {"outcome", "time", open},
    {"outcome", "kind", open},
    {"outcome", "reply_code", open},
    {"outcome", "reason", personal},
    {"outcome", "given_by", personal},

    {"false_alarm", "id", key},
    {"false_alarm", "position", key},
    {"false_alarm", "reason", personal},
    {"false_alarm", "marked_by", personal},
    {"false_alarm", "time", open},

    {"unchecked", "number", key},
    {"unchecked", "time", open},
    {"unchecked", "sender_key", personal},
    {"unchecked", "message_key", open},
    {"unchecked", "sender_name", personal},
    {"unchecked", "why", open},
    {"unchecked", "told_by", personal},

    {"late_reply", "key", key},
    {"late_reply", "time", open},
    {"late_reply", "action", open},
    {"late_reply", "policy_version", open},

    {"policy_version", "number", key},
    {"policy_version", "time", open},
    {"policy_version", "version", open},
    {"policy_version", "how", open},
    {"policy_version", "author", personal},
    {"policy_version", "note", personal},
    {"policy_version", "roster_digest", open},
    {"policy_version", "text", open},  // rules, and addresses that are the council's own

    {"run", "number", key},
    {"run", "began", open},
    {"run", "ended", open},

    // The working state: nothing of it is hashed; whatever is personal goes with its person.
    {"meta", "name", key},
    {"meta", "value", open},
    {"thread", "key", open},
    {"thread", "id", key},
    {"fingerprinted", "number", key},
    {"fingerprinted", "id", key},
    {"fingerprinted", "count", open},
    {"fingerprinted", "keys", personal},
    {"passage", "key", personal},
    {"passage", "number", key},
    {"confirmation", "content_digest", personal},
    {"confirmation", "refused_at", open},
    {"confirmation", "finding_keys", personal_list},
    {"acknowledgement", "id_digest", key},
    {"acknowledgement", "given_at", open},
    {"acknowledgement", "sender_key", personal},
    {"acknowledgement", "recipient_keys", personal_list},
    {"acknowledgement", "finding_keys", personal_list},
    {"acknowledgement", "reason", personal},
    {"acknowledgement", "given_by", personal},
    {"folder", "account", personal},
    {"folder", "role", key},
    {"folder", "uid_validity", open},
    {"folder", "last_uid", open},
    {"folder", "highest_modseq", open},
    {"folder", "since", open},
    {"folder", "first_look_to", open},
    {"notice", "account", personal},
    {"notice", "role", key},
    {"notice", "uid_validity", key},
    {"notice", "uid", key},
    {"notice", "state", open},
    {"notice", "time", open},
    {"notice", "concerns", open},
    {"notice", "says", open},
    {"notice", "message_id", open},
    {"notice", "digest", open},
    {"notice", "inbox_uid_validity", open},
    {"notice", "inbox_uid", open},
    {"letter", "key", key},
    {"letter", "direction", key},
    {"letter", "decision", key},
    {"letter", "time", open},
    {"letter", "kind", open},
    {"letter", "asker", open},
    {"letter", "name", personal},
    {"letter", "mailbox", personal},
    {"letter", "people_keys", personal_list},
    {"letter", "thread_keys", open},
    {"letter", "subject_key", open},  // what two letters share
    {"run_sign", "run", key},
    {"run_sign", "time", open},

    // The chain itself.
    {"journal", "number", key},
    {"journal", "time", open},
    {"journal", "kind", open},
    {"journal", "subject", open},
    {"journal", "told", open},
    {"journal", "content", open},
    {"journal", "link", open},
    {"opening", "kind", key},
    {"opening", "subject", key},
    {"opening", "event", open},
    {"opening", "erased_by", open},
    {"opening", "salt", personal},
    {"opening", "kept", open},
});

constexpr auto kinds = std::to_array<RecordKind>({
    {"decision", "decision", "r.id", "r.id = ?1", "r.time", "finding", "id = ?1", "position"},
    {"outcome", "outcome", "r.id", "r.id = ?1",
     "coalesce((SELECT d.time FROM decision d WHERE d.id = r.id), r.time)"},
    {"false-alarm", "false_alarm", "r.id || '.' || r.position",
     "r.id = substr(?1, 1, instr(?1, '.') - 1) AND r.position = substr(?1, instr(?1, '.') + 1)",
     "coalesce((SELECT d.time FROM decision d WHERE d.id = r.id), r.time)"},
    {"unchecked", "unchecked", "CAST(r.number AS TEXT)", "r.number = ?1", "r.time"},
    {"late-reply", "late_reply", "r.key", "r.key = ?1", "r.time"},
    {"policy", "policy_version", "CAST(r.number AS TEXT)", "r.number = ?1", "r.time"},
    // One that goes on stays, however long ago it began.
    {"run", "run", "CAST(r.number AS TEXT)", "r.number = ?1",
     "CASE WHEN r.ended > 0 THEN r.ended ELSE 9223372036854775807 END"},
});

constexpr auto working = std::to_array<std::string_view>(
    {"meta", "thread", "fingerprinted", "passage", "confirmation", "acknowledgement", "folder",
     "notice", "letter", "run_sign", "journal", "opening"});

}  // namespace

std::span<const Column> ledger_columns() {
  return columns;
}

std::span<const RecordKind> record_kinds() {
  return kinds;
}

const RecordKind* record_kind(std::string_view name) {
  const auto known =
      std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.name == name; });
  return known == kinds.end() ? nullptr : &*known;
}

std::span<const std::string_view> working_tables() {
  return working;
}

std::vector<Column> columns_of(std::string_view table) {
  std::vector<Column> found;
  std::copy_if(columns.begin(), columns.end(), std::back_inserter(found),
               [&](const Column& column) { return column.table == table; });
  return found;
}

}  // namespace candour::stores
