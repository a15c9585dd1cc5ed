// SPDX-License-Identifier: MPL-2.0
//
// The examples beside the phrases we ship hold: each `yes` is matched by its own entry, no `no` by
// any entry of its set. And they are complete: each pattern that a rule asks for has a `yes` that
// it matches. An example is written as in a mail, and read as the rules read mails: folded, and in
// full sentences levelled as well (rules/language/plain_words.h).

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

#include "rules/language/phrase_file.h"
#include "rules/language/plain_words.h"
#include "support/source_folder.h"
#include "support/temporary_folder.h"

namespace candour::rules {
namespace {

/// An example in every form in which a rule may see it.
using Forms = std::vector<std::string>;

Forms forms_of(const PhraseExample& example) {
  static const CouncilName council("Eastmere Town Council");
  const auto read = read_text(example.text, "example");
  const base::Range all{0, read.folded.text.size()};
  return {read.folded.text, plain_sentence(read, all, council, Writer::himself).text,
          plain_sentence(read, all, council, Writer::the_council).text};
}

/// A set in all forms of its verbs: "deed", "deed+ing" and so on. An example may stand in any.
using SetInForms = std::vector<const PhraseSet*>;

std::vector<SetInForms> in_forms(const std::vector<PhraseSet>& sets) {
  std::vector<SetInForms> all;
  for (const auto& set : sets) {
    if (set.name.find('+') != set.name.npos) continue;
    all.push_back({&set});
    for (const auto& other : sets)
      if (other.name.starts_with(set.name + "+")) all.back().push_back(&other);
  }
  return all;
}

/// One pattern, in all forms of its verb.
class Expression {
 public:
  Expression(const SetInForms& set, std::size_t entry, std::size_t pattern) {
    for (const auto* form : set)
      forms_.push_back(std::make_unique<re2::RE2>(form->entries[entry].patterns[pattern].expanded));
  }

  bool matches(const Forms& example) const {
    return std::any_of(forms_.begin(), forms_.end(), [&](const auto& expression) {
      return std::any_of(example.begin(), example.end(), [&](const std::string& text) {
        return re2::RE2::PartialMatch(text, *expression);
      });
    });
  }

 private:
  std::vector<std::unique_ptr<re2::RE2>> forms_;
};

using Expressions = std::vector<Expression>;

Expressions expressions_of(const SetInForms& set, std::size_t entry) {
  Expressions expressions;
  for (std::size_t i = 0; i < set.front()->entries[entry].patterns.size(); ++i)
    expressions.emplace_back(set, entry, i);
  return expressions;
}

bool any_matches(const Expressions& expressions, const Forms& example) {
  return std::any_of(expressions.begin(), expressions.end(),
                     [&](const Expression& expression) { return expression.matches(example); });
}

using Lines = std::vector<std::string>;

/// What does not hold, a line each.
Lines broken_examples(const SetInForms& set) {
  const auto& entries = set.front()->entries;
  std::vector<Expressions> expressions;
  for (std::size_t i = 0; i < entries.size(); ++i) expressions.push_back(expressions_of(set, i));
  Lines broken;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const auto& example : entries[i].yes)
      if (!any_matches(expressions[i], forms_of(example)))
        broken.push_back(example.place + ": not matched by its entry: " + example.text);
    for (const auto& example : entries[i].no)
      for (std::size_t other = 0; other < entries.size(); ++other)
        if (any_matches(expressions[other], forms_of(example)))
          broken.push_back(example.place + ": matched by " + entries[other].patterns.front().place +
                           ": " + example.text);
  }
  return broken;
}

/// The patterns of an entry that none of its `yes` shows, a line each.
Lines unshown_patterns(const SetInForms& set, std::size_t place) {
  const auto& entry = set.front()->entries[place];
  std::vector<Forms> examples;
  for (const auto& example : entry.yes) examples.push_back(forms_of(example));
  const auto expressions = expressions_of(set, place);
  Lines unshown;
  for (std::size_t i = 0; i < expressions.size(); ++i)
    if (std::none_of(examples.begin(), examples.end(),
                     [&](const Forms& example) { return expressions[i].matches(example); }))
      unshown.push_back(entry.patterns[i].place +
                        ": no `yes` shows what it matches: " + entry.patterns[i].written);
  return unshown;
}

/// The sets of a file that others of it name, as {name} or {name+ing}.
std::set<std::string> named_by_others(const std::vector<PhraseSet>& sets) {
  static const re2::RE2 reference(R"(\{([a-z][a-z0-9-]*)[+}])");
  std::set<std::string> named;
  for (const auto& set : sets)
    for (const auto& entry : set.entries)
      for (const auto& pattern : entry.patterns) {
        re2::StringPiece rest(pattern.written);
        for (std::string name; re2::RE2::FindAndConsume(&rest, reference, &name);)
          named.insert(set.name.substr(0, set.name.find('.') + 1) + name);
      }
  return named;
}

