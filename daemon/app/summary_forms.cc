// SPDX-License-Identifier: MPL-2.0

#include "app/summary_forms.h"

#include "app/summary_command.h"
#include "base/calendar.h"
#include "reports/formats.h"
#include "reports/pdf.h"

namespace candour::app {

base::Result<pipeline::SummaryForms> summary_forms(const std::filesystem::path& config,
                                                   base::Month month, SummaryReading reading) {
  const auto summary = make_summary(
      config, {}, reports::Period{month, month},
      reading == SummaryReading::internal ? reports::Reading::internal : reports::Reading::open,
      base::now());
  if (!summary) return summary.error();
  pipeline::SummaryForms forms;
  forms.title = reports::title_of(*summary) + ": " + summary->council;
  forms.file_name = summary->council + " correspondence " + base::to_string(month);
  forms.text = reports::as_text(*summary);
  const auto crest = crest_of(config);
  if (!crest) return crest.error();
  forms.html = reports::as_html(*summary, *crest);
  auto pdf = reports::as_pdf(reports::as_html(*summary, *crest, reports::Medium::paper));
  if (!pdf) return pdf.error();
  forms.pdf = std::move(*pdf);
  forms.csv = reports::as_csv(*summary);
  return forms;
}

}  // namespace candour::app
