// SPDX-License-Identifier: MPL-2.0
//
// The ledger's tables, as numbered migrations: number N brings a ledger from version N - 1 to N
// (PRAGMA user_version). A migration that has been released is never changed; add the next.
#pragma once

#include <array>
#include <string_view>

namespace candour::stores {

inline constexpr std::array<std::string_view, 11> migrations{
    // 1: messages with decision and outcome apart, what history needs, pending confirmations,
    //    acknowledgements. Times are milliseconds since 1970 UTC; lists are JSON arrays.
    R"sql(
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE decision (
      id TEXT PRIMARY KEY,
      time INTEGER NOT NULL,
      direction TEXT NOT NULL,
      entrance TEXT NOT NULL,
      council TEXT NOT NULL,
      policy_version TEXT NOT NULL,
      verdict TEXT NOT NULL,
      sender_key TEXT NOT NULL,
      sender_name TEXT NOT NULL,
      visible_keys TEXT NOT NULL,
      blind_keys TEXT NOT NULL,
      recipients_known INTEGER NOT NULL,
      message_key TEXT NOT NULL,
      marked INTEGER NOT NULL,
      released INTEGER NOT NULL,
      unchecked TEXT NOT NULL,
      exceptions TEXT NOT NULL,
      content_digest TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decision_time ON decision (time);
    CREATE TABLE thread (key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) STRICT,
      WITHOUT ROWID;
    CREATE INDEX thread_id ON thread (id);
    CREATE TABLE fingerprint (key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) STRICT,
      WITHOUT ROWID;
    CREATE INDEX fingerprint_id ON fingerprint (id);
    CREATE TABLE finding (
      id TEXT NOT NULL,
      position INTEGER NOT NULL,
      rule TEXT NOT NULL,
      grade TEXT NOT NULL,
      action TEXT NOT NULL,
      people TEXT NOT NULL,
      evidence TEXT NOT NULL,
      PRIMARY KEY (id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX finding_rule ON finding (rule, id);
    CREATE TABLE outcome (
      id TEXT PRIMARY KEY,
      time INTEGER NOT NULL,
      kind TEXT NOT NULL,
      reply_code INTEGER NOT NULL,
      reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE confirmation (
      content_digest TEXT PRIMARY KEY,
      refused_at INTEGER NOT NULL,
      finding_keys TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE acknowledgement (
      id_digest TEXT PRIMARY KEY,
      given_at INTEGER NOT NULL,
      sender_key TEXT NOT NULL,
      recipient_keys TEXT NOT NULL,
      finding_keys TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    )sql",

    // 2: fingerprints as numbers, key_number() of their text: a fifth of the room, and found
    // sooner.
    R"sql(
    CREATE TABLE fingerprinted (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
      count INTEGER NOT NULL) STRICT;
    CREATE TABLE passage (key INTEGER NOT NULL, number INTEGER NOT NULL,
      PRIMARY KEY (key, number)) STRICT, WITHOUT ROWID;
    INSERT INTO fingerprinted (id, count) SELECT id, count(*) FROM fingerprint GROUP BY id;
    INSERT INTO passage SELECT key_number(f.key), n.number
      FROM fingerprint f JOIN fingerprinted n ON n.id = f.id ORDER BY 1, 2;
    DROP TABLE fingerprint;
    )sql",

    // 3: a message's fingerprints in one piece as well, to be read in one sweep; numbers that never
    //    come again, so that whoever has read up to one need only read on.
    R"sql(
    CREATE TABLE fingerprinted_in_pieces (number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE, count INTEGER NOT NULL, keys BLOB NOT NULL) STRICT;
    INSERT INTO fingerprinted_in_pieces SELECT f.number, f.id, f.count, packed_keys(p.key)
      FROM fingerprinted f JOIN passage p ON p.number = f.number GROUP BY f.number;
    DROP TABLE fingerprinted;
    ALTER TABLE fingerprinted_in_pieces RENAME TO fingerprinted;
    )sql",

    // 4: who gave an acknowledgement; mail that went out unchecked, as a plugin told it.
    R"sql(
    ALTER TABLE acknowledgement ADD COLUMN given_by TEXT NOT NULL DEFAULT '';
    ALTER TABLE outcome ADD COLUMN given_by TEXT NOT NULL DEFAULT '';
    CREATE TABLE unchecked (
      time INTEGER NOT NULL,
      sender_key TEXT NOT NULL,
      message_key TEXT NOT NULL,
      sender_name TEXT NOT NULL,
      why TEXT NOT NULL,
      told_by TEXT NOT NULL,
      PRIMARY KEY (time, sender_key, message_key)
    ) STRICT, WITHOUT ROWID;
    )sql",

    // 5: how far folders of a mailbox have been followed; a mail is looked up by its Message-ID.
    R"sql(
    CREATE INDEX decision_message ON decision (message_key);
    CREATE TABLE folder (
      account TEXT NOT NULL,
      role TEXT NOT NULL,
      uid_validity INTEGER NOT NULL,
      last_uid INTEGER NOT NULL,
      highest_modseq INTEGER NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (account, role)
    ) STRICT, WITHOUT ROWID;
    )sql",

    // 6: notices about messages of a mailbox; what stood in a folder when it was first followed.
    R"sql(
    ALTER TABLE folder ADD COLUMN first_look_to INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE notice (
      account TEXT NOT NULL,
      role TEXT NOT NULL,
      uid_validity INTEGER NOT NULL,
      uid INTEGER NOT NULL,
      state TEXT NOT NULL,
      time INTEGER NOT NULL,
      concerns TEXT NOT NULL,
      says TEXT NOT NULL,
      message_id TEXT NOT NULL,
      digest TEXT NOT NULL,
      inbox_uid_validity INTEGER NOT NULL,
      inbox_uid INTEGER NOT NULL,
      PRIMARY KEY (account, role, uid_validity, uid)
    ) STRICT, WITHOUT ROWID;
    )sql",

    // 7: letters that wait for an answer, and those that may be one; which were found to be late.
    R"sql(
    CREATE TABLE letter (
      key TEXT NOT NULL,
      direction TEXT NOT NULL,
      decision TEXT NOT NULL,
      time INTEGER NOT NULL,
      kind TEXT NOT NULL,
      asker TEXT NOT NULL,
      name TEXT NOT NULL,
      mailbox TEXT NOT NULL,
      people_keys TEXT NOT NULL,
      thread_keys TEXT NOT NULL,
      subject_key TEXT NOT NULL,
      PRIMARY KEY (key, direction, decision)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX letter_time ON letter (time);
    CREATE TABLE late_reply (
      key TEXT PRIMARY KEY,
      time INTEGER NOT NULL,
      action TEXT NOT NULL,
      policy_version TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    )sql",

    // 8: findings that somebody judged to be none.
    R"sql(
    CREATE TABLE false_alarm (
      id TEXT NOT NULL,
      position INTEGER NOT NULL,
      reason TEXT NOT NULL,
      marked_by TEXT NOT NULL,
      time INTEGER NOT NULL,
      PRIMARY KEY (id, position)
    ) STRICT, WITHOUT ROWID;
    )sql",

    // 9: the chain (chain.h, sealing.h), which begin_chain() begins once all tables are there. A
    //    mail that went out unchecked has a number, so that its name is not its sender's.
    R"sql(
    CREATE TABLE journal (
      number INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      told TEXT NOT NULL,
      content BLOB NOT NULL,
      link BLOB NOT NULL
    ) STRICT;
    CREATE TABLE opening (
      subject TEXT NOT NULL,
      kind TEXT NOT NULL,
      event INTEGER NOT NULL,
      erased_by INTEGER NOT NULL,
      salt BLOB NOT NULL,
      kept TEXT NOT NULL,
      PRIMARY KEY (subject, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE numbered_unchecked (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      time INTEGER NOT NULL,
      sender_key TEXT NOT NULL,
      message_key TEXT NOT NULL,
      sender_name TEXT NOT NULL,
      why TEXT NOT NULL,
      told_by TEXT NOT NULL,
      UNIQUE (time, sender_key, message_key)
    ) STRICT;
    INSERT INTO numbered_unchecked (time, sender_key, message_key, sender_name, why, told_by)
      SELECT time, sender_key, message_key, sender_name, why, told_by FROM unchecked ORDER BY 1;
    DROP TABLE unchecked;
    ALTER TABLE numbered_unchecked RENAME TO unchecked;
    )sql",

    // 10: every policy that was in force.
    R"sql(
    CREATE TABLE policy_version (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      time INTEGER NOT NULL,
      version TEXT NOT NULL,
      how TEXT NOT NULL,
      author TEXT NOT NULL,
      note TEXT NOT NULL,
      roster_digest TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    )sql",

    // 11: when candourd ran; the last sign of a run that has no end yet.
    R"sql(
    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      began INTEGER NOT NULL,
      ended INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE run_sign (
      run INTEGER PRIMARY KEY,
      time INTEGER NOT NULL
    ) STRICT;
    )sql",
};

/// The version from which on a ledger has a chain.
inline constexpr std::size_t first_chained = 9;

}  // namespace candour::stores
