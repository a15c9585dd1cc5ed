// SPDX-License-Identifier: MPL-2.0

#include "listeners/cached_documents.h"

#include <algorithm>

#include "base/digest.h"

namespace candour::listeners {

namespace {

std::size_t octets_of(const mail::Opened& opened) {
  constexpr std::size_t around = 1'000;  // what a small file takes beside its text
  std::size_t octets = around;
  for (const auto& document : opened.documents) {
    octets += around + document.name.size() + document.text.size();
    for (const auto& margin : document.margins) octets += margin.size();
    for (const auto& property : document.properties)
      octets += property.name.size() + property.value.size();
  }
  for (const auto& message : opened.messages) octets += message.size();
  return octets;
}

bool is_whole(const mail::Opened& opened) {
  return std::none_of(opened.unread.begin(), opened.unread.end(),
                      [](const mail::Unread& unread) { return unread.what.empty(); });
}

}  // namespace

mail::Opened OpenedFiles::open(const std::string& caller, mail::DocumentReader& reader,
                               std::string_view type, std::string_view filename,
                               std::string_view content, std::chrono::milliseconds allowed) {
  std::string key = caller + '\n' + base::sha256_hex(content) + '\n';
  key.append(type).append("\n").append(filename);
  if (const auto known = opened_.find(key)) return *known;

  std::promise<Result> promise;
  if (const auto other = join(key, promise)) {
    const auto until = std::chrono::steady_clock::now() + allowed;
    if (other->wait_until(until) == std::future_status::ready)
      if (const auto opened = other->get()) return *opened;
    const auto left =
        std::chrono::floor<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    return reader.open(type, filename, content, std::max(left, std::chrono::milliseconds(0)));
  }
  Result kept;
  auto opened = reader.open(type, filename, content, allowed);
  if (is_whole(opened)) {
    kept = std::make_shared<const mail::Opened>(opened);
    opened_.put(key, kept, octets_of(opened));
  }
  leave(key);
  promise.set_value(std::move(kept));
  return opened;
}

std::optional<std::shared_future<OpenedFiles::Result>> OpenedFiles::join(
    const std::string& key, std::promise<Result>& promise) {
  const std::lock_guard lock(mutex_);
  if (const auto other = under_way_.find(key); other != under_way_.end()) return other->second;
  under_way_.emplace(key, promise.get_future().share());
  return std::nullopt;
}

void OpenedFiles::leave(const std::string& key) {
  const std::lock_guard lock(mutex_);
  under_way_.erase(key);
}

}  // namespace candour::listeners
