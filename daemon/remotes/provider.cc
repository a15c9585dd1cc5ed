// SPDX-License-Identifier: MPL-2.0

#include "remotes/provider.h"

#include <algorithm>

#include "base/text.h"
#include "base/yaml_faults.h"
#include "remotes/host_name.h"
#include "remotes/url_text.h"

namespace candour::remotes {

namespace {

class Reader {
 public:
  Reader(std::filesystem::path folder, const std::string& name)
      : folder_(std::move(folder)), faults_(name) {}

  base::Result<std::vector<Provider>> read(const std::string& text) {
    std::vector<Provider> providers;
    try {
      const auto root = YAML::Load(text);
      if (!root.IsMap()) faults_.add(root.Mark(), "a map of providers is expected");
      if (root.IsMap())
        for (const auto& entry : root)
          providers.push_back(provider(entry.first.Scalar(), entry.second));
    } catch (const YAML::Exception& fault) {
      faults_.add(fault.mark, "not YAML: " + fault.msg);
    }
    if (!faults_.empty()) return faults_.error("remotes.provider");
    return providers;
  }

 private:
  Provider provider(const std::string& id, const YAML::Node& entry) {
    Provider result;
    result.id = id;
    if (!entry.IsMap()) {
      faults_.add(entry.Mark(), "`token-endpoint:`, `imap:` and more are expected");
      return result;
    }
    faults_.check_keys(
        entry, {"title", "flow", "device-endpoint", "authorization-endpoint", "token-endpoint",
                "scopes", "imap", "smtp", "domains", "mx", "registration", "ca"});
    result.title = entry["title"] ? scalar(entry["title"]) : id;
    result.flow = flow(entry);
    const bool device = result.flow == OAuthFlow::device;
    result.device_endpoint = endpoint(entry, "device-endpoint", device);
    result.authorization_endpoint = endpoint(entry, "authorization-endpoint", !device);
    result.token_endpoint = endpoint(entry, "token-endpoint", true);
    result.scope = base::join(list(entry["scopes"]), " ");
    if (!entry["imap"]) faults_.add(entry.Mark(), "`imap:` is missing, as imaps://mail.example");
    if (entry["imap"]) result.imap = scalar(entry["imap"]);
    if (entry["smtp"]) result.smtp = scalar(entry["smtp"]);
    result.domains = list(entry["domains"]);
    result.exchangers = list(entry["mx"]);
    if (entry["registration"]) result.registration = scalar(entry["registration"]);
    if (entry["ca"]) result.ca = folder_ / scalar(entry["ca"]);
    return result;
  }

  OAuthFlow flow(const YAML::Node& entry) {
    const auto value = entry["flow"];
    const auto name = value ? scalar(value) : "";
    if (name != "device" && name != "browser")
      faults_.add(value ? value.Mark() : entry.Mark(), "`flow:` is device or browser");
    return name == "browser" ? OAuthFlow::browser : OAuthFlow::device;
  }

  std::string endpoint(const YAML::Node& entry, const char* key, bool needed) {
    const auto value = entry[key];
    if (!value && needed) faults_.add(entry.Mark(), "`" + std::string(key) + ":` is missing");
    if (!value) return {};
    auto url = scalar(value);
    if (!is_https_url(url)) faults_.add(value.Mark(), "an https:// address is expected");
    return url;
  }

  std::vector<std::string> list(const YAML::Node& value) {
    std::vector<std::string> words;
    if (!value) return words;
    if (!value.IsSequence()) faults_.add(value.Mark(), "a list is expected");
    if (value.IsSequence())
      for (const auto& word : value) words.push_back(scalar(word));
    return words;
  }

  std::string scalar(const YAML::Node& value) {
    if (value.IsScalar()) return value.Scalar();
    faults_.add(value.Mark(), "a single value is expected");
    return {};
  }

  std::filesystem::path folder_;
  base::YamlFaults faults_;
};

}  // namespace

base::Result<std::vector<Provider>> parse_providers(const std::string& text,
                                                    const std::filesystem::path& folder,
                                                    const std::string& name) {
  return Reader(folder, name).read(text);
}

const Provider* provider_named(const std::vector<Provider>& providers, std::string_view id) {
  const auto found = std::find_if(providers.begin(), providers.end(),
                                  [&](const Provider& provider) { return provider.id == id; });
  return found == providers.end() ? nullptr : &*found;
}

const Provider* provider_for(const std::vector<Provider>& providers, std::string_view domain,
                             const std::vector<std::string>& exchangers) {
  for (const auto& provider : providers) {
    for (const auto& known : provider.domains)
      if (base::equals_ignoring_case(known, domain)) return &provider;
    for (const auto& known : provider.exchangers)
      for (const auto& host : exchangers)
        if (lies_in(host, known)) return &provider;
  }
  return nullptr;
}

}  // namespace candour::remotes
