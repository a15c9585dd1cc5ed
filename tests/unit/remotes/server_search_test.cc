// SPDX-License-Identifier: MPL-2.0

#include "remotes/server_search.h"

#include <gtest/gtest.h>

#include <map>

#include "remotes/autoconfig.h"
#include "remotes/host_name.h"

namespace candour::remotes {
namespace {

constexpr auto clerk = "clerk@eastmere-tc.gov.uk";

constexpr auto xml = R"(<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x">
  <incomingServer type="pop3"><hostname>pop.hoster.example</hostname><port>995</port>
    <socketType>SSL</socketType></incomingServer>
  <incomingServer type="imap"><hostname>plain.hoster.example</hostname><port>143</port>
    <socketType>plain</socketType></incomingServer>
  <incomingServer type="imap"><hostname>imap.hoster.example</hostname><port>143</port>
    <socketType>STARTTLS</socketType><username>%EMAILLOCALPART%-%EMAILDOMAIN%</username></incomingServer>
</emailProvider></clientConfig>)";

class ServerSearch : public testing::Test {
 protected:
  FoundServer find(std::string_view address = clerk) {
    const ServerSources sources{[this](const std::string& name) { return services[name]; },
                                [this](const std::string&) { return exchangers; },
                                [this](const HttpRequest& request) -> base::Result<HttpAnswer> {
                                  asked.push_back(request.url);
                                  if (const auto page = pages.find(request.url);
                                      page != pages.end())
                                    return HttpAnswer{200, page->second};
                                  return HttpAnswer{404, xml};
                                }};
    return find_server(address, providers, sources);
  }

  Provider microsoft() {
    Provider provider;
    provider.id = "microsoft-365";
    provider.imap = "imaps://outlook.office365.com";
    provider.domains = {"outlook.example"};
    provider.exchangers = {"mail.protection.outlook.com"};
    return provider;
  }

  std::vector<Provider> providers{microsoft()};
  std::map<std::string, std::vector<ServiceRecord>> services;
  std::vector<std::string> exchangers;
  std::map<std::string, std::string> pages;
  std::vector<std::string> asked;
};

TEST_F(ServerSearch, TakesTheDomainsServiceRecord) {
  services["_imaps._tcp.eastmere-tc.gov.uk"] = {{0, 0, 993, "mail.eastmere-tc.gov.uk"}};
  EXPECT_EQ(find().imap, "imaps://mail.eastmere-tc.gov.uk");
  EXPECT_TRUE(find().confirmed);
  services["_imaps._tcp.eastmere-tc.gov.uk"] = {{0, 0, 10'993, "mail.eastmere-tc.gov.uk"}};
  EXPECT_EQ(find().imap, "imaps://mail.eastmere-tc.gov.uk:10993");
  EXPECT_TRUE(asked.empty());
}

TEST_F(ServerSearch, TakesStarttlsWhereTheDomainSaysThatItHasNoOther) {
  services["_imaps._tcp.eastmere-tc.gov.uk"] = {{0, 0, 0, ""}};
  services["_imap._tcp.eastmere-tc.gov.uk"] = {{0, 0, 143, "mail.eastmere-tc.gov.uk"}};
  EXPECT_EQ(find().imap, "imap://mail.eastmere-tc.gov.uk");
}

TEST_F(ServerSearch, WantsConfirmedWhatUnsignedDnsNamesElsewhere) {
  services["_imaps._tcp.eastmere-tc.gov.uk"] = {{0, 0, 993, "imap.hoster.example"}};
  EXPECT_FALSE(find().confirmed);
}

TEST_F(ServerSearch, KnowsAProviderByDomainServiceRecordOrMailExchanger) {
  EXPECT_EQ(find("helen@outlook.example").provider, "microsoft-365");
  exchangers = {"eastmere.mail.protection.outlook.com"};
  EXPECT_EQ(find().provider, "microsoft-365");
  EXPECT_EQ(find().imap, "imaps://outlook.office365.com");
  exchangers.clear();
  services["_imaps._tcp.eastmere-tc.gov.uk"] = {{0, 0, 993, "Outlook.Office365.com"}};
  EXPECT_EQ(find().provider, "microsoft-365");
  EXPECT_TRUE(find().confirmed);
}

TEST_F(ServerSearch, AsksForAutoconfigLast) {
  pages["https://eastmere-tc.gov.uk/.well-known/autoconfig/mail/config-v1.1.xml"] = xml;
  const auto found = find();
  EXPECT_EQ(found.imap, "imap://imap.hoster.example:143");
  EXPECT_EQ(found.user, "clerk-eastmere-tc.gov.uk");
  EXPECT_EQ(asked.size(), 2u);
}

TEST_F(ServerSearch, SaysWhatItTriedInVain) {
  const auto found = find();
  EXPECT_EQ(found.imap, "");
  EXPECT_EQ(found.tried.size(), 3u);
}

class FaultyAutoconfig : public testing::TestWithParam<const char*> {};

TEST_P(FaultyAutoconfig, NamesNoServer) {
  EXPECT_FALSE(read_autoconfig(GetParam(), clerk)) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    All, FaultyAutoconfig,
    testing::Values(
        "", "<html>", "<clientConfig/>", "<a><emailProvider/></a>",
        "<a><emailProvider><incomingServer type='imap'><hostname>h.example@evil.example</hostname>"
        "<port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></a>",
        "<a><emailProvider><incomingServer type='imap'><hostname>h.example</hostname>"
        "<port>99999</port><socketType>SSL</socketType></incomingServer></emailProvider></a>",
        "<!DOCTYPE a [<!ENTITY e 'h.example'>]><a><emailProvider><incomingServer type='imap'>"
        "<hostname>h.example</hostname><port>993</port><socketType>SSL</socketType>"
        "</incomingServer></emailProvider></a>"));

TEST(HostName, IsOfLabelsOfLettersDigitsAndHyphens) {
  for (const auto* name : {"mail.example", "a-b.c1.example", "localhost", "10.0.0.1"})
    EXPECT_TRUE(is_host_name(name)) << name;
  for (const auto* name :
       {"", "mail", "mail..example", ".mail.example", "-a.example", "a-.example", "a b.example",
        "a.example/x", "a@b.example", "a.example\x1b", "a:1.example"})
    EXPECT_FALSE(is_host_name(name)) << name;
}

TEST(Address, HasAUserAndADomain) {
  EXPECT_TRUE(is_address(clerk));
  for (const auto* text : {"", "clerk", "@eastmere-tc.gov.uk", "clerk@", "a b@x.example",
                           "clerk@x.example/../..", "../x@y.example"})
    EXPECT_FALSE(is_address(text)) << text;
}

}  // namespace
}  // namespace candour::remotes
