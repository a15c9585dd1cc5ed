// SPDX-License-Identifier: MPL-2.0
//
// XML as a stream of events, by expat: memory does not grow with the document, nesting of any depth
// is no recursion. Entities are declared in a document type, and no Office file declares any: what
// follows a document type with declarations is not read.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct XML_ParserStruct;

namespace candour::extract {

/// Names come without their prefix: "w:t" is "t". Between Office's own namespaces, the strict ones
/// and those of other versions nothing else differs that matters here.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Empty where there is none.
  std::string_view operator[](std::string_view name) const;
  /// "r:id", told from a plain "id" beside it by its having a prefix.
  std::string_view relationship() const;

  /// Calls with each name and value.
  template <class Take>
  void each(Take take) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) take(local(pair[0]), pair[1]);
  }

 private:
  static std::string_view local(std::string_view name);

  const char** pairs_;
};

/// Who listens to the events of one document.
class XmlListener {
 public:
  virtual ~XmlListener() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;  // in pieces
};

/// expat looks at an unfinished tag again with every piece that follows (CVE-2023-52425), so pieces
/// are gathered and grow for as long as nothing comes of them.
class XmlParser {
 public:
  explicit XmlParser(XmlListener& listener);

  /// False: not well-formed, or a document type; what went before has been told.
  bool parse(std::string_view piece);
  bool finish();

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const;
  };
  bool parse_gathered();

  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::string gathered_;
  std::size_t enough_;  // bytes to gather
};

}  // namespace candour::extract
