// SPDX-License-Identifier: MPL-2.0

#include "rules/paired_letters.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "base/text.h"

namespace candour::rules {

namespace {

using Kind = ExchangedLetter::Kind;

// English, Welsh, and what programs in other languages put there.
constexpr std::array<std::string_view, 14> reply_marks{
    "re", "fw", "fwd", "atb", "yml", "ymlaen", "ateb", "aw", "wg", "sv", "vs", "tr", "rv", "antw"};

/// Requests and what answers them, letter by letter in the order of time.
class Exchanges {
 public:
  void take(const ExchangedLetter& letter) {
    if (letter.kind == Kind::asks)
      ask(letter);
    else
      answer(letter);
  }

  PairedLetters result() && { return std::move(result_); }

 private:
  using Requests = std::vector<std::size_t>;  // numbers in result_.requests

  void ask(const ExchangedLetter& letter) {
    const auto links = links_of(letter);
    const auto request = request_for(letter, links);
    // "I now wish to complain": the time is the same, yet it is to be seen as what it is.
    auto& asked = result_.requests[request].kind;
    if (letter.asked == Asked::complaint) asked = letter.asked;
    for (const auto& link : links) {
      auto& linked = requests_[link];
      if (std::find(linked.begin(), linked.end(), request) == linked.end())
        linked.push_back(request);
    }
  }

  // A request under an Act has a time of its own, whatever was asked before it.
  std::size_t request_for(const ExchangedLetter& letter, const std::vector<std::string>& links) {
    for (const auto request : open_requests(links))
      if (under_an_act(result_.requests[request].kind)
              ? result_.requests[request].kind == letter.asked
              : !under_an_act(letter.asked))
        return request;
    result_.requests.push_back({letter.id, letter.from, letter.asked, letter.time});
    answered_.push_back(false);
    return answered_.size() - 1;
  }

  static bool under_an_act(Asked asked) {
    return asked == Asked::information || asked == Asked::subject_access;
  }

  void answer(const ExchangedLetter& letter) {
    for (const auto request : open_requests(links_of(letter))) {
      Reply reply;
      reply.request = result_.requests[request].id;
      reply.at = letter.time;
      reply.by = letter.by;
      if (letter.kind == Kind::acknowledges) reply.kind = Reply::Kind::acknowledgement;
      if (letter.kind == Kind::answered_otherwise) reply.kind = Reply::Kind::otherwise;
      result_.replies.push_back(std::move(reply));
      answered_[request] = answered_[request] ||
                           (letter.kind != Kind::acknowledges && letter.by == Reply::By::officer);
    }
  }

  // A person and a thread or subject, for all of each.
  static std::vector<std::string> links_of(const ExchangedLetter& letter) {
    std::vector<std::string> links;
    for (const auto& person : letter.people) {
      for (const auto& id : letter.thread) links.push_back(person + "\nthread " + id);
      if (!letter.subject.empty()) links.push_back(person + "\nsubject " + letter.subject);
    }
    return links;
  }

  Requests open_requests(const std::vector<std::string>& links) {
    Requests open;
    for (const auto& link : links) {
      const auto found = requests_.find(link);
      if (found == requests_.end()) continue;
      std::erase_if(found->second, [&](std::size_t request) { return answered_[request]; });
      open.insert(open.end(), found->second.begin(), found->second.end());
    }
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    return open;
  }

  PairedLetters result_;
  std::vector<bool> answered_;                          // by number
  std::unordered_map<std::string, Requests> requests_;  // by link
};

// Of what comes at one moment the question comes first.
auto order(const ExchangedLetter& letter) {
  return std::tie(letter.time, letter.kind, letter.id);
}

}  // namespace

PairedLetters pair_letters(std::vector<ExchangedLetter> letters) {
  std::sort(letters.begin(), letters.end(),
            [](const auto& a, const auto& b) { return order(a) < order(b); });
  Exchanges exchanges;
  for (const auto& letter : letters) exchanges.take(letter);
  return std::move(exchanges).result();
}

std::string_view subject_of_exchange(std::string_view folded) {
  for (;;) {
    folded = base::trim(folded);
    if (folded.starts_with('[')) {
      const auto end = folded.find(']');
      if (end == folded.npos) return folded;
      folded.remove_prefix(end + 1);
      continue;
    }
    const auto colon = folded.find(':');
    if (colon == folded.npos) return folded;
    auto mark = folded.substr(0, colon);
    mark = base::trim(mark.substr(0, mark.find_first_of("[(")));  // "re[2]"
    if (std::find(reply_marks.begin(), reply_marks.end(), mark) == reply_marks.end()) return folded;
    folded.remove_prefix(colon + 1);
  }
}

}  // namespace candour::rules
