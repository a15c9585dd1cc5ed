// SPDX-License-Identifier: MPL-2.0
//
// Who is signed in: links that are good once, and the sessions they begin. In memory alone, and of
// every secret its digest alone: whoever reads the daemon's memory or a core file signs in with
// neither.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "console/role.h"

namespace candour::console {

/// Whoever gets a link on the daemon's own machine is an admin.
struct User {
  std::string name;  // "helen"
  Role role = Role::admin;
  std::string password_id{};  // of the password he signed in with; empty: by a link
};

inline constexpr std::chrono::minutes link_lifetime{2};
inline constexpr std::chrono::hours session_lifetime{12};
inline constexpr std::chrono::hours idle_lifetime{1};

/// Thread-safe.
class Sessions {
 public:
  explicit Sessions(base::Clock clock = base::now);

  /// A link's secret, 32 hexadecimal digits: good once, for `link_lifetime`.
  std::string make_link(User user);

  /// Takes a link and begins a session. Returns nothing where it is not good (any more).
  std::optional<std::string> enter(std::string_view link, std::string_view former);

  /// Begins a session, always under a new id: one that somebody planted in the browser beforehand
  /// signs nobody in.
  ///
  /// former   the id that the browser came with, which ends; empty for none
  /// Returns  the session's id, 64 hexadecimal digits
  std::string begin(User user, std::string_view former);

  /// Who it is; counts as a sign of life. Nothing where it is over.
  std::optional<User> find(std::string_view session);
  void leave(std::string_view session);

  /// What each form of a session carries: nobody without its cookie can know it.
  std::string form_token(std::string_view session) const;

  /// Forgets what is over.
  void sweep();

 private:
  struct Session {
    User user;
    base::Instant began, seen;
  };
  struct Link {
    User user;
    base::Instant made;
  };

  std::string begin_locked(User user, std::string_view former);
  bool is_over(const Session& session) const;
  void forget_old();

  const base::Clock clock_;
  const std::string form_key_;
  std::mutex mutex_;
  std::map<std::string, Link> links_;        // by digest
  std::map<std::string, Session> sessions_;  // by digest
};

}  // namespace candour::console
