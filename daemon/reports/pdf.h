// SPDX-License-Identifier: MPL-2.0
//
// HTML as a tagged PDF, by candour-pdf in a process of its own: a short program around WeasyPrint
// (Debian's package of that name) that makes its tree one for screen readers.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace candour::reports {

/// candour-pdf, beside this program or where it was installed.
std::filesystem::path find_pdf_program();

struct PdfMaker {
  std::filesystem::path program = find_pdf_program();
  std::chrono::milliseconds longest = std::chrono::seconds(60);
};

/// html     one file that needs nothing from outside
/// Returns  PDF/UA-1 (ISO 14289-1): tagged, with title and language
/// Errors   unavailable: WeasyPrint is not there, took too long, or failed; with its own words
base::Result<std::string> as_pdf(const std::string& html, const PdfMaker& maker = {});

}  // namespace candour::reports
