// SPDX-License-Identifier: MPL-2.0
//
// Microsoft's numbers for charsets, which its older formats write where mail writes labels.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace candour::extract {

/// Text in a numbered code page as UTF-8; an unknown number is read as Windows-1252.
std::string from_code_page(std::string_view bytes, std::uint32_t code_page);

/// UTF-16 in little-endian order as UTF-8; an odd byte at the end is left out.
std::string from_utf16le(std::string_view bytes);

/// That of a font's charset, Windows' number for it; 0 where the charset is whatever the text's is
/// (ANSI, default, symbol).
std::uint32_t code_page_of_font(std::int32_t charset);

/// U+FFFD for what is no character.
void append_utf8(char32_t character, std::string& text);

}  // namespace candour::extract
