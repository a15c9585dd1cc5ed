// SPDX-License-Identifier: MPL-2.0
//
// A message's tree on one line, to compare what was found with what was meant:
// "multipart/mixed[text/plain, application/pdf]".
#pragma once

#include <string>

#include "mail/entity.h"

namespace candour::test {

inline std::string outline(const mail::Entity& entity) {
  auto text = entity.type();
  if (entity.is_leaf()) return text;
  std::string inside;
  for (const auto* child : entity.children())
    inside += (inside.empty() ? "" : ", ") + outline(*child);
  return text + "[" + inside + "]";
}

}  // namespace candour::test
