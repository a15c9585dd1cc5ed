// SPDX-License-Identifier: MPL-2.0
//
// The names that mail clients give to the elements around quotes, forwards and signatures.
#pragma once

#include <libxml/tree.h>

#include <optional>
#include <string_view>

#include "mail/html_style.h"
#include "mail/html_text.h"

namespace candour::mail {

/// An attribute's value, or an empty view. Lives as long as the tree.
std::string_view attribute(const xmlNode* element, const char* name);

/// What an element's names and looks say of the text in it.
///
/// inline_style  the declarations of its style attribute
std::optional<Mark::Kind> mark_of(const xmlNode* element, const Declared& inline_style);

}  // namespace candour::mail
