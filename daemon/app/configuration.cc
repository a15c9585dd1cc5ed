// SPDX-License-Identifier: MPL-2.0

#include "app/configuration.h"

#include <algorithm>
#include <charconv>

#include "app/account_configuration.h"
#include "app/mail_files.h"
#include "base/text.h"
#include "base/yaml_faults.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

class Reader {
 public:
  explicit Reader(const fs::path& file)
      : folder_(file.parent_path()), faults_(file.filename().string()) {}

  base::Result<Configuration> read(const std::string& text, const fs::path& file) {
    configuration_.file = file;
    try {
      read_root(YAML::Load(text));
    } catch (const YAML::Exception& fault) {
      faults_.add(fault.mark, "not YAML: " + fault.msg);
    }
    if (!faults_.empty()) return faults_.error("app.configuration");
    return std::move(configuration_);
  }

 private:
  void read_root(const YAML::Node& root) {
    if (!root.IsMap()) return faults_.add(root.Mark(), "a map with at least `policy:` is expected");
    faults_.check_keys(root, {"policy", "councils", "packs", "data", "log-level", "smtp", "http",
                              "console", "held", "summary", "retention", "past-mail", "accounts"});
    configuration_.data = folder_ / "data";
    if (root["councils"])
      faults_.add(root["councils"].Mark(),
                  "one daemon serves one council in this version; write policy: FILE");
    else if (!root["policy"])
      faults_.add(root.Mark(), "`policy:` is missing: the council's policy file");
    for (const auto& entry : root) read_entry(entry.first.Scalar(), entry.second);
    if (held_) read_held(*held_);
    if (summary_)
      configuration_.summary = read_summary(*summary_, folder_, configuration_.smtp, faults_);
    for (auto& proxy : configuration_.smtp) proxy.spool_folder = configuration_.data;
    if (auto& http = configuration_.http; http && http->token.empty())
      http->token = configuration_.data / token_file_name;
  }

  void read_entry(const std::string& key, const YAML::Node& value) {
    if (key == "policy") configuration_.policy = path(value);
    if (key == "packs") configuration_.packs = path(value);
    if (key == "data") configuration_.data = path(value);
    if (key == "log-level") read_log_level(value);
    if (key == "smtp") read_smtp(value);
    if (key == "http") read_http(value);
    if (key == "console") read_console(value);
    if (key == "held") held_ = value;
    if (key == "retention") read_retention(value);
    if (key == "summary") summary_ = value;
    if (key == "past-mail") read_past_mail(value);
    if (key == "accounts") configuration_.accounts = read_accounts(value, folder_, faults_);
  }

  void read_retention(const YAML::Node& value) {
    constexpr int most = 1'200;
    const auto text = scalar(value);
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto unit = base::trim(std::string_view(end, text.data() + text.size()));
    const bool months = unit == "months" || unit == "month";
    const bool years = unit == "years" || unit == "year";
    if (error != std::errc() || count < 1 || count > most || (!months && !years))
      return faults_.add(value.Mark(),
                         "how long names stay in the ledger is expected, as 24 months or 6 years");
    configuration_.retention = std::chrono::months(years ? 12 * count : count);
  }

  void read_log_level(const YAML::Node& value) {
    static const std::vector<std::string_view> levels{"debug", "info", "warning", "error"};
    configuration_.log_level = scalar(value);
    if (std::find(levels.begin(), levels.end(), configuration_.log_level) == levels.end())
      faults_.add_unknown(value.Mark(), "log level", configuration_.log_level, levels);
  }

  void read_smtp(const YAML::Node& list) {
    if (!list.IsSequence())
      return faults_.add(list.Mark(), "a list is expected: each entry `- listen: ADDRESS:PORT`");
    for (const auto& entry : list) {
      if (!entry.IsMap()) {
        faults_.add(entry.Mark(), "`listen:` and `next-hop:` are expected");
        continue;
      }
      faults_.check_keys(entry, {"listen", "tls", "certificate", "key", "next-hop"});
      configuration_.smtp.push_back(smtp_proxy(entry));
    }
  }

