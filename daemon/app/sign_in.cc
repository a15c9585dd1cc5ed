// SPDX-License-Identifier: MPL-2.0

#include "app/sign_in.h"

#include <thread>

#include "base/private_file.h"
#include "base/text.h"
#include "remotes/browser_flow.h"
#include "remotes/device_flow.h"
#include "remotes/loopback_listener.h"

namespace candour::app {

namespace {

constexpr std::chrono::minutes browser_patience{15};

base::Result<remotes::Tokens> by_device(const remotes::Provider& provider,
                                        const remotes::OAuthClient& client,
                                        const remotes::Exchange& exchange, AccountReport& report) {
  const auto code = remotes::ask_for_device_code(exchange, provider.device_endpoint, client);
  if (!code) return code.error();
  report.ask("Open " + code->verification_uri + " in any browser, type the code " +
             code->user_code + " and sign in to the mailbox.");
  return remotes::wait_for_consent(
      exchange, client, *code,
      {base::now, [](std::chrono::seconds time) { std::this_thread::sleep_for(time); }});
}

base::Result<remotes::Tokens> by_browser(const remotes::Provider& provider,
                                         const remotes::OAuthClient& client,
                                         const remotes::Exchange& exchange,
                                         const AccountOptions& options, AccountReport& report) {
  auto listener = remotes::LoopbackListener::open(options.redirect_port);
  if (!listener) return listener.error();
  const auto attempt = remotes::new_attempt(listener->redirect_uri());
  report.ask(
      "Open the address below in a browser on this machine and agree. From another machine, first "
      "bring its port here: ssh -L PORT:127.0.0.1:PORT, where PORT is the number in " +
      attempt.redirect_uri);
  report.ask(remotes::authorization_url(provider.authorization_endpoint, client, attempt,
                                        options.address));
  const auto code = listener->wait_for_code(attempt, browser_patience);
  if (!code) return code.error();
  return remotes::redeem_code(exchange, client, attempt, *code, base::now());
}

}  // namespace

base::Result<remotes::Grant> sign_in(const remotes::Provider& provider,
                                     const std::string& client_id, const AccountOptions& options,
                                     AccountReport& report) {
  remotes::OAuthClient client{provider.token_endpoint, client_id, {}, provider.scope};
  if (!options.client_secret_file.empty()) {
    const auto secret = base::read_private_file(options.client_secret_file);
    if (!secret) return secret.error();
    client.client_secret = base::trim(*secret);
  }
  const auto exchange = remotes::https(provider.ca);
  const bool device = provider.flow == remotes::OAuthFlow::device;
  auto tokens = device ? by_device(provider, client, exchange, report)
                       : by_browser(provider, client, exchange, options, report);
  if (!tokens) return tokens.error();
  if (tokens->refresh.empty())
    return base::Error{
        base::Fault::refused, "app.sign_in",
        provider.title +
            " gave no refresh token, without which the mailbox could be followed for "
            "an hour only; see its app registration"};
  return remotes::Grant{options.address, provider.id, client, provider.ca, std::move(*tokens)};
}

}  // namespace candour::app
