// SPDX-License-Identifier: MPL-2.0
//
// PowerPoint 97 to 2003 (.ppt). Read by our own hand: catppt leaves out what stands on every slide.
// Source: [MS-PPT]
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::extract {

struct SlideText {
  std::string text;                  // slides and notes, parted by form feeds
  std::vector<std::string> margins;  // headers, footers, words on masters, drawn words
};

/// document  the stream "PowerPoint Document"
/// Linear in its size.
SlideText parse_powerpoint(std::string_view document);

/// current_user  the stream "Current User"
bool is_powerpoint_encrypted(std::string_view current_user);

}  // namespace candour::extract
