// SPDX-License-Identifier: MPL-2.0
//
// What `candour doctor` finds: one line a check, and for what is amiss its cure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::app {

struct Check {
  enum class State {
    well,
    care,  // it works, and somebody should look
    bad,   // it does not work
  };
  State state = State::well;
  std::string about;  // "next hop smtp://mail.example:587"
  std::string told;   // what was seen
  std::string cure;   // empty where all is well
};

std::string_view name_of(Check::State state);

/// The checks in the order in which they were made.
class Checkup {
 public:
  void well(std::string about, std::string told) {
    checks_.push_back({Check::State::well, std::move(about), std::move(told), {}});
  }
  void care(std::string about, std::string told, std::string cure) {
    checks_.push_back({Check::State::care, std::move(about), std::move(told), std::move(cure)});
  }
  void bad(std::string about, std::string told, std::string cure) {
    checks_.push_back({Check::State::bad, std::move(about), std::move(told), std::move(cure)});
  }

  const std::vector<Check>& checks() const { return checks_; }
  std::size_t count(Check::State state) const;

 private:
  std::vector<Check> checks_;
};

}  // namespace candour::app
