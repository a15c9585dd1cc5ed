// SPDX-License-Identifier: MPL-2.0
//
// The ledger: what is remembered of a message, and nothing more. No bodies, no subjects; third
// parties' addresses only as keyed digests. Two records a message: the decision before acting, the
// outcome after.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::stores {

enum class Direction { sent, received };

/// What became of a message. `pending` until the outcome is written; a `pending` row older than the
/// proxy's longest time-out is `unknown`: the daemon ended in between.
enum class OutcomeKind {
  pending,
  delivered,     // the next hop accepted it
  resent,        // accepted after a `confirm` refusal, on the sender's second sending
  acknowledged,  // accepted on an acknowledgement from a plugin
  refused,       // we refused it
  rejected,      // the next hop refused it
  held,
  released,   // held, and sent after somebody's decision
  discarded,  // held, and not sent
  unknown,
};

std::string_view name_of(OutcomeKind kind);
OutcomeKind outcome_named(std::string_view name);  // `pending` for an unknown name

struct EvidencePlace {
  std::string where;
  std::string part;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

struct FindingRow {
  std::string rule;
  std::string grade;                // empty for none
  std::string action;               // "confirm"
  std::vector<std::string> people;  // roster names as they are, outsiders as keyed digests
  std::vector<EvidencePlace> evidence;
};

/// A message and what was decided.
struct DecisionRow {
  std::string id;  // ours, random, 16 hexadecimal digits
  base::Instant time;
  Direction direction = Direction::sent;
  std::string entrance;  // "smtp", "milter", "api"; "summary": our own; "mailbox": found there, it
                         // came past no other
  std::string council;   // its name, from the policy
  std::string policy_version;
  std::string verdict;  // "pass", "confirm", …
  std::string sender_key;
  std::string sender_name;  // roster name, or empty
  std::vector<std::string> visible_keys, blind_keys;
  bool recipients_known = true;
  std::string message_key;               // digest of the Message-ID; empty where it has none
  std::vector<std::string> thread_keys;  // of Message-ID, In-Reply-To, References
  /// Of marked content. In what marked_with() answers, those asked for, sorted; in other answers
  /// none; `fingerprint_count` says how many are kept.
  std::vector<std::string> fingerprints;
  std::size_t fingerprint_count = 0;  // in answers
  bool marked = false;
  bool released = false;
  std::vector<FindingRow> findings;
  std::vector<std::string> unchecked;   // "attachment: encrypted"; no file names of outsiders
  std::vector<std::string> exceptions;  // people under official-in-councillor-name's exceptions
  std::string content_digest;           // keyed; of what makes a message the same (same_message.h)
};

struct OutcomeRow {
  std::string id;
  base::Instant time;
  OutcomeKind kind = OutcomeKind::pending;
  int reply_code = 0;      // the SMTP code the client was given; 0 for none
  std::string reason;      // of an acknowledgement, in the sender's words
  std::string given_by{};  // who gave it: "uid 1000", "token"
};

/// The same message that comes later after its refusal is another one.
inline constexpr std::chrono::minutes latest_resend{15};

/// A refusal that waits for the same message to come again.
struct PendingConfirmation {
  std::string content_digest;
  base::Instant refused_at;
  std::vector<std::string> finding_keys;  // rule and people of each finding the refusal named
};

struct Acknowledgement {
  std::string id;  // opaque, random; stored as its digest
  base::Instant given_at;
  std::string sender_key;
  std::vector<std::string> recipient_keys;  // sorted
  std::vector<std::string> finding_keys;
  std::string reason;
  std::string given_by{};  // "uid 1000", "token"
};

/// A mail that went out without Candour having looked at it, as a plugin or the mailbox tells.
struct UncheckedRow {
  base::Instant time;       // when it went out
  std::string sender_name;  // roster name, or empty: a shared mailbox
  std::string sender_key;
  std::string message_key;  // digest of the Message-ID; empty where it was not told
  std::string why;          // "away", "slow", "refused", "not-handed-over", "no-sender"
  std::string told_by;      // "uid 1000", "token", "mailbox"
};

/// How far a folder of a mailbox has been followed.
struct FolderPosition {
  std::string account;               // who logs in, and where
  std::string role;                  // "inbox", "sent", "drafts"
  std::uint32_t uid_validity = 0;    // UIDs of another one mean other messages (RFC 9051, 2.3.1.1)
  std::uint32_t last_uid = 0;        // all up to it have been looked at
  std::uint64_t highest_modseq = 0;  // as long as it is this, nothing has come; 0: not known
  base::Instant since;               // nothing older is looked at
  std::uint32_t first_look_to = 0;   // what stands below it was there when it was first followed
};

/// A message of a followed folder.
struct MessagePlace {
  std::string account, role;  // as in FolderPosition
  std::uint32_t uid_validity = 0, uid = 0;
  auto operator<=>(const MessagePlace&) const = default;
};

enum class NoticeState {
  due,        // somebody is to be told of the message; nothing has been written yet
  under_way,  // about to be put into the Inbox; whether it got there is not known
  standing,
  unwanted,  // to be taken out of the Inbox
};

std::string_view name_of(NoticeState state);

/// What somebody is told of a message. Of the notice's words the ledger has digests alone.
struct NoticeRow {
  MessagePlace about;
  NoticeState state = NoticeState::due;
  base::Instant time;      // since when it is due
  std::string concerns;    // what the message is known by, however often it is saved: a digest
  std::string says;        // digest of the words; empty while it is due
  std::string message_id;  // the notice's own; empty where no mail was put into the Inbox
  std::string digest;      // of the notice's bytes
  std::uint32_t inbox_uid_validity = 0, inbox_uid = 0;  // where it stands; 0: not known
};

/// A letter that waits for an answer, or may be one: what letters are paired by, as digests.
struct LetterRow {
  std::string key;  // of the Message-ID; of its content where it has none
  base::Instant time;
  Direction direction = Direction::received;
  /// DecisionRow::id, where it came past another entrance: its outcome says whether it went. Empty:
  /// it stood in a mailbox, or an answer was given by other means.
  std::string decision;
  /// Received: "enquiry", "complaint", "information", "subject-access". Sent: "answer",
  /// "acknowledgement", "councillor"; by other means: "phone", "in-person", "post".
  std::string kind;
  std::string asker;    // "councillor", "resident"; empty for what was sent
  std::string name;     // a councillor's, from the roster; nobody else's
  std::string mailbox;  // who logs in, where it was found in one
  /// Its writer by each of his addresses and his name; of what was sent, its recipients.
  std::vector<std::string> people_keys;
  std::vector<std::string> thread_keys;  // of Message-ID, In-Reply-To, References
  std::string subject_key;               // of the subject without "Re:"; empty for none
};

/// That a request was late is put on record once.
struct LateReplyRow {
  std::string key;  // LetterRow::key of the request
  base::Instant time;
  std::string action;  // "note"
  std::string policy_version;
};

/// Whether a mail that stands in a mailbox was new to the ledger.
enum class Found { recorded, known };

/// Decision and outcome of one message, for lists.
struct LedgerEntry {
  DecisionRow decision;
  OutcomeRow outcome;
};

struct ListFilter {
  std::optional<base::Instant> from{}, to{};  // from inclusive, to exclusive
  std::optional<std::string> rule{};
  bool findings_only = true;
  std::size_t limit = 1'000;
};

/// Every call answers or fails within a few seconds (a locked database gives `unavailable`).
/// Thread-safe.
class Ledger {
 public:
  virtual ~Ledger() = default;

