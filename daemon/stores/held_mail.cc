// SPDX-License-Identifier: MPL-2.0

#include "stores/held_mail.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>

#include "base/private_file.h"
#include "stores/held_fields.h"
#include "stores/sealed_record.h"

namespace candour::stores {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;
using base::Result;

namespace {

constexpr std::string_view message_suffix = ".held";
constexpr std::string_view mark_suffix = ".stage";
constexpr std::size_t id_digits = 16;

// Head and seal of a file beside its message; the proxy's limit of recipients is far below it.
constexpr std::size_t largest_head = 1u << 20;

Error failed(Fault fault, std::string detail) {
  return {fault, "stores.held_mail", std::move(detail)};
}

Error failed_on(const fs::path& path, int code) {
  return failed(Fault::unavailable, path.string() + ": " + std::system_category().message(code));
}

// An id comes from a command line and becomes a file's name.
bool is_id(std::string_view text) {
  return text.size() == id_digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The folder, held against other programs and threads that would change a mark.
class LockedFolder {
 public:
  explicit LockedFolder(const fs::path& folder)
      : folder_(folder), opened_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    int answer = -1;
    do answer = ::flock(opened_, LOCK_EX);
    while (answer != 0 && errno == EINTR);
    locked_ = answer == 0;
  }
  ~LockedFolder() {
    if (opened_ >= 0) ::close(opened_);
  }
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;

  /// Whether nobody else changes a mark meanwhile.
  Result<void> held() const {
    if (opened_ < 0 || !locked_) return failed(Fault::unavailable, folder_.string() + ": no lock");
    return {};
  }

  /// Takes a file away; gone for good when it returns. One that is not there is no fault.
  Result<void> remove(const fs::path& file) const {
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) return failed_on(file, errno);
    if (opened_ < 0 || ::fsync(opened_) != 0) return failed_on(folder_, errno);
    return {};
  }

 private:
  const fs::path folder_;
  const int opened_;
  bool locked_ = false;
};

bool is_done(HeldStage stage) {
  return stage == HeldStage::sent || stage == HeldStage::discarded;
}

Result<void> take_away(const LockedFolder& folder, const fs::path& message, const fs::path& mark) {
  // The message first, and for good: without its mark it would wait again, and go out twice.
  if (auto removed = folder.remove(message); !removed) return removed;
  return folder.remove(mark);
}

}  // namespace

HeldMail::HeldMail(fs::path folder, std::uintmax_t most_bytes, WhenDone when_done)
    : folder_(std::move(folder)), most_bytes_(most_bytes), when_done_(when_done) {}

Result<void> HeldMail::hold(const HeldEnvelope& envelope,
                            const std::vector<std::string_view>& message) const {
  return write(envelope, message, HeldMark{});
}

Result<void> HeldMail::hold_due(const HeldEnvelope& envelope, std::string_view message) const {
  HeldMark mark;
  mark.stage = HeldStage::due;
  mark.time = mark.next_try = envelope.held_at;
  return write(envelope, {message}, mark);
}

Result<void> HeldMail::hold_nothing(const HeldEnvelope& envelope, const HeldMark& mark) const {
  if (mark.stage != HeldStage::discarded)
    return failed(Fault::refused, envelope.id + ": there is nothing that could be sent");
  return write(envelope, {}, mark);
}

Result<void> HeldMail::write(const HeldEnvelope& envelope,
                             const std::vector<std::string_view>& message,
                             const HeldMark& mark) const {
  if (!is_id(envelope.id)) return failed(Fault::malformed, "no id: " + envelope.id);
  if (auto made = base::make_private_folder(folder_); !made) return made;
  const auto frame = seal(fields_of(envelope), message);
  if (!frame) return frame.error();
  std::vector<std::string_view> pieces{frame->head};
  pieces.insert(pieces.end(), message.begin(), message.end());
  pieces.emplace_back(frame->seal);
  std::size_t bytes = 0;
  for (const auto piece : pieces) bytes += piece.size();

  const LockedFolder locked(folder_);
  if (auto held = locked.held(); !held) return held;
  const auto file = message_file(envelope.id);
  std::error_code absent;
  if (fs::exists(file, absent)) return failed(Fault::refused, envelope.id + " is held already");
  if (auto room = check_room(bytes); !room) return room;
  // The mark first: a message without one waits for somebody. A mark alone is nothing (recover()).
  if (mark.stage != HeldStage::waiting)
    if (auto marked = write_mark(envelope.id, mark); !marked) return marked;
  auto written = base::write_private_file(file, pieces);
  // Who is not told 250 sends it again: what may be there all the same must not go out twice.
  if (!written) static_cast<void>(locked.remove(file));
  return written;
}

Result<void> HeldMail::check_room(std::size_t bytes) const {
  std::error_code error;
  std::uintmax_t used = bytes;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;  // between the listing and the look
    if (const auto size = at->file_size(gone); !gone) used += size;
  }
  if (error) return failed_on(folder_, error.value());
  if (used <= most_bytes_) return {};
  return failed(Fault::over_limit, folder_.string() + " holds as much as it may (" +
                                       std::to_string(most_bytes_) +
                                       " bytes); release or discard held mail");
}

