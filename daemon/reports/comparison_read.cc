// SPDX-License-Identifier: MPL-2.0

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "reports/comparison.h"
#include "reports/formats.h"

namespace candour::reports {

namespace {

namespace json = boost::json;

constexpr std::size_t most_words = 300;  // bytes of a name
constexpr std::size_t most_rows = 200;
constexpr std::int64_t most_messages = 1'000'000'000;

base::Error faulty(std::string why) {
  return {base::Fault::malformed, "reports.comparison", std::move(why)};
}

/// Reads a stranger's JSON; the first thing that is wrong with it is kept, and nothing after it
/// matters.
class Reader {
 public:
  const std::string& fault() const { return fault_; }
  void fail(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
  }

  std::string words(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    const auto* string = value ? value->if_string() : nullptr;
    if (!string || string->empty() || string->size() > most_words)
      return fail("\"" + std::string(key) + "\" is not a text of 1 to 300 bytes"), std::string();
    return base::in_one_line(std::string_view(*string));
  }

  std::uint64_t number(const json::object& object, std::string_view key) {
    const auto found = number_or_null(object, key);
    if (!found) fail("\"" + std::string(key) + "\" is not a number");
    return found.value_or(0);
  }

  std::optional<std::uint64_t> number_or_null(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value && value->is_null()) return std::nullopt;
    const auto* whole = value ? value->if_int64() : nullptr;
    if (whole && *whole >= 0 && *whole <= most_messages) return static_cast<std::uint64_t>(*whole);
    fail("\"" + std::string(key) + "\" is not a number from 0 to 1,000,000,000");
    return std::nullopt;
  }

  bool flag(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value && value->is_bool()) return value->get_bool();
    fail("\"" + std::string(key) + "\" is neither true nor false");
    return false;
  }

  /// The objects of a list; `read` sees each.
  template <class Read>
  void each(const json::object& object, std::string_view key, Read read) {
    const auto* value = object.if_contains(key);
    const auto* array = value ? value->if_array() : nullptr;
    if (!array || array->size() > most_rows)
      return fail("\"" + std::string(key) + "\" is not a list of at most 200");
    for (const auto& entry : *array) {
      if (const auto* row = entry.if_object())
        read(*row);
      else
        fail("\"" + std::string(key) + "\" has an entry that is no object");
    }
  }

 private:
  std::string fault_;
};

void read_replies(Reader& reader, const json::object& object, CouncilFigures& figures) {
  if (const auto* value = object.if_contains("replies"); value && value->is_null()) return;
  reader.each(object, "replies", [&](const json::object& row) {
    RepliesCompared replies;
    replies.letters = reader.number(row, "letters");
    replies.answered = reader.number(row, "answered");
    replies.late = reader.number(row, "late");
    replies.median_days = reader.number_or_null(row, "median_days");
    replies.ninetieth_days = reader.number_or_null(row, "ninetieth_days");
    if (replies.answered > replies.letters || replies.late > replies.letters)
      reader.fail("more letters are answered or late than came");
    const auto from = reader.words(row, "from");
    if (from == "residents") figures.residents = replies;
    if (from == "councillors") figures.councillors = replies;
  });
}

void read_period(Reader& reader, const json::object& object, CouncilFigures& figures) {
  const auto period = period_of(reader.words(object, "from"), reader.words(object, "to"));
  if (period)
    figures.period = period->words();
  else
    reader.fail(period.error().detail);
}

/// Whether it is a summary, of this version and of the public reading.
void check_kind(Reader& reader, const json::object& object) {
  const auto* version = object.if_contains("version");
  if (!version || !version->is_int64())
    return reader.fail(
        "this is no summary of Candour's; make one with candour summary --format json");
  if (version->get_int64() != json_version)
    return reader.fail("it is of version " + std::to_string(version->get_int64()) +
                       " of the form, this Candour reads version " + std::to_string(json_version) +
                       "; make it again with the same Candour");
  const auto reading = reader.words(object, "reading");
  if (reading == name_of(Reading::internal))
    reader.fail(
        "it is the internal reading, which has names and stays in its council; make it again with "
        "candour summary --format json, without --internal");
  else if (reading != name_of(Reading::open))
    reader.fail("\"reading\" is neither public nor internal");
}

void read_figures(Reader& reader, const json::object& object, CouncilFigures& figures) {
  figures.council = reader.words(object, "council");
  figures.protocol = reader.words(object, "protocol");
  figures.complete = reader.flag(object, "complete");
  figures.checked = reader.number(object, "checked");
  figures.unchecked = reader.number(object, "unchecked");
  figures.with_findings = reader.number(object, "with_findings");
  figures.reasons = reader.number(object, "reasons");
  figures.findings = reader.number(object, "findings");
  figures.false_alarms = reader.number(object, "false_alarms");
  reader.each(object, "outcomes", [&](const json::object& row) {
    if (reader.words(row, "name") == "after-sending")
      figures.after_sending = reader.number(row, "messages");
  });
  reader.each(object, "rules", [&](const json::object& row) {
    RuleCompared rule{reader.words(row, "rule"), reader.words(row, "title"),
                      reader.number(row, "messages")};
    if (std::ranges::find(figures.rules, rule.rule, &RuleCompared::rule) != figures.rules.end())
      reader.fail("a rule stands twice");
    figures.rules.push_back(std::move(rule));
  });
  if (figures.with_findings > figures.checked || figures.after_sending > figures.with_findings)
    reader.fail("its figures contradict each other: more was found than was checked");
}

}  // namespace

base::Result<CouncilFigures> read_council_figures(std::string_view text) {
  if (text.size() > most_summary_bytes)
    return base::Error{base::Fault::over_limit, "reports.comparison",
                       "it is larger than any summary"};
  boost::system::error_code error;
  const auto parsed = json::parse(text, error);
  if (error) return faulty("it is no JSON; give it what candour summary --format json wrote");
  const auto* object = parsed.if_object();
  if (!object)
    return faulty("this is no summary of Candour's; make one with candour summary --format json");
  Reader reader;
  CouncilFigures figures;
  check_kind(reader, *object);
  if (reader.fault().empty()) {
    read_period(reader, *object, figures);
    read_figures(reader, *object, figures);
    read_replies(reader, *object, figures);
  }
  if (!reader.fault().empty()) return faulty(reader.fault());
  return figures;
}

}  // namespace candour::reports
