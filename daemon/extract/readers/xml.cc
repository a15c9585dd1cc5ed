// SPDX-License-Identifier: MPL-2.0
#include "extract/readers/xml.h"

#include <expat.h>

#include <new>

namespace candour::extract {

namespace {

constexpr std::size_t least_gathered = 16 << 10;

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

XmlListener& listener_of(void* parser) {
  return *static_cast<XmlListener*>(XML_GetUserData(static_cast<XML_Parser>(parser)));
}

void on_start(void* parser, const char* name, const char** attributes) {
  listener_of(parser).start(without_prefix(name), XmlAttributes(attributes));
}

void on_end(void* parser, const char* name) {
  listener_of(parser).end(without_prefix(name));
}

void on_text(void* parser, const char* text, int length) {
  listener_of(parser).text({text, static_cast<std::size_t>(length)});
}

void on_document_type(void* parser, const char*, const char*, const char*, int with_declarations) {
  if (with_declarations) XML_StopParser(static_cast<XML_Parser>(parser), XML_FALSE);
}

}  // namespace

std::string_view XmlAttributes::local(std::string_view name) {
  return without_prefix(name);
}

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(*pair) == name) return pair[1];
  return {};
}

std::string_view XmlAttributes::relationship() const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(*pair) == "id" && local(*pair) != *pair) return pair[1];
  return {};
}

void XmlParser::Free::operator()(XML_ParserStruct* parser) const {
  XML_ParserFree(parser);
}

XmlParser::XmlParser(XmlListener& listener)
    : parser_(XML_ParserCreate(nullptr)), enough_(least_gathered) {
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), &listener);
  XML_UseParserAsHandlerArg(parser_.get());
  XML_SetElementHandler(parser_.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser_.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), on_document_type);
}

bool XmlParser::parse(std::string_view piece) {
  gathered_ += piece;
  return gathered_.size() < enough_ || parse_gathered();
}

bool XmlParser::parse_gathered() {
  const auto before = XML_GetCurrentByteIndex(parser_.get());
  const bool parsed = XML_Parse(parser_.get(), gathered_.data(), static_cast<int>(gathered_.size()),
                                XML_FALSE) == XML_STATUS_OK;
  const bool got_on = XML_GetCurrentByteIndex(parser_.get()) != before;
  enough_ = got_on ? least_gathered : 2 * enough_;
  gathered_.clear();
  return parsed;
}

bool XmlParser::finish() {
  return parse_gathered() && XML_Parse(parser_.get(), nullptr, 0, XML_TRUE) == XML_STATUS_OK;
}

}  // namespace candour::extract