Result<std::vector<HeldEntry>> HeldMail::list() const {
  const auto found = ids();
  if (!found) return found.error();
  std::vector<HeldEntry> entries;
  for (const auto& id : *found) {
    HeldEntry entry;
    entry.envelope.id = id;
    if (auto mark = read_mark(id); mark)
      entry.mark = *mark;
    else
      entry.damage = mark.error().detail;
    if (auto message = read(id); message) {
      entry.envelope = std::move(message->envelope);
      entry.bytes = message->bytes.size();
    } else {
      entry.damage = message.error().detail;
    }
    entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(entries, {}, [](const auto& entry) { return entry.envelope.held_at; });
  return entries;
}

Result<std::vector<HeldState>> HeldMail::states() const {
  const auto found = ids();
  if (!found) return found.error();
  std::vector<HeldState> states;
  for (const auto& id : *found) {
    const auto mark = read_mark(id);
    struct stat seen {};
    if (!mark || ::stat(message_file(id).c_str(), &seen) != 0) continue;
    states.push_back({id, *mark, base::Instant(std::chrono::seconds(seen.st_mtim.tv_sec))});
  }
  return states;
}

Result<HeldMessage> HeldMail::read(std::string_view id) const {
  if (!is_id(id)) return failed(Fault::malformed, "an id is 16 digits from 0 to f");
  const auto file = message_file(id);
  const auto content = base::read_private_file(file, most_bytes_ + largest_head);
  if (!content) return content.error();
  auto record = open_sealed(*content);
  if (!record) return failed(Fault::malformed, file.string() + ": " + record.error().detail);
  auto envelope = envelope_in(*record);
  if (!envelope || envelope->id != id)
    return failed(Fault::malformed, file.string() + ": it has not the fields of held mail");
  return HeldMessage{std::move(*envelope), std::move(record->body)};
}

Result<HeldMark> HeldMail::mark_of(std::string_view id) const {
  if (auto message = read(id); !message) return message.error();
  return read_mark(id);
}

Result<HeldMark> HeldMail::read_mark(std::string_view id) const {
  const auto file = mark_file(id);
  std::error_code error;
  if (!fs::exists(file, error) && !error) return HeldMark{};
  const auto content = base::read_private_file(file);
  if (!content) return content.error();
  const auto record = open_sealed(*content);
  const auto mark = record ? mark_in(*record) : std::nullopt;
  if (!mark || record->first("id") != id)
    return failed(Fault::malformed, file.string() + ": it is damaged, or another version's");
  return *mark;
}

Result<void> HeldMail::put_mark(std::string_view id, HeldStage from, const HeldMark& mark) const {
  const LockedFolder locked(folder_);
  if (auto held = locked.held(); !held) return held;
  const auto now = mark_of(id);
  if (!now) return now.error();
  // Who tried to send it and failed must not put back to `due` what another is just sending.
  if (now->stage != from || !may_follow(from, mark.stage))
    return failed(Fault::refused, std::string(id) + " is " + std::string(name_of(now->stage)) +
                                      "; it cannot become " + std::string(name_of(mark.stage)));
  return write_mark(id, mark);
}

Result<void> HeldMail::write_mark(std::string_view id, const HeldMark& mark) const {
  const auto frame = seal(fields_of(id, mark), {});
  if (!frame) return frame.error();
  const std::array<std::string_view, 2> pieces{frame->head, frame->seal};
  return base::write_private_file(mark_file(id), pieces);
}

Result<void> HeldMail::forget(std::string_view id) const {
  const LockedFolder locked(folder_);
  if (auto held = locked.held(); !held) return held;
  const auto mark = mark_of(id);
  if (!mark) return mark.error();
  if (!is_done(mark->stage))
    return failed(Fault::refused, std::string(id) + " is " + std::string(name_of(mark->stage)));
  return take_away(locked, message_file(id), mark_file(id));
}

Result<void> HeldMail::empty(std::string_view id) const {
  const LockedFolder locked(folder_);
  if (auto held = locked.held(); !held) return held;
  const auto message = read(id);
  if (!message) return message.error();
  const auto mark = read_mark(id);
  if (!mark) return mark.error();
  if (!is_done(mark->stage))
    return failed(Fault::refused, std::string(id) + " is " + std::string(name_of(mark->stage)));
  const auto frame = seal(fields_of(message->envelope), {});
  if (!frame) return frame.error();
  const std::array<std::string_view, 2> pieces{frame->head, frame->seal};
  return base::write_private_file(message_file(id), pieces);
}

Result<void> HeldMail::recover() const {
  if (auto made = base::make_private_folder(folder_); !made) return made;
  const LockedFolder locked(folder_);
  if (auto held = locked.held(); !held) return held;
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const auto& file = at->path();
    const bool unfinished = file.extension() == base::unfinished_suffix;
    const bool orphan =
        file.extension() == mark_suffix && !fs::exists(message_file(file.stem().string()), error);
    if (!unfinished && !orphan) continue;
    if (auto removed = locked.remove(file); !removed) return removed;
  }
  if (error) return failed_on(folder_, error.value());
  const auto found = ids();
  if (!found) return found.error();
  for (const auto& id : *found) {
    auto mark = read_mark(id);
    if (!mark) continue;  // damaged: list() shows it
    if (mark->stage == HeldStage::sending) {
      mark->stage = HeldStage::unknown;
      if (auto written = write_mark(id, *mark); !written) return written;
    }
    if (!is_done(mark->stage) || when_done_ == WhenDone::remembered) continue;
    if (auto gone = take_away(locked, message_file(id), mark_file(id)); !gone) return gone;
  }
  return {};
}

Result<std::vector<std::string>> HeldMail::ids() const {
  std::vector<std::string> found;
  std::error_code error;
  if (!fs::exists(folder_, error) && !error) return found;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const auto id = at->path().stem().string();
    if (at->path().extension() == message_suffix && is_id(id)) found.push_back(id);
  }
  if (error) return failed_on(folder_, error.value());
  std::ranges::sort(found);
  return found;
}

fs::path HeldMail::message_file(std::string_view id) const {
  return folder_ / (std::string(id) + std::string(message_suffix));
}

fs::path HeldMail::mark_file(std::string_view id) const {
  return folder_ / (std::string(id) + std::string(mark_suffix));
}

}  // namespace candour::stores
