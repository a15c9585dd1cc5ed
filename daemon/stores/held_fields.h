// SPDX-License-Identifier: MPL-2.0
//
// Envelope and mark of a held mail as the fields of a sealed record, and back.
#pragma once

#include <optional>

#include "stores/held_mail.h"
#include "stores/sealed_record.h"

namespace candour::stores {

RecordFields fields_of(const HeldEnvelope& envelope);
RecordFields fields_of(std::string_view id, const HeldMark& mark);

/// Nothing where a field is missing or not what it should be.
std::optional<HeldEnvelope> envelope_in(const SealedRecord& record);
std::optional<HeldMark> mark_in(const SealedRecord& record);

}  // namespace candour::stores
