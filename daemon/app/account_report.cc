// SPDX-License-Identifier: MPL-2.0

#include "app/account_report.h"

#include <boost/json.hpp>
#include <ostream>

#include "app/text_table.h"

namespace candour::app {

namespace json = boost::json;

namespace {

constexpr std::size_t width = 90;

void print(std::ostream& out, std::string_view kind, std::string_view what) {
  constexpr std::size_t indent = 9;
  std::string margin(kind);
  for (const auto& line : wrapped(what, width)) {
    margin.resize(indent, ' ');
    out << "  " << margin << line << "\n";
    margin.clear();
  }
}

json::value or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace

AccountReport::AccountReport(std::string address, bool json, std::ostream& out, std::ostream& err)
    : address_(std::move(address)), json_(json), out_(out), err_(err) {
  if (!json_) out_ << address_ << "\n" << std::flush;
}

void AccountReport::step(std::string_view kind, std::string_view what) {
  steps_.push_back({{"step", kind}, {"text", what}});
  if (!json_) print(out_, kind, what);
  out_ << std::flush;
}

void AccountReport::failed(std::string_view what, std::string_view advice) {
  step("failed", what);
  if (advice.empty()) return;
  steps_.back().as_object()["advice"] = advice;
  if (!json_) print(out_, "", advice);
  out_ << std::flush;
}

void AccountReport::ask(std::string_view what) {
  print(json_ ? err_ : out_, "now", what);
  (json_ ? err_ : out_) << std::flush;
}

void AccountReport::end(bool ok, std::string_view server, std::string_view user) {
  if (!json_) return;
  const json::object object{{"account", address_},
                            {"ok", ok},
                            {"server", or_null(server)},
                            {"user", or_null(user)},
                            {"steps", steps_}};
  out_ << json::serialize(object) << "\n";
}

}  // namespace candour::app
