// SPDX-License-Identifier: MPL-2.0

#include "composed/json_place.h"

#include <algorithm>

#include "base/text.h"

namespace candour::composed {

namespace json = boost::json;

namespace {

std::string_view name_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::object:
      return "an object";
    case json::kind::array:
      return "a list";
    case json::kind::string:
      return "a string";
    case json::kind::bool_:
      return "true or false";
    case json::kind::null:
      return "null";
    default:
      return "a number";
  }
}

std::string line_and_column(std::string_view json, std::size_t at) {
  const auto before = json.substr(0, at);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is the first line's
  return "line " + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) +
         ", column " + std::to_string(1 + at - line_start);
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

base::Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = 8;  // the form has four
  json::stream_parser parser({}, options);
  boost::system::error_code error;
  const auto read = parser.write_some(text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (!error) parser.finish(error);
  if (error)
    return base::Error{base::Fault::malformed, "composed.read",
                       line_and_column(text, read) + ": not JSON (" + error.message() + ")"};
  return parser.release();
}

void Faults::add(std::string_view path, std::string_view what) {
  if (!first_)
    first_ = base::Error{base::Fault::malformed, "composed.read",
                         std::string(path) + ": " + std::string(what)};
}

JsonPlace::JsonPlace(const json::value* value, std::string path, Faults& faults)
    : value_(value != nullptr && value->is_null() ? nullptr : value),
      path_(std::move(path)),
      faults_(&faults) {}

void JsonPlace::expect_object(std::initializer_list<std::string_view> keys) const {
  if (value_ == nullptr || !value_->is_object()) {
    wrong("an object is wanted here" +
          (value_ == nullptr ? "" : ", not " + std::string(name_of(*value_))));
    return;
  }
  for (const auto& member : value_->get_object()) {
    const std::string_view key = member.key();
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const auto meant = base::closest(key, {keys.begin(), keys.end()});
    wrong("unknown key " + base::quoted(key) +
          (meant.empty() ? "" : "; did you mean \"" + std::string(meant) + "\"?"));
  }
}

JsonPlace JsonPlace::operator[](std::string_view key) const {
  const auto* object = value_ == nullptr ? nullptr : value_->if_object();
  return {object == nullptr ? nullptr : object->if_contains(key), path_ + "." + std::string(key),
          *faults_};
}

std::vector<JsonPlace> JsonPlace::items() const {
  std::vector<JsonPlace> places;
  if (value_ == nullptr) return places;
  const auto* array = value_->if_array();
  if (array == nullptr) {
    wrong("a list is wanted here, not " + std::string(name_of(*value_)));
    return places;
  }
  places.reserve(array->size());
  for (const auto& item : *array)
    places.emplace_back(&item, path_ + "[" + std::to_string(places.size()) + "]", *faults_);
  return places;
}

std::string JsonPlace::text() const {
  if (value_ == nullptr) return {};
  if (const auto* string = value_->if_string()) return std::string(*string);
  wrong("a string is wanted here, not " + std::string(name_of(*value_)));
  return {};
}

std::string JsonPlace::line() const {
  auto found = text();
  const auto control = std::find_if(found.begin(), found.end(), is_control);
  if (control == found.end()) return found;
  const bool breaks = *control == '\n' || *control == '\r';
  wrong((breaks ? "a line break" : "a control character") + std::string(" stands at byte ") +
        std::to_string(control - found.begin()) +
        "; this goes into the message's header and has to be one plain line");
  return {};
}

bool JsonPlace::truth() const {
  if (value_ == nullptr) return false;
  if (const auto* flag = value_->if_bool()) return *flag;
  wrong("true or false is wanted here, not " + std::string(name_of(*value_)));
  return false;
}

}  // namespace candour::composed
