// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_folders.h"

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "remotes/folder_names.h"

namespace candour::remotes {

namespace {

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

void add_utf8(std::string& text, char32_t c) {
  const auto byte = [&](char32_t bits) { text += static_cast<char>(bits); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

// UTF-16 in base64, between "&" and "-".
std::string from_shifted(std::string_view digits) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  char32_t high = 0;
  for (const char digit : digits) {
    bits = (bits << 6 | static_cast<std::uint32_t>(base64_digits.find(digit))) & 0x3FFFFF;
    held += 6;
    if (held < 16) continue;
    held -= 16;
    const char32_t unit = (bits >> held) & 0xFFFF;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      if (high != 0) add_utf8(text, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
      high = 0;
    } else {
      add_utf8(text, unit);
    }
  }
  return text;
}

bool has_attribute(const ListedFolder& folder, std::string_view attribute) {
  return std::any_of(
      folder.attributes.begin(), folder.attributes.end(),
      [&](const std::string& known) { return base::equals_ignoring_case(known, attribute); });
}

bool can_be_opened(const ListedFolder& folder) {
  return !has_attribute(folder, "\\Noselect") && !has_attribute(folder, "\\NonExistent");
}

std::string_view leaf(const ListedFolder& folder) {
  const std::string_view shown = folder.shown;
  if (folder.delimiter.empty()) return shown;
  const auto last = shown.rfind(folder.delimiter);
  return last == shown.npos ? shown : shown.substr(last + folder.delimiter.size());
}

// At the top, or right under the Inbox: "Old/2019/Sent" is an archive.
bool lies_at_the_top(const ListedFolder& folder) {
  const std::string_view shown = folder.shown;
  if (folder.delimiter.empty()) return true;
  const auto first = shown.find(folder.delimiter);
  if (first == shown.npos) return true;
  const bool deeper = shown.find(folder.delimiter, first + 1) != shown.npos;
  const auto above = shown.substr(0, first);
  return !deeper && (base::equals_ignoring_case(above, "INBOX") || above.starts_with('['));
}

template <class Names>
const ListedFolder* named(const Names& names, const std::vector<ListedFolder>& folders) {
  for (const auto name : names) {
    const auto wanted = base::folded(name);
    for (const auto& folder : folders)
      if (can_be_opened(folder) && lies_at_the_top(folder) && base::folded(leaf(folder)) == wanted)
        return &folder;
  }
  return nullptr;
}

template <class Predicate>
const ListedFolder* first(const std::vector<ListedFolder>& folders, Predicate wanted) {
  const auto found = std::find_if(folders.begin(), folders.end(), wanted);
  return found == folders.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name_of(FolderRole role) {
  switch (role) {
    case FolderRole::inbox:
      return "inbox";
    case FolderRole::sent:
      return "sent";
    case FolderRole::drafts:
      return "drafts";
  }
  return "folder";
}

std::optional<ListedFolder> listed_folder(const ImapResponse& response) {
  if (response.name != "LIST" || response.values.size() < 3 || !response.values[0].is_list())
    return {};
  ListedFolder folder;
  for (const auto& attribute : response.values[0].list) folder.attributes.push_back(attribute.text);
  if (response.values[1].kind == ImapValue::Kind::string)
    folder.delimiter = response.values[1].text;
  if (response.values[2].is_list()) return {};
  // A folder may be called NIL.
  folder.name = response.values[2].text;
  if (!quoted_imap(folder.name)) return {};
  folder.shown = shown_folder_name(folder.name);
  return folder;
}

const ListedFolder* folder_for(FolderRole role, const std::vector<ListedFolder>& folders,
                               std::string_view wanted) {
  if (!wanted.empty())
    return first(folders, [&](const ListedFolder& folder) {
      return can_be_opened(folder) && (folder.shown == wanted || folder.name == wanted);
    });
  if (role == FolderRole::inbox)
    return first(folders, [](const ListedFolder& folder) {
      return base::equals_ignoring_case(folder.name, "INBOX");
    });
  const bool sent = role == FolderRole::sent;
  const auto* special = first(folders, [&](const ListedFolder& folder) {
    return can_be_opened(folder) && has_attribute(folder, sent ? "\\Sent" : "\\Drafts");
  });
  if (special != nullptr) return special;
  return sent ? named(sent_names, folders) : named(draft_names, folders);
}

std::string shown_folder_name(std::string_view name) {
  std::string shown;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const auto end = name[at] == '&' ? name.find('-', at) : name.npos;
    if (end == name.npos) {
      shown += name[at];
      continue;
    }
    const auto shifted = name.substr(at + 1, end - at - 1);
    if (shifted.find_first_not_of(base64_digits) != shifted.npos) return base::valid_utf8(name);
    shown += shifted.empty() ? "&" : from_shifted(shifted);
    at = end;
  }
  return base::valid_utf8(shown);
}

std::optional<std::string> quoted_imap(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\r' || c == '\n' || c == '\0') return {};
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted += '"';
}

std::string imap_set(const std::vector<std::uint32_t>& ascending) {
  std::string set;
  for (std::size_t i = 0; i < ascending.size();) {
    auto last = i;
    while (last + 1 < ascending.size() && ascending[last + 1] == ascending[last] + 1) ++last;
    if (!set.empty()) set += ',';
    set += std::to_string(ascending[i]);
    if (last > i) set += ':' + std::to_string(ascending[last]);
    i = last + 1;
  }
  return set;
}

}  // namespace candour::remotes
