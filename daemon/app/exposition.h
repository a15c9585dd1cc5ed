// SPDX-License-Identifier: MPL-2.0
//
// Prometheus' text exposition format, version 0.0.4, as it is written:
//
//   # HELP candour_messages_total Messages judged.
//   # TYPE candour_messages_total counter
//   candour_messages_total{entrance="smtp",verdict="pass"} 12
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace candour::app {

class Exposition {
 public:
  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

  /// What follows are its samples; a family is begun once.
  ///
  /// type   "counter", "gauge" or "histogram"
  void family(std::string_view name, std::string_view type, std::string_view help);
  /// suffix   "_bucket", "_sum", "_count" of a histogram
  void sample(double value, Labels labels = {}, std::string_view suffix = {});

  const std::string& text() const { return text_; }

 private:
  std::string name_, text_;
};

/// The shortest words that are read back as that number: "0.25", "12".
std::string written_number(double value);

}  // namespace candour::app
