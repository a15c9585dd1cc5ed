// SPDX-License-Identifier: MPL-2.0
//
// Mail providers where one signs in by OAuth2, as data: packaging/providers.yaml, whose form its
// head tells.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::remotes {

enum class OAuthFlow { device, browser };

struct Provider {
  std::string id;     // "microsoft-365"
  std::string title;  // "Microsoft 365"
  OAuthFlow flow = OAuthFlow::device;
  std::string device_endpoint;         // for OAuthFlow::device
  std::string authorization_endpoint;  // for OAuthFlow::browser
  std::string token_endpoint;
  std::string scope;       // separated by blanks
  std::string imap, smtp;  // URLs
  std::vector<std::string> domains, exchangers;
  std::string registration;  // how to get a client id, for the admin
  std::filesystem::path ca;  // empty: those the system trusts
};

/// text   a file's content; folder, name: where it stood and how it is called in messages
/// Errors   malformed: every fault on a line of its own, "providers.yaml:4:3: …"
base::Result<std::vector<Provider>> parse_providers(const std::string& text,
                                                    const std::filesystem::path& folder,
                                                    const std::string& name);

const Provider* provider_named(const std::vector<Provider>& providers, std::string_view id);

/// By the address's own domain, or by one of its mail exchangers; nullptr where none fits.
const Provider* provider_for(const std::vector<Provider>& providers, std::string_view domain,
                             const std::vector<std::string>& exchangers);

}  // namespace candour::remotes
