// SPDX-License-Identifier: MPL-2.0
//
// A JSON document read by somebody who wants to know what is wrong with it: each value knows its
// path, and the first fault is kept with the path it was met at.
#pragma once

#include <boost/json.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::composed {

/// The document, or line and column of where it stops being JSON.
base::Result<boost::json::value> parse_json(std::string_view json);

class Faults {
 public:
  /// Keeps the first: what follows may come of it.
  void add(std::string_view path, std::string_view what);
  const std::optional<base::Error>& first() const { return first_; }

 private:
  std::optional<base::Error> first_;
};

/// A value of the document, or the place where it is missing; null counts as missing. What is asked
/// of a wrong kind of value is a fault, and comes back empty.
class JsonPlace {
 public:
  JsonPlace(const boost::json::value* value, std::string path, Faults& faults);

  const std::string& path() const { return path_; }
  bool missing() const { return value_ == nullptr; }
  bool is_string() const { return value_ != nullptr && value_->is_string(); }
  void wrong(std::string_view what) const { faults_->add(path_, what); }

  /// An object that has no other keys than these.
  void expect_object(std::initializer_list<std::string_view> keys) const;
  JsonPlace operator[](std::string_view key) const;
  std::vector<JsonPlace> items() const;

  std::string text() const;
  /// Text for a header: a line end or control character in it is a fault, for what stands after
  /// one would be read as a header of its own.
  std::string line() const;
  bool truth() const;

 private:
  const boost::json::value* value_;
  std::string path_;
  Faults* faults_;
};

}  // namespace candour::composed
