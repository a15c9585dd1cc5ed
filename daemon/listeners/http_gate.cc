// SPDX-License-Identifier: MPL-2.0

#include "listeners/http_gate.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "listeners/next_hop_url.h"

namespace candour::listeners {

namespace {

TurnedAway forbidden(std::string_view title, std::string_view detail) {
  return {http_problem(403, title, detail)};
}

TurnedAway unauthorized(std::string_view detail, bool guessed) {
  TurnedAway away{http_problem(401, "Who are you?", detail), guessed};
  away.answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return away;
}

bool is_our_name(const HouseRules& rules, std::string_view host) {
  const auto place = parse_host_and_port(host);
  if (!place) return false;
  // Exactly these: a page may own a name that merely begins with 127.
  const auto name = base::lower_ascii(place->host);
  if (name == "localhost" || name == "127.0.0.1" || name == "::1") return true;
  return std::any_of(rules.hosts.begin(), rules.hosts.end(), [&](const std::string& ours) {
    return base::equals_ignoring_case(ours, name);
  });
}

bool is_our_plugin(const HouseRules& rules, std::string_view origin) {
  return std::any_of(rules.origins.begin(), rules.origins.end(), [&](std::string_view ours) {
    return ours.ends_with("//*") ? origin.starts_with(ours.substr(0, ours.size() - 1))
                                 : origin == ours;
  });
}

// Digests first: equal in length, and the time taken tells nothing of the token.
bool is_same_secret(std::string_view given, std::string_view ours) {
  const auto a = base::sha256_hex(given), b = base::sha256_hex(ours);
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  return difference == 0;
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (!base::equals_ignoring_case(authorization.substr(0, scheme.size()), scheme)) return {};
  return base::trim(authorization.substr(scheme.size()));
}

std::variant<LetIn, TurnedAway> by_peer(const HouseRules& rules, const Peer& peer) {
  const bool member = rules.group && std::find(peer.groups.begin(), peer.groups.end(),
                                               *rules.group) != peer.groups.end();
  if (peer.uid == 0 || peer.uid == rules.own_uid || member)
    return LetIn{"uid " + std::to_string(peer.uid)};
  return forbidden("Not for this user",
                   "Only members of the group candour may call here. The administrator adds one "
                   "with: adduser NAME candour; it counts from the next login.");
}

std::variant<LetIn, TurnedAway> by_token(const HouseRules& rules, std::string_view authorization) {
  const auto given = bearer_token(authorization);
  if (given.empty())
    return unauthorized(
        "A token is needed, as Authorization: Bearer TOKEN. The administrator finds it in the file "
        "that http: token: names in candourd's configuration.",
        false);
  if (rules.token == nullptr || !is_same_secret(given, rules.token->current()))
    return unauthorized("This is not the token. Ask the administrator for the present one.", true);
  return LetIn{"token"};
}

}  // namespace

std::optional<TurnedAway> turned_away_by_host(const HouseRules& rules, const Knock& knock) {
  if (knock.hosts.size() != 1)
    return TurnedAway{http_problem(400, "Which host?", "A request names its host, once.")};
  if (!is_our_name(rules, knock.hosts.front()))
    return forbidden("Not this host",
                     "Candour answers under localhost, 127.0.0.1, [::1] and the name that http: "
                     "host: gives in candourd's configuration, and under no other.");
  return {};
}

std::variant<LetIn, TurnedAway> knock(const HouseRules& rules, const Knock& knock) {
  if (auto away = turned_away_by_host(rules, knock)) return std::move(*away);
  if (knock.origin && !is_our_plugin(rules, *knock.origin))
    return forbidden("Not for web pages",
                     "Candour answers no web page. A plugin's own origin (moz-extension://…) is "
                     "listed under http: origins: in candourd's configuration.");
  if (knock.peer) return by_peer(rules, *knock.peer);
  if (knock.for_figures && rules.figures_for_all) return LetIn{"anybody"};
  return by_token(rules, knock.authorization);
}

}  // namespace candour::listeners
