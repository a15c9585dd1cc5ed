// SPDX-License-Identifier: MPL-2.0
//
// Tries whether a mailbox can be entered, and says in plain English what is wrong and what to do.
#pragma once

#include <string>

#include "remotes/imap_server.h"

namespace candour::app {

struct LoginTrial {
  bool worked = false;
  bool denied = false;  // the server was reached and said no to this user
  std::string told;     // "connected safely to mail.example and signed in as clerk"
  std::string advice;   // where it did not work
};

LoginTrial try_login(const remotes::ImapServer& server, const remotes::ImapLogin& login);

}  // namespace candour::app
