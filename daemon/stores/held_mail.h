// SPDX-License-Identifier: MPL-2.0
//
// Mail that the proxy has said 250 to and that waits for somebody's decision: the one copy there
// is. A message is a file, ID.held, written once; how far it has come stands beside it in ID.stage,
// replaced in one step. No ID.stage: it waits. Several programs may use one folder at a time.
//
// The monthly summary, which is ours to send once, waits in a folder of the same kind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace candour::stores {

enum class HeldStage {
  waiting,    // for a decision
  due,        // released: to be sent, at the first try or a later one
  sending,    // the next hop is about to be given the last byte
  unknown,    // whether it was sent nobody knows (RFC 1047): a person decides
  failed,     // the next hop refused it for good: a person decides
  sent,       // done; the message is about to go from the disk
  discarded,  // done without being sent
};

std::string_view name_of(HeldStage stage);

/// Whether one stage may follow the other. A message is never sent again by itself once its last
/// byte may have gone out; whoever releases an `unknown` one decides so.
bool may_follow(HeldStage now, HeldStage next);

struct HeldEnvelope {
  std::string id;  // DecisionRow::id
  base::Instant held_at;
  std::string mail_from;
  std::vector<std::string> rcpt_to;
  std::string sender_name;         // roster name, or empty
  std::vector<std::string> rules;  // for which it is held
  bool notice = false;             // our own word to the sender of a held mail
};

/// How far a message has come, and by whom.
struct HeldMark {
  HeldStage stage = HeldStage::waiting;
  base::Instant time;        // since when
  std::string by{};          // who released or discarded it
  std::string reason{};      // in his words, in one line
  std::uint32_t tries = 0;   // so many times the next hop has not taken it
  base::Instant next_try{};  // while it is due
  std::string answer{};      // the next hop's last, in one line
};

struct HeldEntry {
  HeldEnvelope envelope;  // of a damaged one the id alone
  HeldMark mark;
  std::size_t bytes = 0;
  std::string damage;  // what is wrong with its files; it is shown and never sent
};

/// What a look at the folder tells, without reading any message.
struct HeldState {
  std::string id;
  HeldMark mark;
  base::Instant held_at;
};

struct HeldMessage {
  HeldEnvelope envelope;
  std::string bytes;
};

/// Whether a folder knows of what was sent or discarded that it was.
enum class WhenDone { forgotten, remembered };

class HeldMail {
 public:
  /// most_bytes   of all messages together
  HeldMail(std::filesystem::path folder, std::uintmax_t most_bytes,
           WhenDone when_done = WhenDone::forgotten);

  /// On the disk, flushed, when it returns; after a failure nothing of it is kept.
  ///
  /// message   its pieces, in order
  /// Errors    over_limit: the folder holds as much as it may
  ///           unavailable: the disk is full or fails
  base::Result<void> hold(const HeldEnvelope& envelope,
                          const std::vector<std::string_view>& message) const;

  /// The same of a message that nobody need decide on: it is `due` at once.
  /// Errors   refused besides: that id is there already
  base::Result<void> hold_due(const HeldEnvelope& envelope, std::string_view message) const;

  /// The same of nothing: that there is nothing to send under that id, and why.
  ///
  /// mark   `discarded`
  base::Result<void> hold_nothing(const HeldEnvelope& envelope, const HeldMark& mark) const;

  /// Oldest first. Errors   unavailable: the folder cannot be read
  base::Result<std::vector<HeldEntry>> list() const;

  /// Of all that are sound as far as can be told. Errors   as list()
  base::Result<std::vector<HeldState>> states() const;

  /// Errors   malformed: no id, or the file is damaged
  ///          unavailable: there is none
  base::Result<HeldMessage> read(std::string_view id) const;
  base::Result<HeldMark> mark_of(std::string_view id) const;

  /// On the disk when it returns. Of two that saw it in one stage and move it on, one is refused.
  ///
  /// from     the stage it was seen in
  /// Errors   refused: it is in another by now, or the new stage may not follow it
  base::Result<void> put_mark(std::string_view id, HeldStage from, const HeldMark& mark) const;

  /// Takes the files of one that was sent or discarded from the disk.
  /// Errors   refused: it was not
  base::Result<void> forget(std::string_view id) const;

  /// Takes the bytes of one that was sent or discarded from the disk; envelope and mark stay.
  /// Errors   refused: it was not
  base::Result<void> empty(std::string_view id) const;

  /// After a crash: takes away what nobody was told 250 of and, where that is forgotten, what was
  /// done with; makes `unknown` of what was being sent. For the daemon alone, before it takes mail
  /// in.
  base::Result<void> recover() const;

 private:
  std::filesystem::path message_file(std::string_view id) const;
  std::filesystem::path mark_file(std::string_view id) const;
  base::Result<std::vector<std::string>> ids() const;
  base::Result<HeldMark> read_mark(std::string_view id) const;
  base::Result<void> write_mark(std::string_view id, const HeldMark& mark) const;
  base::Result<void> write(const HeldEnvelope& envelope,
                           const std::vector<std::string_view>& message,
                           const HeldMark& mark) const;
  base::Result<void> check_room(std::size_t bytes) const;

  std::filesystem::path folder_;
  std::uintmax_t most_bytes_;
  WhenDone when_done_;
};

}  // namespace candour::stores
