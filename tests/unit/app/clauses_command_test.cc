// SPDX-License-Identifier: MPL-2.0

#include "app/clauses_command.h"
#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

namespace candour::app {
namespace {

const std::string source = source_folder();
const std::string eastmere = source + "/policies/examples/eastmere.yaml";

struct Printed {
  int status;
  std::string out, err;
};

enum class Form { text, json };

Printed printed(const std::string& policy, const std::string& pack, Form form = Form::text) {
  const ClausesOptions options{policy, pack, source + "/policies", form == Form::json};
  std::ostringstream out, err;
  const int status = print_clauses(options, out, err);
  return {status, out.str(), err.str()};
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

TEST(PolicyClauses, AreATableForPeople) {
  const auto [status, out, err] = printed("", "leigh-on-sea-2023");
  EXPECT_EQ(status, 0);
  EXPECT_EQ(err, "");
  EXPECT_TRUE(has(out,
                  "Protocol on Member/Officer Relations (Leigh-on-Sea Town Council, 2023)\n"
                  "pack leigh-on-sea-2023\n\n"
                  "Section             What it asks"))
      << out.substr(0, 300);
  EXPECT_TRUE(has(out, "\n4.3 "));
  EXPECT_TRUE(has(out, "No rule: Where an appraisal ends"));
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 110u) << line;
}

TEST(PolicyClauses, ShowWhatTheCouncilMakesOfEachRule) {
  const auto out = printed(eastmere, "").out;
  EXPECT_TRUE(has(out, "pack model-2026, Eastmere Town Council\n"));
  EXPECT_TRUE(has(out, "silent-copy (confirm)"));
}

TEST(PolicyClauses, AreJsonForPrograms) {
  const auto object = boost::json::parse(printed(eastmere, "", Form::json).out).as_object();
  EXPECT_EQ(object.at("pack"), "model-2026");
  EXPECT_EQ(object.at("council"), "Eastmere Town Council");
  bool found = false;
  for (const auto& clause : object.at("clauses").as_array()) {
    if (!clause.at("actions").as_object().contains("confidential-disclosure")) continue;
    EXPECT_EQ(clause.at("actions").at("confidential-disclosure"),
              "correspondence: confirm, outgoing: warn");
    found = true;
  }
  EXPECT_TRUE(found);
}

TEST(PolicyClauses, RefuseBadInputWithAClearMessage) {
  const auto unknown = printed("", "model-2025");
  EXPECT_EQ(unknown.status, 2);
  EXPECT_EQ(unknown.out, "");
  EXPECT_EQ(unknown.err,
            "candour policy clauses: unknown pack 'model-2025'; did you mean 'model-2026'?\n");
  const auto missing = printed("/nowhere/policy.yaml", "");
  EXPECT_EQ(missing.status, 2);
  EXPECT_TRUE(has(missing.err, "/nowhere/policy.yaml")) << missing.err;
}

}  // namespace
}  // namespace candour::app
