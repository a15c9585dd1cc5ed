// SPDX-License-Identifier: MPL-2.0
//
// The page on which somebody signs in, by name and password over TLS; otherwise it tells how to get
// a link.
#pragma once

#include <string>

#include "console/exchange.h"

namespace candour::console {

struct SignInForm {
  enum class Passwords {
    taken,
    none,         // nobody has one, or the users' file cannot be read
    without_tls,  // they would go in the clear
  };
  Passwords passwords = Passwords::without_tls;
  std::string name{};   // as it was typed
  std::string fault{};  // a sentence
  unsigned status = 200;
};

Answer sign_in_page(const SignInForm& form);

}  // namespace candour::console
