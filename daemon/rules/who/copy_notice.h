// SPDX-License-Identifier: MPL-2.0
//
// Copy notices: what a sender writes to tell his reader that a councillor has been copied in. A CC
// line, a list below "CC:", or a sentence ("I have copied Councillor Smith into this email").
// The wording is in policies/phrases/copies.yaml, what fits no pattern is told by what was learned
// (policies/learned/copy.weights); how councillors are named is people/naming.h's.
#pragma once

#include <string>
#include <vector>

#include "rules/correspondence.h"
#include "rules/who/copied_people.h"

namespace candour::rules {

/// Where a notice has to stand.
enum class NoticePlace { foot, authored };

/// Those of `copied` whom no notice names. A notice must stand in every version of the text, the
/// plain one and the HTML.
Councillors unnamed(const Correspondence& correspondence, const Councillors& copied,
                    NoticePlace place);

/// The foot line that tells of these councillors: "CC Councillor Jane Smith, Councillor Ann Lee".
std::string notice_for(const Correspondence& correspondence, const Councillors& copied);

}  // namespace candour::rules
