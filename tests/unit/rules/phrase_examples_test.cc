// SPDX-License-Identifier: MPL-2.0
//
// The examples beside the phrases we ship hold: each `yes` is matched by its own entry, no `no` by
// any entry of its set. An example is written as in a mail, and read as the rules read mails:
// folded, and in full sentences levelled as well (rules/plain_words.h).

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "rules/phrase_file.h"
#include "rules/plain_words.h"
#include "support/temporary_folder.h"

namespace candour::rules {
namespace {

using Expressions = std::vector<std::unique_ptr<re2::RE2>>;

Expressions expressions_of(const PhraseEntry& entry) {
  Expressions expressions;
  for (const auto& pattern : entry.patterns)
    expressions.push_back(std::make_unique<re2::RE2>(pattern.expanded));
  return expressions;
}

/// The example in every form in which a rule may see it.
std::vector<std::string> forms_of(const std::string& example) {
  static const CouncilName council("Eastmere Town Council");
  const auto read = read_text(example, "example");
  const base::Range all{0, read.folded.text.size()};
  return {read.folded.text, plain_sentence(read, all, council, Writer::himself).text,
          plain_sentence(read, all, council, Writer::the_council).text};
}

bool matches(const Expressions& expressions, const std::string& example) {
  const auto forms = forms_of(example);
  return std::any_of(expressions.begin(), expressions.end(), [&](const auto& expression) {
    return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
      return re2::RE2::PartialMatch(form, *expression);
    });
  });
}

/// What does not hold, a line each; empty where all does.
///
/// forms  the set in the further forms of its verbs; its examples may stand in any
std::vector<std::string> broken_examples(const PhraseSet& set,
                                         const std::vector<const PhraseSet*>& forms) {
  std::vector<Expressions> entries;
  for (std::size_t i = 0; i < set.entries.size(); ++i) {
    entries.push_back(expressions_of(set.entries[i]));
    for (const auto* form : forms)
      for (auto& expression : expressions_of(form->entries[i]))
        entries.back().push_back(std::move(expression));
  }
  std::vector<std::string> broken;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const auto& example : set.entries[i].yes)
      if (!matches(entries[i], example.text))
        broken.push_back(example.place + ": not matched by its entry: " + example.text);
    for (const auto& example : set.entries[i].no)
      for (std::size_t other = 0; other < entries.size(); ++other)
        if (matches(entries[other], example.text))
          broken.push_back(example.place + ": matched by " +
                           set.entries[other].patterns.front().place + ": " + example.text);
  }
  return broken;
}

std::vector<std::string> broken_examples(const std::filesystem::path& file) {
  const auto sets = read_phrase_file(file);
  if (!sets) return {sets.error().detail};
  std::vector<std::string> broken;
  for (const auto& set : *sets) {
    if (set.name.find('+') != set.name.npos) continue;
    std::vector<const PhraseSet*> forms;
    for (const auto& other : *sets)
      if (other.name.starts_with(set.name + "+")) forms.push_back(&other);
    for (auto& line : broken_examples(set, forms)) broken.push_back(std::move(line));
  }
  return broken;
}

std::vector<std::string> phrase_files() {
  std::vector<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(CANDOUR_SOURCE "/policies/phrases"))
    files.push_back(file.path().stem().string());
  std::sort(files.begin(), files.end());
  return files;
}

class PhraseExamples : public testing::TestWithParam<std::string> {};

TEST_P(PhraseExamples, Hold) {
  for (const auto& broken :
       broken_examples(CANDOUR_SOURCE "/policies/phrases/" + GetParam() + ".yaml"))
    ADD_FAILURE() << broken;
}

INSTANTIATE_TEST_SUITE_P(Files, PhraseExamples, testing::ValuesIn(phrase_files()),
                         [](const auto& file) {
                           std::string name = file.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

std::vector<std::string> broken_examples_in(std::string_view yaml) {
  const support::TemporaryFolder folder;
  std::ofstream(folder.path() / "sample.yaml") << yaml;
  return broken_examples(folder.path() / "sample.yaml");
}

TEST(PhraseExample, OfYesMustBeMatchedByItsOwnEntry) {
  EXPECT_EQ(broken_examples_in("a: [hello, {find: goodbye, yes: [Hello there]}]\n"),
            std::vector<std::string>{"sample.yaml:1:34: not matched by its entry: Hello there"});
}

TEST(PhraseExample, OfNoMustBeMatchedByNoEntryOfTheSet) {
  EXPECT_EQ(broken_examples_in("a: [hello, {find: goodbye, no: [Hello there]}]\n"),
            std::vector<std::string>{"sample.yaml:1:33: matched by sample.yaml:1:5: Hello there"});
}

TEST(PhraseExample, IsReadAsARuleReadsTheSentence) {
  EXPECT_EQ(broken_examples_in("a: [{find: the council will pay, yes: [ETC will pay]}]\n"),
            std::vector<std::string>());
}

}  // namespace
}  // namespace candour::rules
