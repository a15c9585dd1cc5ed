// SPDX-License-Identifier: MPL-2.0
//
// Folders as a server lists them, and which of them is for what: by their special use (RFC 6154),
// else by names that mail programs give them in many languages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remotes/imap_response.h"

namespace candour::remotes {

enum class FolderRole { inbox, sent, drafts };

std::string_view name_of(FolderRole role);

struct ListedFolder {
  std::string name;                     // as the server has it: what it is to be called in commands
  std::string shown;                    // as people see it, UTF-8
  std::string delimiter;                // between levels; empty for none
  std::vector<std::string> attributes;  // "\Sent", "\Noselect"
};

/// A LIST response; nothing where it is none, or where its name cannot stand in a command.
std::optional<ListedFolder> listed_folder(const ImapResponse& response);

/// The folder for that role, or nothing.
///
/// wanted   its name as the admin wrote it, in UTF-8; empty: it is to be found
const ListedFolder* folder_for(FolderRole role, const std::vector<ListedFolder>& folders,
                               std::string_view wanted);

/// Modified UTF-7 (RFC 3501 section 5.1.3) as UTF-8; a name that is none comes back as it is.
std::string shown_folder_name(std::string_view name);

/// A quoted string (RFC 9051 section 4.3); nothing where it cannot be one.
std::optional<std::string> quoted_imap(std::string_view text);

/// "1:3,7": ascending numbers as IMAP writes a set of them.
std::string imap_set(const std::vector<std::uint32_t>& ascending);

}  // namespace candour::remotes
