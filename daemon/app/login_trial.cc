// SPDX-License-Identifier: MPL-2.0

#include "app/login_trial.h"

#include "base/text.h"
#include "remotes/imap_stream.h"
#include "remotes/wake_up.h"

namespace candour::app {

namespace {

// libcurl tells of certificates and TLS in words alone.
bool speaks_of_tls(std::string_view detail) {
  const auto words = base::lower_ascii(detail);
  return words.find("ssl") != words.npos || words.find("tls") != words.npos ||
         words.find("certificate") != words.npos;
}

LoginTrial failed(const base::Error& error, const remotes::ImapServer& server,
                  remotes::ImapLogin::Kind kind) {
  const auto detail = base::in_one_line(error.detail);
  LoginTrial trial;
  if (speaks_of_tls(detail)) {
    trial.told = "no safe connection to " + server.host + ", so no password was sent: " + detail;
    trial.advice =
        "Check the server's name; it must be the one in its certificate. A certificate by the "
        "council's own CA needs --ca FILE.";
  } else if (error.fault == base::Fault::refused) {
    trial.denied = true;
    trial.told = server.host + " was reached safely, but: " + detail;
    trial.advice =
        kind == remotes::ImapLogin::Kind::password
            ? "Check the user name and the password. With two-factor sign-in the provider wants an "
              "app password, or sign in by OAuth2 (--oauth microsoft-365, --oauth google)."
            : "Check that IMAP is switched on for this mailbox, and that whoever signed in may "
              "open it.";
  } else {
    trial.told = server.host + " does not answer as an IMAP server: " + detail;
    trial.advice =
        "Check the server's name and port, and that this machine may reach it. Try again later if "
        "it is down.";
  }
  return trial;
}

}  // namespace

LoginTrial try_login(const remotes::ImapServer& server, const remotes::ImapLogin& login) {
  // A secret that is not there is no fault of the server's.
  const auto secret = login.secret();
  if (!secret) return {.told = base::in_one_line(secret.error().detail), .advice = {}};
  auto with_secret = login;
  with_secret.secret = [&] { return secret; };
  const remotes::WakeUp never;
  const auto stream = remotes::open_imap_stream(server, with_secret, never);
  if (!stream) return failed(stream.error(), server, login.kind);
  return {.worked = true,
          .told = "connected safely to " + server.host + " and signed in as " + login.user,
          .advice = {}};
}

}  // namespace candour::app
