// SPDX-License-Identifier: MPL-2.0
//
// Which notices stand about the messages of one account, and which are to. The ledger is the list:
// whoever is killed at whatever step goes on from there, with neither a second notice nor one lost.
//
//   due ─► under way ─► standing ─► unwanted ─► forgotten
//    ▲         │ not in the Inbox after all
//    └─────────┘
//
// Two daemons may follow one mailbox, each with a ledger of its own. Both give the notice that says
// the same about the same message one Message-ID; who finds it there puts none, and takes none out:
// of two that were put in one instant the older stays.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/notice.h"
#include "watchers/account.h"
#include "watchers/back_off.h"
#include "watchers/notice_box.h"

namespace candour::watchers {

/// A message of a followed folder that has been looked at.
struct LookedAt {
  remotes::FolderRole role;
  std::string_view folder;  // its name, as the server has it
  stores::MessagePlace place;
  const pipeline::FoundMail& mail;
};

/// One thread. Ledger and server may be away: what could not be done is tried again later.
class Notices {
 public:
  /// All must outlive it.
  Notices(const Account& account, pipeline::Mailbox& mailbox, const remotes::WakeUp& wake_up);

  bool wanted() const { return !account_.notices.none(); }

  void looked_at(const LookedAt& message);
  /// Those messages were removed: nobody needs to be told of them any more.
  void gone(remotes::FolderRole role, std::uint32_t uid_validity,
            const std::vector<std::uint32_t>& uids);
  /// What was known of that folder under other UIDs is gone.
  void renumbered(remotes::FolderRole role, std::uint32_t uid_validity);

  /// Messages of that folder that somebody is told of, ascending.
  std::vector<std::uint32_t> about(remotes::FolderRole role, std::uint32_t uid_validity) const;
  /// Of these, those that must be looked at again, since only their text says what to tell.
  std::vector<std::uint32_t> without_words(remotes::FolderRole role,
                                           std::uint32_t uid_validity) const;

  /// Does what is due.
  void attend();
  Moment due() const { return due_; }

 private:
  struct Words {
    pipeline::Notice notice;
    std::string folder;
  };
  struct Unmarking {
    std::string folder;
    stores::MessagePlace message;
  };

  using Rows = std::vector<stores::NoticeRow>;

  template <class Change>
  void change(const Change& change_row);
  base::Result<void> take_back(stores::NoticeRow row);
  bool has_work(const stores::NoticeRow& row) const;
  void try_again(const base::Error& error);

  base::Result<void> work();
  base::Result<void> work_through(NoticeBox& box);
  base::Result<void> forget_all_but_the_newest_due();
  base::Result<void> find_out(NoticeBox& box, stores::NoticeRow row);
  base::Result<void> tell(NoticeBox& box, stores::NoticeRow row, const Words& words);
  base::Result<void> tell_by_mail(NoticeBox& box, stores::NoticeRow row, const Words& words);
  base::Result<void> put(NoticeBox& box, stores::NoticeRow& row, const Words& words);
  base::Result<void> note_place(NoticeBox& box, stores::NoticeRow& row,
                                const remotes::AppendedAt& at);
  base::Result<bool> find_ours(NoticeBox& box, stores::NoticeRow& row);
  base::Result<void> give_way(NoticeBox& box, stores::NoticeRow& row);
  base::Result<std::string> message_id_for(const stores::NoticeRow& row,
                                           const pipeline::Notice& notice) const;
  base::Result<void> replace(base::Result<Rows> older, stores::NoticeRow row);
  base::Result<void> mark(NoticeBox& box, const std::string& folder,
                          const stores::MessagePlace& message);
  base::Result<void> withdraw(NoticeBox& box, stores::NoticeRow row);
  base::Result<std::optional<stores::NoticeRow>> same_before(NoticeBox& box,
                                                             const stores::NoticeRow& row,
                                                             const std::string& folder) const;
  base::Result<Rows> standing_about(const stores::NoticeRow& row) const;

  const Account& account_;
  stores::Ledger& ledger_;
  const remotes::WakeUp& wake_up_;
  std::map<stores::MessagePlace, Words> words_;  // of what is due; never written to the disk
  std::vector<Unmarking> unmarkings_;
  BackOff back_off_;
  Moment due_{};  // at the start the ledger may have work
};

}  // namespace candour::watchers
