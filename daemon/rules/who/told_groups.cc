// SPDX-License-Identifier: MPL-2.0

#include "rules/who/told_groups.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/text.h"
#include "people/body_names.h"
#include "rules/language/phrases.h"

namespace candour::rules {

namespace {

bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) > 127;
}

/// A sentence with the other groups' names replaced by `<group>`.
struct Masked {
  std::string text;
  struct Named {
    std::size_t begin = 0;  // of `<group>`
    const PoliticalGroup* group = nullptr;
  };
  std::vector<Named> named;
};

class Reader {
 public:
  Reader(const Phrases& phrases, const PoliticalGroups& groups, const PoliticalGroup& addressed)
      : phrases_(phrases) {
    for (const auto& group : groups.all())
      if (&group != &addressed) others_.push_back({&group, names_of(group)});
    // "liberal democrats" before "liberal democrat".
    for (auto& other : others_)
      std::sort(other.names.begin(), other.names.end(),
                [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }

  void read(const ReadText& text, const std::vector<base::Range>& sentences) {
    for (const auto& sentence : sentences) read_sentence(text.folded_text(sentence));
  }

  bool all_told() const { return everyone_ || told_.size() == others_.size(); }

 private:
  struct Other {
    const PoliticalGroup* group;
    std::vector<std::string> names;
  };

  /// The group's own, and "Councillor O'Malley's group" by each of its members.
  static std::vector<std::string> names_of(const PoliticalGroup& group) {
    auto names = people::names_of_group(group.name);
    for (const auto* member : group.members) {
      const auto name = base::folded(member->name);
      const auto surname = name.substr(name.rfind(' ') + 1);
      for (const auto* title : {"", "cllr ", "councillor "})
        names.push_back(title + surname + "'s group");
    }
    return names;
  }

  void read_sentence(std::string_view sentence) {
    if (!phrases_.any("advice.told-hint", sentence)) return;
    const auto masked = mask(sentence);
    const bool by_denying = phrases_.any("advice.told-by-denying", masked.text);
    if (!by_denying && phrases_.any("advice.not-told", masked.text)) return;
    everyone_ = everyone_ || phrases_.any("advice.others-told", masked.text) ||
                (by_denying && masked.named.empty());
    for (const auto set : {SetName("advice.group-told"), SetName("advice.told-by-denying")})
      for (const auto& match : phrases_.find(set, masked.text))
        for (const auto& named : masked.named)
          if (named.begin >= match.begin && named.begin < match.end) told_.insert(named.group);
  }

  Masked mask(std::string_view sentence) const {
    Masked masked;
    for (std::size_t at = 0; at < sentence.size();) {
      const bool begins_word = at == 0 || !is_word_byte(sentence[at - 1]);
      const auto [group, size] = begins_word ? group_at(sentence.substr(at)) : Found{nullptr, 0};
      if (group == nullptr) {
        masked.text += sentence[at++];
        continue;
      }
      masked.named.push_back({masked.text.size(), group});
      masked.text += "<group>";
      at += size;
    }
    return masked;
  }

  using Found = std::pair<const PoliticalGroup*, std::size_t>;
  Found group_at(std::string_view text) const {
    for (const auto& other : others_)
      for (const auto& name : other.names)
        if (text.starts_with(name) &&
            (text.size() == name.size() || !is_word_byte(text[name.size()])))
          return {other.group, name.size()};
    return {nullptr, 0};
  }

  const Phrases& phrases_;
  std::vector<Other> others_;
  std::set<const PoliticalGroup*> told_;
  bool everyone_ = false;
};

}  // namespace

bool says_others_are_told(const Correspondence& correspondence, const PoliticalGroups& groups,
                          const PoliticalGroup& addressed) {
  const auto versions = correspondence.versions();
  return !versions.empty() &&
         std::all_of(versions.begin(), versions.end(), [&](const auto& version) {
           Reader reader(correspondence.phrases, groups, addressed);
           for (const auto* body : version) {
             reader.read(body->authored, body->sentences);
             // A last line right under the name is easily taken for a line of the signature.
             reader.read(body->signature, sentences_of(body->signature));
           }
           return reader.all_told();
         });
}

}  // namespace candour::rules