bool is_asked_for(const std::string& set) {
  const std::filesystem::recursive_directory_iterator files(source_folder() + "/daemon/rules");
  for (const auto& file : files) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path());
    const std::string source(std::istreambuf_iterator<char>(stream), {});
    for (const char* end : {"\"", "+"})
      if (source.find('"' + set + end) != source.npos) return true;
  }
  return false;
}

/// A building block needs no examples, but where an entry has some they show all of its patterns.
Lines missing_examples(const std::vector<PhraseSet>& sets) {
  const auto named = named_by_others(sets);
  Lines missing;
  for (const auto& set : in_forms(sets)) {
    const auto& name = set.front()->name;
    const bool is_block = named.contains(name) && !is_asked_for(name);
    for (std::size_t i = 0; i < set.front()->entries.size(); ++i)
      if (!is_block || !set.front()->entries[i].yes.empty())
        for (auto& line : unshown_patterns(set, i)) missing.push_back(std::move(line));
  }
  return missing;
}

std::vector<PhraseSet> sets_of(const std::filesystem::path& file) {
  auto sets = read_phrase_file(file);
  if (sets) return std::move(*sets);
  ADD_FAILURE() << sets.error().detail;
  return {};
}

std::vector<PhraseSet> shipped(const std::string& name) {
  return sets_of(source_folder() + "/policies/phrases/" + name + ".yaml");
}

std::vector<std::string> phrase_files() {
  std::vector<std::string> files;
  for (const auto& file :
       std::filesystem::directory_iterator(source_folder() + "/policies/phrases"))
    files.push_back(file.path().stem().string());
  std::sort(files.begin(), files.end());
  return files;
}

class PhraseExamples : public testing::TestWithParam<std::string> {};

TEST_P(PhraseExamples, Hold) {
  const auto sets = shipped(GetParam());
  for (const auto& set : in_forms(sets))
    for (const auto& line : broken_examples(set)) ADD_FAILURE() << line;
}

TEST_P(PhraseExamples, ShowEachPattern) {
  for (const auto& line : missing_examples(shipped(GetParam()))) ADD_FAILURE() << line;
}

INSTANTIATE_TEST_SUITE_P(Files, PhraseExamples, testing::ValuesIn(phrase_files()),
                         [](const auto& file) {
                           std::string name = file.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

std::vector<PhraseSet> sample(std::string_view yaml) {
  const support::TemporaryFolder folder;
  std::ofstream(folder.path() / "sample.yaml") << yaml;
  return sets_of(folder.path() / "sample.yaml");
}

Lines broken_examples_in(std::string_view yaml) {
  const auto sets = sample(yaml);
  return broken_examples(in_forms(sets).front());
}

Lines missing_examples_in(std::string_view yaml) {
  return missing_examples(sample(yaml));
}

TEST(PhraseExample, OfYesMustBeMatchedByItsOwnEntry) {
  EXPECT_EQ(broken_examples_in("a: [hello, {find: goodbye, yes: [Hello there]}]\n"),
            Lines{"sample.yaml:1:34: not matched by its entry: Hello there"});
}

TEST(PhraseExample, OfNoMustBeMatchedByNoEntryOfTheSet) {
  EXPECT_EQ(broken_examples_in("a: [hello, {find: goodbye, no: [Hello there]}]\n"),
            Lines{"sample.yaml:1:33: matched by sample.yaml:1:5: Hello there"});
}

TEST(PhraseExample, IsReadAsARuleReadsTheSentence) {
  EXPECT_EQ(broken_examples_in("a: [{find: the council will pay, yes: [ETC will pay]}]\n"),
            Lines());
}

TEST(PhraseExample, IsMissedForAnEntryWithoutAny) {
  EXPECT_EQ(missing_examples_in("a: [{find: hello, yes: [Hello there]}, goodbye]\n"),
            Lines{"sample.yaml:1:40: no `yes` shows what it matches: goodbye"});
}

TEST(PhraseExample, IsMissedForAPatternThatNoneOfItsEntryShows) {
  EXPECT_EQ(missing_examples_in("a: [{find: [hello, goodbye], yes: [Hello there]}]\n"),
            Lines{"sample.yaml:1:20: no `yes` shows what it matches: goodbye"});
}

TEST(PhraseExample, IsNotMissedForABuildingBlock) {
  EXPECT_EQ(missing_examples_in("who: [there]\na: [{find: 'hello {who}', yes: [Hello there]}]\n"),
            Lines());
}

TEST(PhraseExample, MayStandInAnyFormOfAVerb) {
  EXPECT_EQ(missing_examples_in("pay+: [{find: pay the bill, yes: [Paying the bill]}]\n"), Lines());
}

}  // namespace
}  // namespace candour::rules