  /// The key under which digests are made; made at the first opening, kept with the ledger.
  virtual const std::string& digest_key() const = 0;

  virtual base::Result<void> record_decision(const DecisionRow& decision) = 0;
  virtual base::Result<void> record_outcome(const OutcomeRow& outcome) = 0;

  /// Only mail that counts as earlier mail (policies/rules.md): accepted by the next hop, or found
  /// in a mailbox.
  virtual base::Result<std::vector<DecisionRow>> thread(
      const std::vector<std::string>& thread_keys) const = 0;
  /// at_least  so many of them a message must have, or three quarters of its own where that is
  ///           less; what many messages share is not worth loading
  /// Returns   of many messages that share so much a dozen or so: those that share most
  virtual base::Result<std::vector<DecisionRow>> marked_with(
      const std::vector<std::string>& fingerprints, std::size_t at_least) const = 0;

  virtual base::Result<void> put_confirmation(const PendingConfirmation& pending) = 0;
  /// The newest refusal of that content; it stays until take_confirmation().
  virtual base::Result<std::optional<PendingConfirmation>> find_confirmation(
      std::string_view content_digest) const = 0;
  virtual base::Result<void> take_confirmation(std::string_view content_digest) = 0;

  /// Forgets those of the day before and earlier, which nobody used.
  virtual base::Result<void> put_acknowledgement(const Acknowledgement& acknowledgement) = 0;
  /// Good once: gives the acknowledgement and forgets it, or nothing.
  virtual base::Result<std::optional<Acknowledgement>> take_acknowledgement(
      std::string_view id) = 0;