  listeners::SmtpProxyConfig smtp_proxy(const YAML::Node& entry) {
    listeners::SmtpProxyConfig proxy;
    if (const auto tls = entry["tls"]) proxy.tls = client_tls(tls);
    if (const auto certificate = entry["certificate"]) proxy.certificate = path(certificate);
    if (const auto key = entry["key"]) proxy.key = path(key);
    if (proxy.tls != listeners::ClientTls::none && (proxy.certificate.empty() || proxy.key.empty()))
      faults_.add(entry.Mark(), "TLS needs `certificate:` and `key:`, both PEM files");
    read_listen(entry, proxy);
    if (const auto next_hop = entry["next-hop"]) {
      auto url = listeners::parse_next_hop_url(scalar(next_hop), folder_);
      if (url)
        proxy.next_hop = std::move(*url);
      else
        faults_.add(next_hop.Mark(), url.error().detail);
    } else {
      faults_.add(entry.Mark(),
                  "`next-hop:` is missing: where checked mail goes, as smtp://mail.example");
    }
    return proxy;
  }

  void read_listen(const YAML::Node& entry, listeners::SmtpProxyConfig& proxy) {
    const auto listen = entry["listen"];
    if (!listen) return faults_.add(entry.Mark(), "`listen:` is missing, as 127.0.0.1:2587");
    const auto place = listeners::parse_host_and_port(scalar(listen));
    if (!place || !place->port)
      return faults_.add(listen.Mark(), "an address and a port are expected, as 127.0.0.1:2587");
    if (proxy.tls == listeners::ClientTls::none && !listeners::is_loopback(place->host))
      return faults_.add(listen.Mark(),
                         "without TLS Candour listens on this machine alone (127.0.0.1 or [::1]); "
                         "write tls: starttls or tls: implicit with a certificate");
    proxy.address = place->host;
    proxy.port = *place->port;
  }

  void read_http(const YAML::Node& entry) {
    if (!entry.IsMap())
      return faults_.add(entry.Mark(), "`listen:` is expected, as 127.0.0.1:8425");
    faults_.check_keys(entry,
                       {"listen", "host", "certificate", "key", "token", "origins", "metrics"});
    HttpConfiguration http;
    read_web_place(entry, "the local API listens", http);
    if (const auto token = entry["token"]) http.token = path(token);
    if (const auto origins = entry["origins"]) read_origins(origins, http);
    if (const auto metrics = entry["metrics"]) http.metrics_for_all = yes_or_no(metrics);
    configuration_.http = std::move(http);
  }

  void read_console(const YAML::Node& entry) {
    if (!entry.IsMap()) return faults_.add(entry.Mark(), "`listen:` is expected, as 0.0.0.0:8443");
    faults_.check_keys(entry, {"listen", "host", "certificate", "key"});
    WebPlace place;
    read_web_place(entry, "the console is served", place);
    // The gate lets in who names us rightly; under 0.0.0.0 nobody could.
    if (place.host.empty() && !place.address.empty() && !listeners::is_loopback(place.address))
      faults_.add(entry.Mark(),
                  "`host:` is missing: the name by which browsers call it, as candour.example");
    configuration_.console = std::move(place);
  }

  /// does   of whom a fault is told: "the console is served"
  void read_web_place(const YAML::Node& entry, std::string_view does, WebPlace& place) {
    if (const auto host = entry["host"]) place.host = scalar(host);
    if (const auto certificate = entry["certificate"]) place.certificate = path(certificate);
    if (const auto key = entry["key"]) place.key = path(key);
    if (place.certificate.empty() != place.key.empty())
      faults_.add(entry.Mark(), "`certificate:` and `key:` come together, both PEM files");
    const auto listen = entry["listen"];
    if (!listen) return faults_.add(entry.Mark(), "`listen:` is missing, as 127.0.0.1:8425");
    const auto where = listeners::parse_host_and_port(scalar(listen));
    if (!where || !where->port)
      return faults_.add(listen.Mark(), "an address and a port are expected, as 127.0.0.1:8425");
    if (place.certificate.empty() && !listeners::is_loopback(where->host))
      return faults_.add(listen.Mark(), "without TLS " + std::string(does) +
                                            " on this machine alone (127.0.0.1 or [::1]); give it "
                                            "`certificate:` and `key:`");
    place.address = where->host;
    place.port = *where->port;
  }

