// SPDX-License-Identifier: MPL-2.0
//
// Which page answers a request, and who may ask for it. It is said here and nowhere else: pages
// offer what this table allows, and whatever is asked for all the same is refused by it. A row that
// names nobody is for nobody.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "console/exchange.h"
#include "console/page.h"

namespace candour::console {

/// Who may; each may all that the one before may.
enum class Access { nobody, anybody, reader, clerk, admin };

/// What a route wants and who answers it.
struct Route {
  enum class Kind {
    page,
    style,
    script,
    sign_in_page,
    sign_in_by_link,
    sign_in_by_password,
    change_password,
    sign_out
  };
  std::string_view method, path;  // the last segment may be a parameter: "/findings/{finding}"
  Access access = Access::nobody;
  Kind kind = Kind::page;
  std::size_t body_octets = 0;
  Answer (*page)(const Sources&, const Visit&) = nullptr;
  bool takes_password = false;  // its body is wiped, and it is slow
};

std::span<const Route> routes();

/// A request's route.
struct Match {
  const Route* route = nullptr;  // null: there is none with this method
  bool is_path = false;          // there is one with another
  std::string parameter;         // what stands in the place of {…}
};
Match match(std::string_view method, std::string_view path);

bool may(Role role, Access access);

}  // namespace candour::console
