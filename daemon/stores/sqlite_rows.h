// SPDX-License-Identifier: MPL-2.0
//
// Rows of the ledger as SQLite's columns hold them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stores/ledger.h"
#include "stores/sqlite_statement.h"

namespace candour::stores {

/// What decision_from() reads, of a table called `d`.
inline constexpr std::string_view decision_columns =
    "d.id, d.time, d.direction, d.entrance, d.council, d.policy_version, d.verdict, d.sender_key,"
    " d.sender_name, d.visible_keys, d.blind_keys, d.recipients_known, d.message_key, d.marked,"
    " d.released, d.unchecked, d.exceptions, d.content_digest";

/// The decision in a statement's row; its findings and keys stand in tables of their own.
DecisionRow decision_from(Statement& row);

std::string evidence_json(const std::vector<EvidencePlace>& evidence);
std::vector<EvidencePlace> evidence_from_json(std::string_view text);

}  // namespace candour::stores
