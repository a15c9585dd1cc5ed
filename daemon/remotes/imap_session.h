// SPDX-License-Identifier: MPL-2.0
//
// What is said on an IMAP connection once it is logged in: folders, looking for messages, fetching
// them, waiting for more (RFC 9051; RFC 3501 servers are served too). Bodies are peeked at. What
// changes a mailbox stands in a file of its own, imap_changes.cc.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "remotes/imap_folders.h"
#include "remotes/imap_stream.h"

namespace candour::remotes {

/// A folder as it was when it was opened.
struct OpenedFolder {
  std::uint32_t uid_validity = 0;
  std::uint32_t uid_next = 0;        // 0: not told
  std::uint64_t highest_modseq = 0;  // 0: not told (RFC 7162)
  bool keeps_keywords = false;       // also such as it has never heard of
  std::vector<std::string> keeps;    // flags that can be set for good

  bool keeps_keyword(std::string_view keyword) const;
};

/// What a server told of a folder since it was last asked.
struct FolderNews {
  bool came = false;  // a message
  bool went = false;  // one was removed, or marked to be
  explicit operator bool() const { return came || went; }
};

/// Where an appended message stands.
struct AppendedAt {
  std::uint32_t uid_validity = 0, uid = 0;
};

struct FetchedMessage {
  std::uint32_t uid = 0;
  base::Instant received;  // INTERNALDATE; 1970 where it is not told
  std::string raw;         // cut off at one byte over `most_bytes`
};

/// All calls block, up to a minute, and a message up to five. After a failure other than `refused`
/// nothing more can be said: drop the session.
class ImapSession {
 public:
  /// most_bytes   of one message
  ImapSession(std::unique_ptr<ImapStream> stream, std::size_t most_bytes)
      : stream_(std::move(stream)), most_bytes_(most_bytes) {}

  /// To be called first: what the server can do.
  base::Result<void> ask_capabilities();
  bool offers(const std::string& capability) const { return capabilities_.contains(capability); }

  base::Result<std::vector<ListedFolder>> list();

  /// Opens it read-only; whatever was open is closed.
  ///
  /// name     as ListedFolder has it
  /// Errors   refused: there is no such folder any more
  base::Result<OpenedFolder> examine(const std::string& name);
  /// As examine(), for whoever is about to change something.
  base::Result<OpenedFolder> select(const std::string& name);

  /// UIDs above `after` of messages that arrived on `since` or later, ascending, each once.
  base::Result<std::vector<std::uint32_t>> search(std::uint32_t after, base::Day since);

  /// UIDs of messages that arrived on `from` or later and before `to`, ascending.
  base::Result<std::vector<std::uint32_t>> arrived(base::Day from, base::Day to);

  /// Which of these messages stand in the folder still, and are not marked to be removed.
  base::Result<std::vector<std::uint32_t>> still_there(const std::vector<std::uint32_t>& uids);
  /// UIDs of messages with that Message-ID, ascending.
  ///
  /// message_id   without angle brackets; ours, so nothing in it needs quoting
  base::Result<std::vector<std::uint32_t>> with_message_id(const std::string& message_id);

  /// Hands over each message as it comes, so that one at a time is in memory. Messages that are
  /// gone by now are left out; an error of `take` ends the fetching and is given back.
  using Take = std::function<base::Result<void>(FetchedMessage)>;
  base::Result<void> fetch(const std::vector<std::uint32_t>& uids, const Take& take);

  /// The same of Message-ID lines alone: `raw` is a header of one field, or of none.
  base::Result<void> fetch_message_ids(const std::vector<std::uint32_t>& uids, const Take& take);

  /// Tells the server to speak up when something comes (RFC 2177).
  base::Result<void> start_idle();
  /// Does not block; to be called when descriptor() is readable, and once after start_idle().
  base::Result<FolderNews> news();
  base::Result<void> end_idle();
  bool idling() const { return !idle_tag_.empty(); }

  /// For servers without IDLE.
  base::Result<FolderNews> poll();

  /// Puts a message into a folder, which need not be open, with no flag set.
  ///
  /// message   its lines end in CRLF
  /// Returns   nothing where the server does not tell (RFC 4315 section 3)
  /// Errors    refused: the server says no, as to a mailbox that is full
  base::Result<std::optional<AppendedAt>> append(const std::string& folder,
                                                 std::string_view message);
  /// Of a message of the folder that is open.
  base::Result<void> add_keyword(std::uint32_t uid, std::string_view keyword);
  base::Result<void> take_keyword(std::uint32_t uid, std::string_view keyword);
  /// Removes that one message for good, whatever else is marked to be removed.
  ///
  /// Errors   refused: the server has no UID EXPUNGE (RFC 4315); nothing was changed then
  base::Result<void> remove(std::uint32_t uid);

  /// A clean end; failures do not matter any more.
  void log_out();

  int descriptor() const { return stream_->descriptor(); }

 private:
  using Untagged = std::function<base::Result<void>(ImapResponse&)>;

  base::Result<ImapResponse> next(Deadline deadline);
  base::Result<ImapResponse> ask(const std::string& text, const Untagged& untagged,
                                 std::chrono::seconds patience, std::size_t most_responses);
  base::Result<void> command(const std::string& text, const Untagged& untagged,
                             std::chrono::seconds patience, std::size_t most_responses);
  base::Result<void> command(const std::string& text, const Untagged& untagged);
  base::Result<void> fetch_part(const std::vector<std::uint32_t>& uids, const std::string& part,
                                const Take& take);
  base::Result<OpenedFolder> open(const std::string& command, const std::string& name);
  base::Result<std::vector<std::uint32_t>> found_by(const std::string& criteria);
  base::Result<void> store(std::uint32_t uid, const std::string& what);
  base::Result<void> list(const std::string& arguments, std::vector<ListedFolder>& folders);
  base::Result<void> note(const ImapResponse& response);
  std::string next_tag();

  std::unique_ptr<ImapStream> stream_;
  std::size_t most_bytes_;
  ImapFramer framer_;
  std::set<std::string> capabilities_;
  std::string idle_tag_;
  std::uint32_t tag_number_ = 0;
  FolderNews news_;  // since it was last asked
};

}  // namespace candour::remotes
