// SPDX-License-Identifier: MPL-2.0

#include "app/doctor_command.h"

#include <boost/json.hpp>
#include <ostream>

#include "app/doctor_checks.h"
#include "app/text_table.h"

namespace candour::app {

namespace json = boost::json;

namespace {

constexpr std::size_t width = 72;
constexpr std::string_view indent = "      ";

std::string_view colour_of(Check::State state) {
  switch (state) {
    case Check::State::well:
      return "\x1b[32m";
    case Check::State::care:
      return "\x1b[33m";
    case Check::State::bad:
      return "\x1b[31m";
  }
  return {};
}

void print_indented(std::string_view text, std::string_view first, std::ostream& out) {
  std::string_view lead = first;
  while (!text.empty()) {
    const auto end = text.find('\n');
    for (const auto& line : wrapped(text.substr(0, end), width)) {
      out << lead << line << '\n';
      lead = indent;
    }
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
}

void print(const Check& check, std::ostream& out, bool colour) {
  std::string state(name_of(check.state));
  state.resize(indent.size(), ' ');
  if (colour) state = std::string(colour_of(check.state)) + state + "\x1b[0m";
  print_indented(check.about + ": " + check.told, state, out);
  if (!check.cure.empty()) print_indented("→ " + check.cure, indent, out);
}

json::object as_json(const Check& check) {
  return {{"state", name_of(check.state)},
          {"about", check.about},
          {"told", check.told},
          {"cure", check.cure}};
}

std::string things(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " thing" : " things");
}

std::string summed_up(const Checkup& checkup) {
  const auto bad = checkup.count(Check::State::bad), care = checkup.count(Check::State::care);
  std::string text =
      bad == 0 ? "Nothing is bad" : things(bad) + (bad == 1 ? " is bad" : " are bad");
  if (care > 0) text += "; " + things(care) + " to look at";
  return text + ".";
}

Checkup examined(const Configuration& configuration) {
  Checkup checkup;
  std::string version;
  for (const auto& note : configuration.notes)
    checkup.care("configuration", note, "Mend it where it is not meant so.");
  check_policy(configuration, version, checkup);
  check_data(configuration, checkup);
  check_held(configuration, checkup);
  check_summaries(configuration, checkup);
  check_secrets(configuration, checkup);
  check_certificates(configuration, checkup);
  check_reader(checkup);
  check_clock(checkup);
  check_daemon(configuration, version, checkup);
  check_next_hops(configuration, checkup);
  check_accounts(configuration, checkup);
  return checkup;
}

}  // namespace

int examine(const DoctorOptions& options, std::ostream& out, std::ostream& err, bool colour) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) {
    err << "candour: " << configuration.error().detail << '\n';
    return 2;
  }
  const auto checkup = examined(*configuration);
  for (const auto& check : checkup.checks()) {
    if (options.json)
      out << json::serialize(as_json(check)) << '\n';
    else
      print(check, out, colour);
  }
  if (!options.json) out << '\n' << summed_up(checkup) << '\n';
  return checkup.count(Check::State::bad) == 0 ? 0 : 1;
}

}  // namespace candour::app
