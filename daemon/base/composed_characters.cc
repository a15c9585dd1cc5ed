// SPDX-License-Identifier: MPL-2.0

#include "base/composed_characters.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <stdexcept>

#include "base/unicode.h"

namespace candour::base {

std::string composed_characters(std::string_view utf8) {
  const bool ascii = std::all_of(utf8.begin(), utf8.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii || !is_valid_utf8(utf8)) return std::string(utf8);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string composed;
  composed.reserve(utf8.size());
  icu::StringByteSink<std::string> sink(&composed);
  if (U_SUCCESS(status))
    nfc->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())),
                       sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU's normalisation data is missing");
  return composed;
}

}  // namespace candour::base
