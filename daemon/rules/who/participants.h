// SPDX-License-Identifier: MPL-2.0
//
// Who took part in an earlier message: by address where it is given, else by the names that
// Outlook's reply headers show without one.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "rules/correspondence.h"

namespace candour::rules {

struct Participants {
  std::set<const people::Person*> councillors;
  bool officers = false;  // or advisers, who count as officers here
  bool outsiders = false;
  bool strangers = false;  // names that fit nobody we know

  void add(const people::Standing& standing, const Correspondence& correspondence);
  void add(const mail::Address& address, const Correspondence& correspondence);
  void add(const std::vector<mail::Address>& addresses, const Correspondence& correspondence);
};

}  // namespace candour::rules
