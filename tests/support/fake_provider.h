// SPDX-License-Identifier: MPL-2.0
//
// An OAuth2 provider's answers, given in order, and what it was asked.
#pragma once

#include <deque>
#include <utility>
#include <vector>

#include "remotes/http_client.h"

namespace candour::support {

class FakeProvider {
 public:
  void will_answer(long status, std::string body) {
    answers_.push_back(remotes::HttpAnswer{status, std::move(body)});
  }
  void will_be_away() {
    answers_.push_back(base::Error{base::Fault::unavailable, "fake", "nobody answers"});
  }

  remotes::Exchange exchange() {
    return [this](const remotes::HttpRequest& request) -> base::Result<remotes::HttpAnswer> {
      asked.push_back(request);
      if (answers_.empty()) return base::Error{base::Fault::unavailable, "fake", "not expected"};
      auto answer = std::move(answers_.front());
      answers_.pop_front();
      return answer;
    };
  }

  std::string_view asked_for(std::size_t question, std::string_view name) const {
    return remotes::value_of(*asked.at(question).form, name);
  }

  std::vector<remotes::HttpRequest> asked;

 private:
  std::deque<base::Result<remotes::HttpAnswer>> answers_;
};

}  // namespace candour::support
