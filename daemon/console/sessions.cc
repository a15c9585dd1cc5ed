// SPDX-License-Identifier: MPL-2.0

#include "console/sessions.h"

#include <algorithm>

#include "base/digest.h"

namespace candour::console {

namespace {

constexpr std::size_t link_octets = 16;
constexpr std::size_t session_octets = 32;
// Asking for links, or signing in, again and again does not fill the memory.
constexpr std::size_t most_links = 100;
constexpr std::size_t most_sessions = 1'000;

template <class Entries, class Age>
void keep(std::size_t most, Entries& entries, Age age) {
  while (entries.size() >= most)
    entries.erase(std::min_element(
        entries.begin(), entries.end(),
        [&](const auto& a, const auto& b) { return age(a.second) < age(b.second); }));
}

}  // namespace

Sessions::Sessions(base::Clock clock)
    : clock_(std::move(clock)), form_key_(base::random_hex(session_octets)) {}

std::string Sessions::make_link(User user) {
  const std::lock_guard lock(mutex_);
  forget_old();
  keep(most_links, links_, [](const Link& link) { return link.made; });
  auto secret = base::random_hex(link_octets);
  links_[base::sha256_hex(secret)] = {std::move(user), clock_()};
  return secret;
}

std::optional<std::string> Sessions::enter(std::string_view link, std::string_view former) {
  const std::lock_guard lock(mutex_);
  forget_old();
  const auto found = links_.find(base::sha256_hex(link));
  if (found == links_.end()) return {};
  auto user = std::move(found->second.user);
  links_.erase(found);
  return begin_locked(std::move(user), former);
}

std::string Sessions::begin(User user, std::string_view former) {
  const std::lock_guard lock(mutex_);
  forget_old();
  return begin_locked(std::move(user), former);
}

std::string Sessions::begin_locked(User user, std::string_view former) {
  sessions_.erase(base::sha256_hex(former));
  keep(most_sessions, sessions_, [](const Session& session) { return session.seen; });
  auto id = base::random_hex(session_octets);
  sessions_[base::sha256_hex(id)] = {std::move(user), clock_(), clock_()};
  return id;
}

std::optional<User> Sessions::find(std::string_view session) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(base::sha256_hex(session));
  if (found == sessions_.end()) return {};
  if (is_over(found->second)) {
    sessions_.erase(found);
    return {};
  }
  found->second.seen = clock_();
  return found->second.user;
}

void Sessions::leave(std::string_view session) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(base::sha256_hex(session));
}

std::string Sessions::form_token(std::string_view session) const {
  return base::keyed_digest(form_key_, session);
}

void Sessions::sweep() {
  const std::lock_guard lock(mutex_);
  forget_old();
}

bool Sessions::is_over(const Session& session) const {
  const auto now = clock_();
  return now - session.began >= session_lifetime || now - session.seen >= idle_lifetime;
}

void Sessions::forget_old() {
  const auto oldest = clock_() - link_lifetime;
  std::erase_if(links_, [&](const auto& entry) { return entry.second.made <= oldest; });
  std::erase_if(sessions_, [&](const auto& entry) { return is_over(entry.second); });
}

}  // namespace candour::console
