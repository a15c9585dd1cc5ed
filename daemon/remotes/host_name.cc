// SPDX-License-Identifier: MPL-2.0

#include "remotes/host_name.h"

#include <algorithm>

#include "base/text.h"

namespace candour::remotes {

namespace {

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-';
         });
}

}  // namespace

bool is_host_name(std::string_view text) {
  if (text == "localhost") return true;
  const auto labels = base::split(text, '.');
  return text.size() <= 253 && labels.size() >= 2 &&
         std::all_of(labels.begin(), labels.end(), is_label);
}

bool lies_in(std::string_view host, std::string_view domain) {
  const auto name = base::lower_ascii(host), wide = base::lower_ascii(domain);
  return name == wide || name.ends_with("." + wide);
}

}  // namespace candour::remotes
