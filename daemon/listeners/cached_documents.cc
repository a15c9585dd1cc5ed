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

}  // namespace

mail::Opened CachedDocuments::open(std::string_view type, std::string_view filename,
                                   std::string_view content, std::chrono::milliseconds allowed) {
  std::string key = caller_ + '\n' + base::sha256_hex(content) + '\n';
  key.append(type).append("\n").append(filename);
  if (const auto known = opened_.find(key)) return *known;
  auto opened = reader_.open(type, filename, content, allowed);
  const bool whole = std::none_of(opened.unread.begin(), opened.unread.end(),
                                  [](const mail::Unread& unread) { return unread.what.empty(); });
  if (whole) opened_.put(key, std::make_shared<const mail::Opened>(opened), octets_of(opened));
  return opened;
}

}  // namespace candour::listeners
