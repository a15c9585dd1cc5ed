// SPDX-License-Identifier: MPL-2.0

#include "app/compare_command.h"

#include <fstream>
#include <ostream>

#include "reports/comparison.h"

namespace candour::app {

namespace fs = std::filesystem;

namespace {

// One octet more than is allowed, at most: a device has no end.
base::Result<std::string> read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(reports::most_summary_bytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad() || (in.fail() && !in.eof()))
    return base::Error{base::Fault::unavailable, "app.compare", "it cannot be read"};
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

std::string in_form(const reports::Comparison& comparison, const std::string& format) {
  if (format == "csv") return reports::comparison_csv(comparison);
  if (format == "html") return reports::comparison_html(comparison);
  return reports::comparison_text(comparison);
}

}  // namespace

int compare_summaries(const CompareOptions& options, std::ostream& out, std::ostream& err) {
  const auto complain = [&](const std::string& about) {
    err << "candour summary compare: " << about << '\n';
    return 2;
  };
  if (options.files.size() > reports::most_councils)
    return complain("more than " + std::to_string(reports::most_councils) +
                    " files; compare fewer at once");
  std::vector<reports::CouncilFigures> councils;
  for (const auto& file : options.files) {
    const auto bytes = read(file);
    const auto figures = bytes ? reports::read_council_figures(*bytes)
                               : base::Result<reports::CouncilFigures>(bytes.error());
    if (figures)
      councils.push_back(*figures);
    else
      complain(file.string() + ": " + figures.error().detail);
  }
  // Not without those that were refused: a table that lacks a council would look whole.
  if (councils.size() != options.files.size()) return 2;
  const auto made = in_form(reports::compare(std::move(councils)), options.format);
  if (options.out.empty()) {
    out << made;
    return out.flush() ? 0 : 2;
  }
  std::ofstream to(options.out, std::ios::binary | std::ios::trunc);
  to << made;
  to.close();
  return to ? 0 : complain(options.out.string() + ": cannot be written");
}

}  // namespace candour::app