  /// The same mail told once more is one row.
  virtual base::Result<void> record_unchecked(const UncheckedRow& mail) = 0;

  /// Records a mail that stands in a mailbox, and how far its folder has been followed: both or
  /// neither, so that whoever is killed in between goes on where he was and records nothing twice.
  /// A sent mail counts as delivered. One is known by its Message-ID, else by content and time; who
  /// was refused and is found among the sent ones all the same went another way, and is new.
  virtual base::Result<Found> record_found(const DecisionRow& mail,
                                           const FolderPosition& position) = 0;
  virtual base::Result<void> put_position(const FolderPosition& position) = 0;
  /// Nothing where that folder was never followed.
  virtual base::Result<std::optional<FolderPosition>> find_position(
      std::string_view account, std::string_view role) const = 0;

  /// What became of that mail at another entrance; nothing where it came past none, or was stopped
  /// there.
  virtual base::Result<std::optional<OutcomeKind>> outcome_elsewhere(
      std::string_view message_key) const = 0;

  /// On the disk when it returns. A message has one; those about mail sent long ago are forgotten.
  ///
  /// instead_of   forgotten in the same breath
  virtual base::Result<void> put_notice(const NoticeRow& notice,
                                        const std::optional<MessagePlace>& instead_of) = 0;
  base::Result<void> put_notice(const NoticeRow& notice) { return put_notice(notice, {}); }
  virtual base::Result<void> remove_notice(const MessagePlace& about) = 0;
  /// Oldest first.
  virtual base::Result<std::vector<NoticeRow>> notices(std::string_view account) const = 0;

  /// The same letter of another mailbox is one row; the earliest time counts.
  virtual base::Result<void> put_letter(const LetterRow& letter) = 0;
  /// Oldest first, from that time on; none that was stopped on its way.
  virtual base::Result<std::vector<LetterRow>> letters(base::Instant from) const = 0;
  /// Whether it was new.
  virtual base::Result<bool> record_late_reply(const LateReplyRow& late) = 0;

  /// Sent mail, newest first. What the mailbox shows is left out where another entrance had it too,
  /// whichever was first.
  virtual base::Result<std::vector<LedgerEntry>> list(const ListFilter& filter) const = 0;
  /// Newest first; of the filter, days and limit count.
  virtual base::Result<std::vector<UncheckedRow>> list_unchecked(
      const ListFilter& filter) const = 0;
};

}  // namespace candour::stores
