// SPDX-License-Identifier: MPL-2.0

#include "mail/mail.h"

#include <algorithm>

#include "base/text.h"

namespace candour::mail {

std::string_view Headers::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
    return base::equals_ignoring_case(field.name, name);
  });
  return found == fields.end() ? std::string_view{} : found->value;
}

bool Mail::has_anomaly(std::string_view anomaly) const {
  return std::find(anomalies.begin(), anomalies.end(), anomaly) != anomalies.end();
}

}  // namespace candour::mail
