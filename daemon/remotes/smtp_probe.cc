// SPDX-License-Identifier: MPL-2.0

#include "remotes/smtp_probe.h"

#include <curl/curl.h>

#include <array>
#include <string_view>

#include "base/text.h"

namespace candour::remotes {

namespace {

constexpr std::size_t most_extensions = 100;

// The lines of EHLO's answer but its first, and of the last EHLO alone: what a server offers before
// TLS is not what it offers after.
class Heard {
 public:
  void said(std::string_view line) {
    if (line.starts_with("EHLO ")) {
      extensions.clear();
      in_ehlo_ = true;
      first_ = true;
    }
  }
  void answered(std::string_view line) {
    if (!in_ehlo_ || line.size() < 4) return;
    if (line.starts_with("250") && !first_ && extensions.size() < most_extensions)
      extensions.emplace_back(base::trim(line.substr(4)));
    first_ = false;
    if (line[3] == ' ') in_ehlo_ = false;
  }

  std::vector<std::string> extensions;

 private:
  bool in_ehlo_ = false;
  bool first_ = false;
};

int overhear(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* into) {
  auto& heard = *static_cast<Heard*>(into);
  const std::string_view line(bytes, size);
  if (kind == CURLINFO_HEADER_OUT) heard.said(line);
  if (kind == CURLINFO_HEADER_IN) heard.answered(line);
  return 0;
}

std::size_t throw_away(char*, std::size_t one, std::size_t count, void*) {
  return one * count;
}

void set_up(CURL* handle, std::chrono::seconds patience) {
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(patience.count()));
  // Without a recipient libcurl asks for HELP, which many servers refuse.
  curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, "NOOP");
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, throw_away);
  curl_easy_setopt(handle, CURLOPT_CERTINFO, 1L);
}

// Of the server's own certificate, the first of its chain.
void read_certificate(CURL* handle, SmtpProbe& probe) {
  const curl_certinfo* chain = nullptr;
  if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == nullptr) return;
  probe.encrypted = chain->num_of_certs > 0;
  if (!probe.encrypted) return;
  constexpr std::string_view label = "Expire date:";
  for (const auto* entry = chain->certinfo[0]; entry != nullptr; entry = entry->next) {
    const std::string_view field(entry->data);
    if (!field.starts_with(label)) continue;
    const auto seconds = curl_getdate(entry->data + label.size(), nullptr);
    if (seconds > 0) probe.certificate_until = base::Instant{std::chrono::seconds{seconds}};
  }
}

base::Error failure(CURLcode code, const char* why, const SmtpServer& server) {
  const bool refused = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
                       code == CURLE_USE_SSL_FAILED || code == CURLE_SSL_CONNECT_ERROR;
  const std::string words = code == CURLE_USE_SSL_FAILED ? "it offers no STARTTLS"
                            : why[0] != '\0'             ? why
                                                         : curl_easy_strerror(code);
  return {refused ? base::Fault::refused : base::Fault::unavailable, "remotes.smtp_probe",
          server.place() + ": " + base::in_one_line(words)};
}

}  // namespace

base::Result<SmtpProbe> probe_smtp(const SmtpServer& server, std::chrono::seconds patience) {
  const auto handle = smtp_handle(server);
  if (!handle)
    return base::Error{base::Fault::unavailable, "remotes.smtp_probe", "libcurl has no memory"};
  set_up(handle.get(), patience);
  Heard heard;
  curl_easy_setopt(handle.get(), CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_DEBUGFUNCTION, overhear);
  curl_easy_setopt(handle.get(), CURLOPT_DEBUGDATA, &heard);
  std::array<char, CURL_ERROR_SIZE> why{};
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, why.data());
  const auto code = curl_easy_perform(handle.get());
  if (code != CURLE_OK) return failure(code, why.data(), server);
  SmtpProbe probe;
  curl_off_t microseconds = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
  probe.took = std::chrono::milliseconds(microseconds / 1000);
  read_certificate(handle.get(), probe);
  probe.extensions = std::move(heard.extensions);
  return probe;
}

}  // namespace candour::remotes