  void read_past_mail(const YAML::Node& entry) {
    if (entry.IsScalar() && !entry.Scalar().empty())
      configuration_.past_mail.push_back(folder_ / entry.Scalar());
    else if (!entry.IsSequence())
      return faults_.add(entry.Mark(), "paths are expected, as `past-mail: [sent.mbox]`");
    for (const auto& path : entry) {
      if (path.IsScalar() && !path.Scalar().empty())
        configuration_.past_mail.push_back(folder_ / path.Scalar());
      else
        faults_.add(path.Mark(), "a path is expected");
    }
  }

  void read_held(const YAML::Node& entry) {
    HeldConfiguration held;
    if (entry.IsMap())
      faults_.check_keys(entry, {"send-through", "user", "password-file", "days", "megabytes",
                                 "four-eyes", "deciders"});
    else if (!entry.IsNull())
      return faults_.add(entry.Mark(), "keys are expected, as `days: 14`, or nothing: `held:`");
    held.server =
        read_outgoing_server(entry, folder_, configuration_.smtp, "released mail", faults_);
    if (entry.IsMap()) read_held_entries(entry, held);
    configuration_.held = std::move(held);
  }

  void read_held_entries(const YAML::Node& entry, HeldConfiguration& held) {
    if (const auto days = entry["days"])
      held.keep = std::chrono::days(read_whole_number(days, 1, 365, faults_));
    if (const auto megabytes = entry["megabytes"])
      held.most_bytes =
          static_cast<std::uintmax_t>(read_whole_number(megabytes, 64, 1 << 20, faults_)) << 20;
    if (const auto four_eyes = entry["four-eyes"]) held.four_eyes = yes_or_no(four_eyes);
    if (const auto deciders = entry["deciders"]) read_deciders(deciders, held);
    if (held.four_eyes && held.deciders.empty())
      faults_.add(entry.Mark(),
                  "`four-eyes:` needs `deciders:`, so that it is known whose login is whose");
  }

  void read_deciders(const YAML::Node& entry, HeldConfiguration& held) {
    if (!entry.IsMap())
      return faults_.add(entry.Mark(), "logins with addresses are expected, as {helen: clerk@…}");
    for (const auto& decider : entry)
      held.deciders[decider.first.Scalar()] = scalar(decider.second);
  }

  bool yes_or_no(const YAML::Node& value) {
    bool answer = false;
    if (!YAML::convert<bool>::decode(value, answer))
      faults_.add(value.Mark(), "true or false is expected");
    return answer;
  }

  // A plugin's origin; a web page's would let any page of that site read what a clerk writes.
  void read_origins(const YAML::Node& list, HttpConfiguration& http) {
    constexpr std::string_view scheme = "moz-extension://";
    if (!list.IsSequence())
      return faults_.add(list.Mark(), "a list is expected, as [moz-extension://*]");
    for (const auto& entry : list) {
      const auto origin = scalar(entry);
      const std::string_view id =
          std::string_view(origin).substr(std::min(origin.size(), scheme.size()));
      const bool sound =
          origin.starts_with(scheme) && !id.empty() &&
          (id == "*" || id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz-") == id.npos);
      if (!sound)
        faults_.add(entry.Mark(),
                    "an add-on's origin is expected, moz-extension:// and its id, or * for "
                    "any, without a path");
      http.origins.push_back(origin);
    }
  }

  listeners::ClientTls client_tls(const YAML::Node& value) {
    const auto name = scalar(value);
    if (name == "starttls") return listeners::ClientTls::starttls;
    if (name == "implicit") return listeners::ClientTls::implicit;
    if (name != "none")
      faults_.add_unknown(value.Mark(), "kind of TLS", name, {"none", "starttls", "implicit"});
    return listeners::ClientTls::none;
  }

  std::string scalar(const YAML::Node& value) { return read_scalar(value, faults_); }

  fs::path path(const YAML::Node& value) { return folder_ / scalar(value); }

  fs::path folder_;
  base::YamlFaults faults_;
  Configuration configuration_;
  std::optional<YAML::Node> held_, summary_;  // read once all next hops are known
};

}  // namespace

base::Result<Configuration> read_configuration(const fs::path& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  return Reader(file).read(*text, file);
}

}  // namespace candour::app
