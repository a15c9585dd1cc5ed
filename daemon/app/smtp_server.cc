// SPDX-License-Identifier: MPL-2.0

#include "app/smtp_server.h"

namespace candour::app {

namespace {

remotes::SmtpTls tls_of(listeners::NextHopTls tls) {
  switch (tls) {
    case listeners::NextHopTls::none:
      return remotes::SmtpTls::none;
    case listeners::NextHopTls::if_offered:
      return remotes::SmtpTls::if_offered;
    case listeners::NextHopTls::starttls:
      return remotes::SmtpTls::starttls;
    case listeners::NextHopTls::implicit:
      break;
  }
  return remotes::SmtpTls::implicit;
}

}  // namespace

remotes::SmtpServer smtp_server(const listeners::NextHopUrl& url) {
  remotes::SmtpServer server;
  server.host = url.host;
  server.port = url.port;
  server.tls = tls_of(url.tls);
  server.any_certificate = url.tls == listeners::NextHopTls::if_offered ||
                           url.certificate == listeners::CertificateCheck::left_out;
  server.ca = url.ca;
  return server;
}

}  // namespace candour::app
