// SPDX-License-Identifier: MPL-2.0

#include "relay.h"

#include <openssl/evp.h>

#include <boost/json.hpp>
#include <optional>

#include "frames.h"

namespace candour::native_host {

namespace json = boost::json;

namespace {

/// As much as a mail with its attachments may have, twice.
constexpr std::size_t most_held = 128u << 20;

std::string failed(std::int64_t id, std::string_view why) {
  return json::serialize(json::object{{"id", id}, {"error", why}});
}

/// RFC 4648 section 4; nothing where it is not.
std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length = ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  // It counts the padding as zeros.
  const auto padding = text.ends_with("==") ? 2u : text.ends_with("=") ? 1u : 0u;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

std::string_view text_of(const json::object& message, std::string_view key) {
  const auto* value = message.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

/// Only the local API's own requests go through.
bool is_for_the_api(const Request& request) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  return (request.method == "GET" || request.method == "POST" || request.method == "PUT") &&
         request.path.starts_with("/v1/") &&
         std::all_of(request.path.begin(), request.path.end(), plain) &&
         std::all_of(request.type.begin(), request.type.end(), plain);
}

std::string answered(std::int64_t id, const Answer& answer) {
  json::value body;
  if (!answer.body.empty()) {
    boost::system::error_code error;
    body = json::parse(answer.body, error);
    if (error) return failed(id, "the daemon's answer is no JSON");
  }
  auto text = json::serialize(json::object{{"id", id}, {"status", answer.status}, {"body", body}});
  return text.size() <= most_out ? text : failed(id, "the daemon's answer is too long");
}

}  // namespace

std::string Relay::answer(std::string_view message) {
  boost::system::error_code error;
  const auto value = json::parse(message, error);
  if (error || !value.is_object()) return failed(0, "the message is no JSON object");
  const auto& object = value.get_object();
  const auto* number = object.if_contains("id");
  if (number == nullptr || !number->is_int64()) return failed(0, "the message has no id");
  const auto id = number->get_int64();

  if (object.contains("bytes")) {
    const auto piece = from_base64(text_of(object, "bytes"));
    if (!piece) return failed(id, "the bytes are no base64");
    if (held_ + piece->size() > most_held) return failed(id, "the attached files are too large");
    pieces_[id] += *piece;
    held_ += piece->size();
    return {};
  }
  if (object.contains("forget")) {
    if (const auto pieces = pieces_.extract(id); !pieces.empty()) held_ -= pieces.mapped().size();
    return {};
  }
  Request request{std::string(text_of(object, "method")), std::string(text_of(object, "path")),
                  std::string(text_of(object, "type")), std::string(text_of(object, "body"))};
  if (auto pieces = pieces_.extract(id); !pieces.empty()) {
    held_ -= pieces.mapped().size();
    request.body = std::move(pieces.mapped());
  }
  if (!is_for_the_api(request)) return failed(id, "no request of the local API");
  const auto answer = ask_(request);
  return answer ? answered(id, *answer) : failed(id, answer.error().detail);
}

}  // namespace candour::native_host
