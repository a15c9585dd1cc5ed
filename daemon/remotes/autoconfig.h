// SPDX-License-Identifier: MPL-2.0
//
// Thunderbird's autoconfig: an XML file in which a domain, or Mozilla's list, names the servers.
// https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::remotes {

struct MailServer {
  std::string imap;  // "imaps://mail.example:993", "imap://mail.example" for STARTTLS
  std::string user;  // as the file says one logs in; empty: it does not say
};

/// Where such a file may be, in the order in which to ask; https alone.
std::vector<std::string> autoconfig_urls(std::string_view domain);

/// The first IMAP server with TLS; nothing where there is none or it is no such file. A file with a
/// document type is not read: entities serve nobody but an attacker.
std::optional<MailServer> read_autoconfig(std::string_view xml, std::string_view address);

}  // namespace candour::remotes
