// SPDX-License-Identifier: MPL-2.0
//
// The words of one PDF page, put back into lines: a page knows only where each word stands, and
// which way it is turned.
#pragma once

#include <string>
#include <vector>

namespace candour::extract {

struct PdfWord {
  std::string text;
  double left = 0, top = 0, right = 0, bottom = 0;  // in points, from the page's upper left
  double size = 0;                                  // of its font, in points
  int quarter_turns = 0;
  bool blank_follows = false;
};

struct PdfLine {
  std::string text;
  double top = 0, bottom = 0;
  double size = 0;
};

struct PdfPage {
  std::vector<PdfLine> lines;        // in reading order; an empty one between paragraphs
  std::vector<std::string> stamped;  // turned or slanted: watermarks and stamps
};

/// words  in reading order. Slanted words come as pieces of one or two letters; they are joined
///        and taken out of the lines. Turned ones stay in the lines as well: they may be a table's.
PdfPage lay_out(const std::vector<PdfWord>& words);

/// Running headers and footers, and what stands large across a page: lines at the edges of a page
/// and lines that most pages have.
///
/// heights  of the pages, in points
std::vector<std::string> running_lines(const std::vector<PdfPage>& pages,
                                       const std::vector<double>& heights);

}  // namespace candour::extract
