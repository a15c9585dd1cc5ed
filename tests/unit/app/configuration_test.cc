// SPDX-License-Identifier: MPL-2.0

#include "app/configuration.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace candour::app {
namespace {

class ConfigurationFile : public testing::Test {
 protected:
  base::Result<Configuration> read(const std::string& text) const {
    const auto file = folder_.path() / "candourd.yaml";
    std::ofstream(file) << text;
    return read_configuration(file);
  }
  std::string fault(const std::string& text) const {
    const auto configuration = read(text);
    return configuration ? "none" : configuration.error().detail;
  }
  support::TemporaryFolder folder_;
};

constexpr auto sound = R"(
policy: policy.yaml
data: ./ledger
smtp:
  - listen: 127.0.0.1:2587
    tls: none
    next-hop: sandbox:outbox
)";

TEST_F(ConfigurationFile, TakesPathsRelativeToItself) {
  const auto configuration = read(sound);
  ASSERT_TRUE(configuration) << configuration.error().detail;
  EXPECT_EQ(configuration->policy, folder_.path() / "policy.yaml");
  EXPECT_EQ(configuration->data.lexically_normal(), folder_.path() / "ledger");
  ASSERT_EQ(configuration->smtp.size(), 1u);
  EXPECT_EQ(configuration->smtp[0].port, 2587);
  EXPECT_EQ(configuration->smtp[0].next_hop.sandbox, folder_.path() / "outbox");
}

TEST_F(ConfigurationFile, SaysHowLongNamesAreKept) {
  const auto kept = [&](const std::string& words) {
    return read("policy: a.yaml\nretention: " + words + '\n');
  };
  EXPECT_FALSE(read("policy: a.yaml\n")->retention);
  EXPECT_EQ(kept("24 months")->retention, std::chrono::months(24));
  EXPECT_EQ(kept("1 month")->retention, std::chrono::months(1));
  EXPECT_EQ(kept("6 years")->retention, std::chrono::months(72));
  for (const auto* wrong :
       {"24", "0 months", "-1 months", "two years", "24 days", "9999 years", ""})
    EXPECT_FALSE(kept(wrong)) << wrong;
}

TEST_F(ConfigurationFile, SuggestsTheKeyThatWasMeant) {
  EXPECT_EQ(fault("polcy: a.yaml\npolicy: b.yaml\n"),
            "candourd.yaml:1:1: unknown key 'polcy'; did you mean 'policy'?");
}

TEST_F(ConfigurationFile, TellsAllFaultsAtOnce) {
  const auto told = fault("data: x\nlog-level: loud\nsmtp:\n  - listen: nowhere\n");
  EXPECT_NE(told.find("`policy:` is missing"), std::string::npos) << told;
  EXPECT_NE(told.find("2:12: unknown log level 'loud'"), std::string::npos) << told;
  EXPECT_NE(told.find("4:13: an address and a port"), std::string::npos) << told;
  EXPECT_NE(told.find("`next-hop:` is missing"), std::string::npos) << told;
}

TEST_F(ConfigurationFile, RefusesPlainTextBeyondThisMachine) {
  EXPECT_NE(fault("policy: p\nsmtp:\n  - {listen: 0.0.0.0:25, next-hop: sandbox:o}\n")
                .find("without TLS Candour listens on this machine alone"),
            std::string::npos);
}

TEST_F(ConfigurationFile, HasTheLocalApiOnItsSocketAlone) {
  EXPECT_FALSE(read(sound)->http);
}

TEST_F(ConfigurationFile, PutsTheLocalApiWhereItSays) {
  const auto configuration = read(
      "policy: p\ndata: d\nhttp:\n  listen: '[::1]:8425'\n  metrics: true\n  origins: "
      "[moz-extension://0b1c-2d, "
      "'moz-extension://*']\n");
  ASSERT_TRUE(configuration) << configuration.error().detail;
  EXPECT_EQ(configuration->http->address, "::1");
  EXPECT_EQ(configuration->http->port, 8425);
  EXPECT_TRUE(configuration->http->metrics_for_all);
  EXPECT_EQ(configuration->http->token, folder_.path() / "d" / "http-token");
  EXPECT_EQ(configuration->http->origins,
            (std::vector<std::string>{"moz-extension://0b1c-2d", "moz-extension://*"}));
}

TEST_F(ConfigurationFile, SaysWhatIsWrongWithTheLocalApi) {
  const std::vector<std::pair<std::string, std::string>> faults{
      {"{}", "3:7: `listen:` is missing"},
      {"[127.0.0.1:1]", "3:7: `listen:` is expected"},
      {"{listen: 0.0.0.0:8425}", "3:16: without TLS the local API listens on this machine alone"},
      {"{listen: 127.0.0.1:1, certificate: c}", "3:7: `certificate:` and `key:` come together"},
      {"{listen: 127.0.0.1:1, orgins: []}", "unknown key 'orgins'; did you mean 'origins'?"},
      {"{listen: 127.0.0.1:1, metrics: some}", "true or false is expected"},
      {"{listen: 127.0.0.1:1, origins: ['https://x.example']}", "an add-on's origin is expected"},
      {"{listen: 127.0.0.1:1, origins: ['moz-extension://0b1c/page']}", "an add-on's origin"},
  };
  for (const auto& [http, complaint] : faults) {
    const auto told = fault("policy: p\ndata: d\nhttp: " + http + "\n");
    EXPECT_NE(told.find(complaint), std::string::npos) << http << "\n" << told;
  }
}

TEST_F(ConfigurationFile, WantsACertificateForTls) {
  EXPECT_NE(
      fault("policy: p\nsmtp:\n  - {listen: 1.2.3.4:587, tls: starttls, next-hop: sandbox:o}\n")
          .find("TLS needs `certificate:` and `key:`"),
      std::string::npos);
}

TEST_F(ConfigurationFile, TellsWhereItIsNotYaml) {
  EXPECT_NE(fault("policy: [a\n").find("candourd.yaml:2:1: not YAML"), std::string::npos)
      << fault("policy: [a\n");
  EXPECT_NE(fault("").find("`policy:`"), std::string::npos);
}

}  // namespace
}  // namespace candour::app
