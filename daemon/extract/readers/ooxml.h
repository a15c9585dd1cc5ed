// SPDX-License-Identifier: MPL-2.0
//
// The three kinds of OOXML document, each read from its package.
#pragma once

#include "extract/readers/ooxml_package.h"

namespace candour::extract {

/// Properties are in it already.
void read_word(const OoxmlPackage& package, mail::Document document);
void read_workbook(const OoxmlPackage& package, mail::Document document);
void read_slides(const OoxmlPackage& package, mail::Document document);

/// Opens the files that a part holds: embedded sheets, objects, imported pages.
void open_embedded(const OoxmlPackage& package, const std::vector<Relationship>& relationships);

}  // namespace candour::extract
