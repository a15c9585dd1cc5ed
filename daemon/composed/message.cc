// SPDX-License-Identifier: MPL-2.0

#include "composed/message.h"

#include <set>

namespace candour::composed {

std::string sender_of(const Message& message) {
  return message.sender ? message.sender->address : message.from.address;
}

std::vector<std::string> recipients_of(const Message& message) {
  std::vector<std::string> recipients;
  std::set<std::string> known;
  for (const auto* field : {&message.to, &message.cc, &message.bcc})
    for (const auto& recipient : *field)
      if (known.insert(recipient.address).second) recipients.push_back(recipient.address);
  return recipients;
}

}  // namespace candour::composed
