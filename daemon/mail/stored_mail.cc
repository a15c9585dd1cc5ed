// SPDX-License-Identifier: MPL-2.0

#include "mail/stored_mail.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/text.h"

namespace candour::mail {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block_bytes = 1u << 20;

base::Error unreadable(const std::string& path, std::string_view why) {
  return {base::Fault::unavailable, "mail.stored_mail",
          path + ": cannot be read (" + std::string(why) + ")"};
}

base::Error too_much(const std::string& path, std::string_view what) {
  return {base::Fault::over_limit, "mail.stored_mail", path + ": " + std::string(what)};
}

std::string without_quoting(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    auto line = text.substr(0, end);
    text.remove_prefix(end);
    const auto quotes = line.find_first_not_of('>');
    if (quotes != 0 && quotes != line.npos && line.substr(quotes).starts_with("From "))
      line.remove_prefix(1);
    plain += line;
  }
  return plain;
}

base::Result<std::vector<fs::path>> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  const bool maildir =
      fs::is_directory(folder / "cur", error) || fs::is_directory(folder / "new", error);
  const auto folders =
      maildir ? std::vector<fs::path>{folder / "cur", folder / "new"} : std::vector{folder};
  for (const auto& each : folders) {
    for (fs::directory_iterator entry(each, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code none;
      if (entry->is_regular_file(none) &&
          (maildir || base::equals_ignoring_case(entry->path().extension().string(), ".eml")))
        files.push_back(entry->path());
    }
    if (error && !maildir) return unreadable(each.string(), error.message());
    error.clear();
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

/// A file that stays open, one that is opened for each reading, or a text.
class StoredMail::Source {
 public:
  explicit Source(std::string text) : text_(std::move(text)) {}
  Source(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}
  explicit Source(fs::path file) : name_(file.string()), file_(std::move(file)) {}
  ~Source() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& name() const { return name_; }
  int descriptor() const { return descriptor_; }

  /// Reads up to `bytes` from `begin`; fewer at the end.
  base::Result<std::string> read(std::uint64_t begin, std::size_t bytes) const {
    if (!file_.empty()) {
      const int opened = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
      if (opened < 0) return unreadable(name_, std::strerror(errno));
      return Source(name_, opened).read(begin, bytes);
    }
    if (descriptor_ < 0) return text_.substr(std::min<std::size_t>(begin, text_.size()), bytes);
    std::string content(bytes, '\0');
    std::size_t size = 0;
    while (size < bytes) {
      const auto got = ::pread(descriptor_, content.data() + size, bytes - size,
                               static_cast<off_t>(begin + size));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return unreadable(name_, std::strerror(errno));
      if (got == 0) break;
      size += static_cast<std::size_t>(got);
    }
    content.resize(size);
    return content;
  }

 private:
  std::string name_ = "the file";
  int descriptor_ = -1;
  std::string text_;
  fs::path file_;
};

base::Result<void> StoredMail::add(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    const auto files = files_of(path);
    if (!files) return files.error();
    if (places_.size() + files->size() > most_stored_mails)
      return too_much(path.string(), "too many messages");
    for (const auto& file : *files) {
      sources_.push_back(std::make_shared<const Source>(file));
      places_.push_back({sources_.size() - 1, 0, largest_stored_mail + 1, 0});
    }
    return {};
  }
  const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (opened < 0) return unreadable(path.string(), std::strerror(errno));
  sources_.push_back(std::make_shared<const Source>(path.string(), opened));
  struct stat found {};
  if (::fstat(opened, &found) != 0 || !S_ISREG(found.st_mode))
    return unreadable(path.string(), "it is no plain file");
  return index(sources_.size() - 1);
}

base::Result<void> StoredMail::add_text(std::string mbox) {
  sources_.push_back(std::make_shared<const Source>(std::move(mbox)));
  return index(sources_.size() - 1);
}

base::Result<void> StoredMail::add_message(std::string_view raw, const fs::path& folder) {
  if (!spool_) {
    const int opened = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (opened < 0) return unreadable(folder.string(), std::strerror(errno));
    spool_ = std::make_shared<const Source>("the mailbox", opened);
    sources_.push_back(spool_);
  }
  if (places_.size() >= most_stored_mails) return too_much("the mailbox", "too many messages");
  std::size_t written = 0;
  while (written < raw.size()) {
    const auto put = ::pwrite(spool_->descriptor(), raw.data() + written, raw.size() - written,
                              static_cast<off_t>(spooled_ + written));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return unreadable(folder.string(), std::strerror(errno));
    written += static_cast<std::size_t>(put);
  }
  const auto at = std::find(sources_.begin(), sources_.end(), spool_) - sources_.begin();
  places_.push_back({static_cast<std::size_t>(at), spooled_, raw.size(), 0});
  spooled_ += raw.size();
  return {};
}

// Messages begin at a line "From " after an empty one, or at the beginning; a file that does not
// begin so is one message.
base::Result<void> StoredMail::index(std::size_t source) {
  const auto& from = *sources_[source];
  const auto first = from.read(0, 5);
  if (!first) return first.error();
  if (*first != "From ") {
    places_.push_back({source, 0, largest_stored_mail + 1, 0});
    return {};
  }
  std::uint64_t offset = 0;  // of the block
  std::uint64_t begin = 0;   // of the message at hand
  std::size_t number = 0;    // of the message at hand; 0: none yet
  bool after_blank = true;   // the line before was empty
  bool blank_so_far = true;  // of the line at hand
  std::string start;         // of the line at hand, as far as it matters
  const auto end_message = [&](std::uint64_t end) {
    if (number > 0) places_.push_back({source, begin, end - begin, number});
  };
  std::uint64_t line_begin = 0;
  for (;;) {
    const auto block = from.read(offset, block_bytes);
    if (!block) return block.error();
    std::size_t at = 0;
    while (at < block->size()) {
      const auto newline = block->find('\n', at);
      const auto stop = std::min(newline, block->size());
      const auto piece = std::string_view(*block).substr(at, stop - at);
      if (start.size() < 5) start += piece.substr(0, 5 - start.size());
      blank_so_far = blank_so_far && base::trim(piece).empty();
      if (newline == std::string::npos) break;
      const auto next = offset + newline + 1;
      if (after_blank && start.starts_with("From ")) {
        end_message(line_begin);
        if (places_.size() >= most_stored_mails) return too_much(from.name(), "too many messages");
        ++number;
        begin = next;
      }
      after_blank = blank_so_far;
      start.clear();
      blank_so_far = true;
      line_begin = next;
      at = newline + 1;
    }
    offset += block->size();
    if (block->size() < block_bytes) break;
  }
  end_message(offset);
  return {};
}

base::Result<std::string> StoredMail::read(std::size_t index) const {
  const auto& place = places_[index];
  const auto& from = *sources_[place.source];
  if (place.number > 0 && place.bytes > largest_stored_mail)
    return too_much(name_of(index), "larger than 128 MiB");
  // One that is not of an mbox has no end of its own; nothing as large as the limit is set aside.
  std::string raw;
  while (raw.size() < place.bytes) {
    const auto bytes = std::min<std::uint64_t>(place.bytes - raw.size(), block_bytes);
    const auto piece = from.read(place.begin + raw.size(), bytes);
    if (!piece) return piece.error();
    raw += *piece;
    if (piece->size() < bytes) break;
  }
  if (raw.size() > largest_stored_mail) return too_much(name_of(index), "larger than 128 MiB");
  return place.number > 0 ? without_quoting(raw) : raw;
}

std::string StoredMail::name_of(std::size_t index) const {
  const auto& place = places_[index];
  const auto name = fs::path(sources_[place.source]->name()).filename().string();
  return place.number > 0 ? name + ", message " + std::to_string(place.number) : name;
}

}  // namespace candour::mail
