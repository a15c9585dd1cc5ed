// SPDX-License-Identifier: MPL-2.0
//
// Mail found in mailboxes, in SQLite: told apart from what came past another entrance, and how far
// each folder has been followed.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "stores/ledger.h"
#include "stores/sqlite_chain.h"

namespace candour::stores {

/// Of a decision `d` from a mailbox: whether another entrance had that mail, and it was not stopped
/// there. The two may come in any order: some mail programs save a mail before they send it.
inline constexpr std::string_view came_past_another_entrance =
    "(d.entrance = 'mailbox' AND d.message_key <> '' AND EXISTS"
    " (SELECT 1 FROM decision e JOIN outcome p ON p.id = e.id"
    " WHERE e.message_key = d.message_key AND e.entrance <> 'mailbox' AND e.direction = 'sent'"
    " AND p.kind IN ('delivered', 'resent', 'acknowledged', 'released')))";

/// Of a decision `d` with its outcome `o`: whether it was refused and the same message came again
/// within latest_resend. It is one message, and what became of it the last time is its end. Where
/// the digest is erased, a message that was asked about is taken for the one that was sent then.
inline constexpr std::string_view came_again_later =
    "(o.kind IS 'refused' AND d.content_digest <> '' AND EXISTS"
    " (SELECT 1 FROM decision n LEFT JOIN outcome p ON p.id = n.id"
    " WHERE n.time > d.time AND n.time <= d.time + 900000"
    " AND n.content_digest = d.content_digest AND n.entrance <> 'mailbox'"
    " AND (d.content_digest NOT LIKE '(erased%' OR p.kind = 'resent')))";
static_assert(std::chrono::milliseconds(latest_resend).count() == 900'000);

base::Result<Found> insert_found(Chain& chain, const DecisionRow& mail,
                                 const FolderPosition& position);

base::Result<std::optional<OutcomeKind>> outcome_past_another_entrance(
    sqlite3* connection, std::string_view message_key);

base::Result<void> insert_position(sqlite3* connection, const FolderPosition& position);
base::Result<std::optional<FolderPosition>> position_of(sqlite3* connection,
                                                        std::string_view account,
                                                        std::string_view role);

}  // namespace candour::stores
