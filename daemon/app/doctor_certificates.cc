// SPDX-License-Identifier: MPL-2.0

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <cstdlib>
#include <memory>

#include "app/doctor_checks.h"
#include "base/host_and_port.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

constexpr int days_to_watch = 30;

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

std::string openssl_words() {
  const auto code = ERR_get_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason == nullptr ? "cannot be read" : reason;
}

bool may_be_read_by_others(const fs::path& file) {
  struct stat seen {};
  return ::stat(file.c_str(), &seen) == 0 && (seen.st_mode & S_IRWXO) != 0;
}

/// How far a time lies ahead; negative where it has passed.
struct Ahead {
  int days = 0, seconds = 0;

  explicit Ahead(const ASN1_TIME* time) { ASN1_TIME_diff(&days, &seconds, nullptr, time); }
  bool passed() const { return days < 0 || seconds < 0; }
  std::string in_days() const {
    const int count = std::abs(days);
    return count == 1 ? "1 day" : std::to_string(count) + " days";
  }
};

bool bears(X509* certificate, const std::string& name) {
  return X509_check_host(certificate, name.data(), name.size(), 0, nullptr) == 1 ||
         X509_check_ip_asc(certificate, name.c_str(), 0) == 1;
}

void check_validity(const std::string& about, X509* certificate, Checkup& checkup) {
  const Ahead end(X509_get0_notAfter(certificate)), begin(X509_get0_notBefore(certificate));
  const std::string cure =
      "Renew it, put the new files in the place of the old, and restart candourd.";
  if (end.passed()) return checkup.bad(about, "ran out " + end.in_days() + " ago", cure);
  if (begin.days + begin.seconds > 0)
    return checkup.bad(about, "is not valid yet", "Look at this machine's clock, or wait.");
  const std::string told = "good for another " + end.in_days();
  if (end.days < days_to_watch) return checkup.care(about, told, cure);
  checkup.well(about, told);
}

std::string on_all_interfaces(const std::string& address) {
  return address == "0.0.0.0" || address == "::" ? std::string() : address;
}

}  // namespace

void check_certificate(const std::string& about, const fs::path& certificate, const fs::path& key,
                       const std::string& name, Checkup& checkup) {
  const std::unique_ptr<SSL_CTX, FreeContext> context(SSL_CTX_new(TLS_server_method()));
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1)
    return checkup.bad(about, certificate.string() + ": " + openssl_words(),
                       "A PEM file with the whole chain is expected, readable for candourd.");
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1)
    return checkup.bad(about, key.string() + ": " + openssl_words(),
                       "The certificate's own key is expected, a PEM file without a passphrase.");
  if (may_be_read_by_others(key))
    return checkup.bad(about, key.string() + ": others may read it", "chmod 0600 " + key.string());
  X509* own = SSL_CTX_get0_certificate(context.get());
  if (!name.empty() && !bears(own, name))
    return checkup.bad(about, "does not bear the name " + name,
                       "Mail clients will refuse it: get one for that name, or have them use the "
                       "name that it bears.");
  check_validity(about, own, checkup);
}

void check_certificates(const Configuration& configuration, Checkup& checkup) {
  for (const auto& proxy : configuration.smtp)
    if (proxy.tls != listeners::ClientTls::none)
      check_certificate("certificate of smtp " + base::written({proxy.address, proxy.port}),
                        proxy.certificate, proxy.key, {}, checkup);
  const auto check_web = [&](const std::string& what, const WebPlace& place) {
    if (place.certificate.empty()) return;
    check_certificate("certificate of " + what + " " + base::written({place.address, place.port}),
                      place.certificate, place.key,
                      place.host.empty() ? on_all_interfaces(place.address) : place.host, checkup);
  };
  if (configuration.http) check_web("http", *configuration.http);
  if (configuration.console) check_web("console", *configuration.console);
}

}  // namespace candour::app
