// SPDX-License-Identifier: MPL-2.0
//
// Who may call the local API: a pure look at who stands there and what the request's header says,
// before a byte of its body is read.
//
// Over the Unix socket the kernel says who calls. Over TCP a token does, and since every web page
// in a browser on this machine could call too, Host and Origin are looked at: a page that had its
// own name point here (DNS rebinding) is known by Host, any other page by Origin.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "listeners/access_token.h"
#include "listeners/http_message.h"

namespace candour::listeners {

/// Who is at the other end of a Unix socket.
struct Peer {
  unsigned uid = 0;
  std::vector<unsigned> groups;
};

/// A request before it is let in; empty where the header has no such field.
struct Knock {
  std::optional<Peer> peer;  // nothing: it came over TCP
  std::vector<std::string_view> hosts;
  std::optional<std::string_view> origin;
  std::string_view authorization;
  bool for_figures = false;  // it asks for /metrics or /healthz, which name nobody
};

struct HouseRules {
  std::vector<std::string> hosts;  // our names beside this machine's own
  /// Of plugins that call from a browser or mail client: "moz-extension://0b1c…", or
  /// "moz-extension://*" for all, since each profile makes up an id of its own.
  std::vector<std::string> origins;
  std::shared_ptr<AccessToken> token;  // for TCP; null: nobody is let in
  unsigned own_uid = 0;
  std::optional<unsigned> group;  // whose members may call over the Unix socket
  bool figures_for_all = false;   // over TCP too, without the token
};

struct LetIn {
  std::string caller;  // "uid 1000", "token"
};

struct TurnedAway {
  HttpResponse answer;
  bool guessed = false;  // a token was tried: it may be new, else the answer should take its time
};

std::variant<LetIn, TurnedAway> knock(const HouseRules& rules, const Knock& knock);

/// What is asked of pages too, which know their visitors themselves: one Host, and it is ours.
std::optional<TurnedAway> turned_away_by_host(const HouseRules& rules, const Knock& knock);

}  // namespace candour::listeners
