// SPDX-License-Identifier: MPL-2.0

#include "rules/marked/form_of_words.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "rules/marked/fingerprint.h"

namespace candour::rules {

namespace {

// Which mails belong together: those of one sender or of one thread, and what hangs on them.
class Companies {
 public:
  explicit Companies(const std::vector<EarlierMail>& earlier)
      : earlier_(earlier), company_(earlier.size()) {
    std::iota(company_.begin(), company_.end(), std::size_t{0});
    std::unordered_map<std::string_view, std::size_t> first_with;
    for (std::size_t mail = 0; mail < earlier.size(); ++mail) {
      const auto meet = [&](std::string_view key) {
        company_[of(mail)] = of(first_with.try_emplace(key, mail).first->second);
      };
      meet(earlier[mail].sender);
      for (const auto& key : earlier[mail].thread_keys) meet(key);
    }
  }

  /// How many have a fingerprint.
  std::size_t with(std::string_view key) const {
    std::set<std::size_t> companies;
    for (std::size_t mail = 0; mail < earlier_.size(); ++mail) {
      const auto& keys = earlier_[mail].fingerprints;
      if (std::binary_search(keys.begin(), keys.end(), key)) companies.insert(of(mail));
    }
    return companies.size();
  }

 private:
  std::size_t of(std::size_t mail) const {
    while (company_[mail] != mail) mail = company_[mail];
    return mail;
  }

  const std::vector<EarlierMail>& earlier_;
  std::vector<std::size_t> company_;  // of each mail, another one of it or itself
};

}  // namespace

void leave_out_forms_of_words(std::vector<EarlierMail>& earlier) {
  if (earlier.size() < senders_of_a_form) return;
  std::unordered_map<std::string_view, std::size_t> mails_with;
  for (const auto& mail : earlier)
    for (const auto& key : mail.fingerprints)
      if (!is_file_key(key)) ++mails_with[key];
  std::erase_if(mails_with, [](const auto& one) { return one.second < senders_of_a_form; });
  if (mails_with.empty()) return;

  const Companies companies(earlier);
  std::unordered_set<std::string> forms;
  for (const auto& [key, count] : mails_with)
    if (companies.with(key) >= senders_of_a_form) forms.emplace(key);
  for (auto& mail : earlier)
    std::erase_if(mail.fingerprints, [&](const auto& key) { return forms.contains(key); });
}

}  // namespace candour::rules
