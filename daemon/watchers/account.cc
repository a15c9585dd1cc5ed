// SPDX-License-Identifier: MPL-2.0

#include "watchers/account.h"

#include "base/host_and_port.h"

namespace candour::watchers {

const FolderChoice& Account::choice(remotes::FolderRole role) const {
  switch (role) {
    case remotes::FolderRole::inbox:
      return inbox;
    case remotes::FolderRole::sent:
      return sent;
    case remotes::FolderRole::drafts:
      return drafts;
  }
  return inbox;
}

std::string Account::key() const {
  return login.user + " " + base::written({server.host, server.port});
}

}  // namespace candour::watchers
