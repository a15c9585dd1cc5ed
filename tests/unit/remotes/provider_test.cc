// SPDX-License-Identifier: MPL-2.0

#include "remotes/provider.h"
#include "support/source_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace candour::remotes {
namespace {

std::vector<Provider> shipped() {
  std::ifstream file(source_folder() + "/packaging/providers.yaml");
  std::stringstream text;
  text << file.rdbuf();
  auto providers = parse_providers(text.str(), {}, "providers.yaml");
  EXPECT_TRUE(providers) << (providers ? "" : providers.error().detail);
  return providers ? std::move(*providers) : std::vector<Provider>();
}

TEST(Providers, ThatAreShippedSignInByDeviceAtMicrosoftAndByBrowserAtGoogle) {
  const auto providers = shipped();
  const auto* microsoft = provider_named(providers, "microsoft-365");
  const auto* google = provider_named(providers, "google");
  ASSERT_TRUE(microsoft != nullptr && google != nullptr);
  EXPECT_EQ(microsoft->flow, OAuthFlow::device);
  EXPECT_NE(microsoft->scope.find(" offline_access"), std::string::npos);
  EXPECT_EQ(google->flow, OAuthFlow::browser);
  EXPECT_EQ(google->imap, "imaps://imap.gmail.com");
  EXPECT_EQ(provider_named(providers, "yahoo"), nullptr);
}

TEST(Providers, AreKnownByTheMailExchangersOfACouncilsOwnDomain) {
  const auto providers = shipped();
  const auto found = [&](std::string_view domain, std::vector<std::string> exchangers) {
    const auto* provider = provider_for(providers, domain, exchangers);
    return provider == nullptr ? "" : provider->id;
  };
  EXPECT_EQ(found("eastmere-tc.gov.uk", {"eastmere-tc-gov-uk.mail.protection.outlook.com"}),
            "microsoft-365");
  EXPECT_EQ(found("eastmere-tc.gov.uk", {"ASPMX.L.Google.com"}), "google");
  EXPECT_EQ(found("GMail.com", {}), "google");
  EXPECT_EQ(found("eastmere-tc.gov.uk", {"mx.notgoogle.com"}), "");
}

TEST(Providers, FaultsAreToldWithTheirPlace) {
  const auto providers = parse_providers(
      "mine:\n  flow: devise\n  token-endpoint: http://login.example\n  scops: [mail]\n", {},
      "mine.yaml");
  ASSERT_FALSE(providers);
  for (const auto* told : {"mine.yaml:2:9: `flow:` is device or browser",
                           "mine.yaml:3:19: an https:// address is expected",
                           "did you mean 'scopes'?", "`imap:` is missing"})
    EXPECT_NE(providers.error().detail.find(told), std::string::npos) << providers.error().detail;
}

}  // namespace
}  // namespace candour::remotes
