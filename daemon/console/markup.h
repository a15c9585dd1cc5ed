// SPDX-License-Identifier: MPL-2.0
//
// Pages are written with base/markup.h.
#pragma once

#include "base/markup.h"

namespace candour::console {

using base::Attribute;
using base::element;
using base::empty_element;
using base::Markup;
using base::MarkupName;
using base::text;

}  // namespace candour::console
