// SPDX-License-Identifier: MPL-2.0
#include "mail/entity.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

#include "base/text.h"

namespace candour::mail {

namespace {

bool is_token(std::string_view text) {
  constexpr std::string_view specials = "()<>@,;:\\\"/[]?=";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return c > ' ' && c < 0x7F && specials.find(c) == std::string_view::npos;
  });
}

bool is_media_type(std::string_view value) {
  const auto slash = value.find('/');
  return slash != std::string_view::npos && is_token(value.substr(0, slash)) &&
         is_token(value.substr(slash + 1));
}

bool is_named(const RawField& field, std::string_view name) {
  return base::equals_ignoring_case(field.name, name);
}

// The first field counts; but a valid Content-Type goes before one that is not, and a multipart
// before all else: whoever shows the message by the other field would open parts that we had
// taken for text.
Parameterized choose_content_type(const std::vector<RawField>& fields) {
  const auto rank = [](const Parameterized& type) {
    return !is_media_type(type.value) ? 0 : !type.value.starts_with("multipart/") ? 1 : 2;
  };
  std::optional<Parameterized> chosen;
  for (const auto& field : fields) {
    if (!is_named(field, "Content-Type")) continue;
    auto candidate = parse_parameters(field.value);
    if (!chosen || rank(candidate) > rank(*chosen)) chosen = std::move(candidate);
  }
  return chosen.value_or(Parameterized{});
}

// An entity's own fields that may stand once; a message's are looked at in headers.cc.
void note_duplicates(const std::vector<RawField>& fields, Remarks& remarks) {
  static constexpr std::array once{"Content-Type", "Content-Transfer-Encoding",
                                   "Content-Disposition", "Content-ID", "MIME-Version"};
  for (const auto* name : once)
    if (std::count_if(fields.begin(), fields.end(),
                      [&](const auto& field) { return is_named(field, name); }) > 1)
      remarks.anomaly("duplicate-header");
}

std::string first_value(const std::vector<RawField>& fields, std::string_view name) {
  for (const auto& field : fields)
    if (is_named(field, name)) return field.value;
  return {};
}

}  // namespace

Entity::Entity(const std::vector<RawField>& fields, std::string_view default_type,
               const Limits& limits, Remarks& remarks)
    : content_type_(choose_content_type(fields)),
      disposition_(parse_parameters(first_value(fields, "Content-Disposition"))),
      transfer_encoding_(parse_parameters(first_value(fields, "Content-Transfer-Encoding")).value) {
  note_duplicates(fields, remarks);
  if (content_type_.duplicate || disposition_.duplicate) remarks.anomaly("duplicate-parameter");
  if (content_type_.malformed || disposition_.malformed) remarks.anomaly("malformed-parameters");
  if (!is_media_type(content_type_.value)) {
    if (!first_value(fields, "Content-Type").empty()) remarks.anomaly("malformed-content-type");
    content_type_.value = default_type;  // the parameters, a file name perhaps, stay
  }
  load(fields, limits);
}

// Feeds mimetic a header that it cannot misread. Two kinds of value are kept aside and leave but
// their place there: overlong ones, since mimetic copies a value anew for each 128 bytes of it, and
// Content-Type, which it rewrites with the parameters cut at any ";" in quotes.
void Entity::load(const std::vector<RawField>& fields, const Limits& limits) {
  std::string block;
  bool typed = false;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& [name, value] = fields[i];
    block += name;
    block += ": ";
    if (is_named(fields[i], "Content-Type")) {
      kept_aside_.emplace(i, value);
      if (!typed) block += content_type_.value;
      typed = true;
    } else if (value.size() > limits.header_field_bytes) {
      kept_aside_.emplace(i, value);
    } else {
      block += value;
    }
    block += "\r\n";
  }
  block += "\r\n";
  std::istringstream stream(std::move(block));
  using namespace mimetic;
  MimeEntity::load(stream, imBody | imChildParts | imPreamble | imEpilogue);
}

std::vector<RawField> Entity::fields() const {
  std::vector<RawField> fields;
  fields.reserve(header().size());
  for (const auto& field : header()) {
    const auto aside = kept_aside_.find(fields.size());
    fields.push_back({field.name(), aside == kept_aside_.end() ? field.value() : aside->second});
  }
  return fields;
}

std::string Entity::value(std::string_view name) const {
  std::size_t place = 0;
  for (const auto& field : header()) {
    if (base::equals_ignoring_case(std::string_view(field.name()), name)) {
      const auto aside = kept_aside_.find(place);
      return aside == kept_aside_.end() ? field.value() : aside->second;
    }
    ++place;
  }
  return {};
}

std::string Entity::type() const {
  const auto& type = header().contentType();
  // A default type has no field to stand in.
  if (type.type().empty()) return content_type_.value;
  return base::lower_ascii(type.type() + "/" + type.subtype());
}

bool Entity::is_multipart() const {
  return type().starts_with("multipart/");
}

bool Entity::is_message() const {
  const auto name = type();
  return name == "message/rfc822" || name == "message/global";
}

bool Entity::is_encoded() const {
  static constexpr std::array encodings{"base64", "quoted-printable", "x-uuencode", "x-uue",
                                        "uuencode"};
  return std::find(encodings.begin(), encodings.end(), transfer_encoding_) != encodings.end();
}

Entity& Entity::adopt(std::unique_ptr<Entity> child) {
  auto& parts = body().parts();
  parts.push_back(child.get());
  return *child.release();  // mimetic frees the parts with their parent
}

std::vector<const Entity*> Entity::children() const {
  std::vector<const Entity*> children;
  for (const auto* part : body().parts()) children.push_back(static_cast<const Entity*>(part));
  return children;
}

}  // namespace candour::mail
