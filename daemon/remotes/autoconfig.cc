// SPDX-License-Identifier: MPL-2.0

#include "remotes/autoconfig.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <charconv>
#include <memory>

#include "base/text.h"
#include "remotes/host_name.h"
#include "remotes/url_text.h"

namespace candour::remotes {

namespace {

constexpr std::size_t longest_file = 256u << 10;
constexpr std::size_t longest_user = 320;  // an address (RFC 3696, erratum 1690)

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

const xmlNode* child(const xmlNode* parent, std::string_view name) {
  for (const auto* node = parent == nullptr ? nullptr : parent->children; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE && text_of(node->name) == name) return node;
  return nullptr;
}

std::string child_text(const xmlNode* parent, std::string_view name) {
  const auto* node = child(parent, name);
  if (node == nullptr || node->children == nullptr || node->children->type != XML_TEXT_NODE)
    return {};
  return std::string(base::trim(text_of(node->children->content)));
}

bool is_imap(const xmlNode* server) {
  if (server->type != XML_ELEMENT_NODE || text_of(server->name) != "incomingServer") return false;
  for (const auto* attribute = server->properties; attribute; attribute = attribute->next)
    if (text_of(attribute->name) == "type" && attribute->children != nullptr)
      return text_of(attribute->children->content) == "imap";
  return false;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  if (const auto at = text.find(from); at != text.npos) text.replace(at, from.size(), to);
  return text;
}

std::string user_name(std::string text, std::string_view address) {
  const auto at = address.find('@');
  text = replaced(std::move(text), "%EMAILADDRESS%", address);
  text = replaced(std::move(text), "%EMAILLOCALPART%", address.substr(0, at));
  text = replaced(std::move(text), "%EMAILDOMAIN%", address.substr(at + 1));
  const bool sound = text.size() <= longest_user && text.find('%') == text.npos &&
                     text.find_first_of("\r\n\t\x1b") == text.npos;
  return sound ? text : std::string();
}

std::optional<MailServer> read_server(const xmlNode* server, std::string_view address) {
  const auto socket = child_text(server, "socketType");
  const bool implicit = socket == "SSL";
  if (!implicit && socket != "STARTTLS") return {};
  const auto host = replaced(child_text(server, "hostname"), "%EMAILDOMAIN%",
                             address.substr(address.find('@') + 1));
  const auto digits = child_text(server, "port");
  unsigned port = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (!is_host_name(host) || port == 0 || port > 65'535) return {};
  return MailServer{(implicit ? "imaps://" : "imap://") + host + ":" + std::to_string(port),
                    user_name(child_text(server, "username"), address)};
}

}  // namespace

std::vector<std::string> autoconfig_urls(std::string_view domain) {
  const std::string name(domain);
  return {"https://autoconfig." + name + "/mail/config-v1.1.xml",
          "https://" + name + "/.well-known/autoconfig/mail/config-v1.1.xml",
          "https://autoconfig.thunderbird.net/v1.1/" + percent_encoded(domain)};
}

std::optional<MailServer> read_autoconfig(std::string_view xml, std::string_view address) {
  if (xml.size() > longest_file) return {};
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  if (!document || document->intSubset != nullptr) return {};
  const auto* root = xmlDocGetRootElement(document.get());
  const auto* provider = child(root, "emailProvider");
  for (const auto* node = provider == nullptr ? nullptr : provider->children; node;
       node = node->next)
    if (is_imap(node))
      if (auto server = read_server(node, address)) return server;
  return {};
}

}  // namespace candour::remotes
