// SPDX-License-Identifier: MPL-2.0

#include <algorithm>

#include "base/text.h"
#include "mail/mail.h"

namespace candour::mail {

namespace {

constexpr std::size_t foot_lines = 10;

}  // namespace

std::string Body::zone_text(Zone zone) const {
  std::string result;
  for (const auto& stretch : stretches) {
    if (stretch.zone != zone) continue;
    if (!result.empty() && !result.ends_with('\n')) result += '\n';
    result.append(text, stretch.begin, stretch.end - stretch.begin);
  }
  return result;
}

std::string Body::foot() const {
  const auto authored_text = authored();
  auto rest = base::trim(authored_text);
  std::vector<std::string> lines;
  while (!rest.empty() && lines.size() < foot_lines) {
    const auto before = rest.rfind('\n');
    const auto line = before == rest.npos ? rest : rest.substr(before + 1);
    lines.emplace_back(base::trim(line));
    rest = before == rest.npos ? std::string_view() : base::trim(rest.substr(0, before));
  }
  std::reverse(lines.begin(), lines.end());
  return base::join(lines, "\n");
}

}  // namespace candour::mail
