// SPDX-License-Identifier: MPL-2.0
//
// What is odd about a message and what of it stays unread, gathered while it is taken apart. The
// anomalies' names stand in README.md.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace candour::mail {

enum class Weight {
  aside,     // listed, asks nobody
  decisive,  // could change the verdict: encrypted, or a limit was broken
};

struct Remarks {
  std::vector<std::string> anomalies;
  std::vector<Unread> unchecked;

  void anomaly(std::string_view name) {
    if (std::find(anomalies.begin(), anomalies.end(), name) == anomalies.end())
      anomalies.emplace_back(name);
  }

  void unread(std::string what, std::string why, Weight weight) {
    for (const auto& known : unchecked)
      if (known.what == what && known.why == why) return;
    unchecked.push_back({std::move(what), std::move(why), weight == Weight::decisive});
  }

  /// A limit was broken: the mail is read as far as it goes, and says so.
  void over_limit(std::string_view name, std::string what, std::string why) {
    anomaly(name);
    unread(std::move(what), std::move(why), Weight::decisive);
  }
};

}  // namespace candour::mail
