// SPDX-License-Identifier: MPL-2.0
//
// Mails to look up and to look up against: real ones from a folder, and more made of their words.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "mail/mail.h"
#include "reuses.h"
#include "rules/marked/letter_foot.h"

namespace candour::bench {

struct Text {
  std::string name{}, subject{}, sender{};
  std::set<std::string> thread{};      // Message-IDs
  std::set<std::string> recipients{};  // a mailing list's address is one
  std::string newsgroup{};             // or empty: its folder, as archives of newsgroups have it
  std::string words{};
};

/// How two mails may be expected to share words.
enum class Kinship {
  thread,  // one writer, one subject or one thread
  house,   // one list, newsgroup, recipient or organisation
  none,
};

inline std::string plain_subject(std::string subject) {
  subject = base::lower_ascii(subject);
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view prefix : {"re:", "fw:", "fwd:", " "})
      if (subject.starts_with(prefix)) {
        subject.erase(0, prefix.size());
        found = true;
      }
  }
  return subject;
}

// Nobody knows anybody else by a provider that everybody uses.
inline std::string organisation_of(std::string_view address) {
  for (const std::string_view shared : {"hotmail", "yahoo", "gmail", "aol", "outlook", "msn"})
    if (address.find(shared) != address.npos) return "";
  return std::string(address.substr(address.find('@') + 1));
}

inline bool share_one(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& item) { return b.contains(item); });
}

inline Kinship kinship(const Text& a, const Text& b) {
  const auto same = [](const std::string& one, const std::string& other) {
    return !one.empty() && one == other;
  };
  if (same(a.subject, b.subject) || same(a.sender, b.sender) || share_one(a.thread, b.thread))
    return Kinship::thread;
  if (same(a.newsgroup, b.newsgroup) || share_one(a.recipients, b.recipients) ||
      same(organisation_of(a.sender), organisation_of(b.sender)))
    return Kinship::house;
  return Kinship::none;
}

inline Text read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string raw{std::istreambuf_iterator<char>(in), {}};
  const auto mail = mail::read(raw);
  Text text;
  text.name = file.string();
  if (const auto folder = file.parent_path().filename().string(); folder.find('.') != folder.npos)
    text.newsgroup = folder;
  text.subject = plain_subject(mail.headers.subject);
  if (!mail.headers.from.empty())
    text.sender = base::lower_ascii(mail.headers.from.front().address);
  for (const auto& list : {mail.headers.to, mail.headers.cc})
    for (const auto& recipient : list) text.recipients.insert(base::lower_ascii(recipient.address));
  text.thread.insert(mail.headers.references.begin(), mail.headers.references.end());
  text.thread.insert(mail.headers.in_reply_to.begin(), mail.headers.in_reply_to.end());
  text.thread.insert(mail.headers.message_id);
  text.thread.erase("");
  text.recipients.erase("");
  if (!mail.bodies.empty()) text.words = rules::authored_without_feet(mail.bodies.front());
  return text;
}

/// seed  of the order in which the mails come
inline std::vector<Text> read_folder(const std::filesystem::path& folder, unsigned seed) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Text> texts;
  std::set<std::string> seen;
  for (const auto& file : files) {
    auto text = read_text(file);
    if (words_of(text.words).size() >= 20 && seen.insert(text.words).second)
      texts.push_back(std::move(text));
  }
  Chance chance(seed);
  for (auto i = texts.size(); i-- > 1;) std::swap(texts[i], texts[below(chance, i + 1)]);
  return texts;
}

/// Makes texts of the words of others, as often one after the other as there. (With two words drawn
/// from, or behind words that are always followed by the same one, a chain gives whole footers,
/// quotations and tables back.)
class Chain {
 public:
  void learn(const Words& words) {
    for (std::size_t i = 1; i < words.size(); ++i) after_[words[i - 1]].push_back(words[i]);
    starts_.insert(starts_.end(), words.begin(), words.end());
  }

  bool empty() const { return starts_.empty(); }

  std::string make(std::size_t count, Chance& chance) const {
    Words words{starts_[below(chance, starts_.size())]};
    while (words.size() < count) {
      const auto next = after_.find(words.back());
      const bool ends = next == after_.end() || has_one_word(next->second);
      words.push_back(ends ? starts_[below(chance, starts_.size())]
                           : next->second[below(chance, next->second.size())]);
    }
    return joined(words);
  }

 private:
  static bool has_one_word(const Words& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const auto& word) { return word == words.front(); });
  }

  std::map<std::string, Words> after_;
  Words starts_;
};

inline std::string made_up_text(std::size_t count, Chance& chance) {
  Words words;
  while (words.size() < count) {
    words.push_back(made_up_word(chance) + (below(chance, 4) == 0 ? made_up_word(chance) : ""));
    if (below(chance, 12) == 0) words.back() += '.';
  }
  return joined(words);
}

/// The texts that look-ups are held against: the real mails, then made ones, the same each time.
class Past {
 public:
  Past(const std::vector<Text>& texts, std::size_t lookups) : texts_(texts), lookups_(lookups) {
    for (std::size_t i = lookups; i < texts.size(); ++i) chain_.learn(words_of(texts[i].words));
  }

  std::size_t real() const { return texts_.size() - std::min(lookups_, texts_.size()); }
  bool is_made(std::size_t number) const { return number >= real(); }

  Text at(std::size_t number) const {
    if (!is_made(number)) return texts_[lookups_ + number];
    Chance chance(static_cast<Chance::result_type>(number));
    const auto length = 60 + below(chance, 400);
    return {.name = "made " + std::to_string(number), .words = made(length, chance)};
  }

  std::string made(std::size_t words, Chance& chance) const {
    return chain_.empty() ? made_up_text(words, chance) : chain_.make(words, chance);
  }

 private:
  const std::vector<Text>& texts_;
  std::size_t lookups_;
  Chain chain_;
};

}  // namespace candour::bench
