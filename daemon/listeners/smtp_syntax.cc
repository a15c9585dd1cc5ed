// SPDX-License-Identifier: MPL-2.0

#include "listeners/smtp_syntax.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace candour::listeners {

namespace {

std::string upper_ascii(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return result;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return base::equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : base::split(text, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

/// Where the path ends: past the closing angle bracket, quoted strings stepped over. npos where it
/// is never closed.
std::size_t end_of_bracketed_path(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == '>') {
      return i + 1;
    } else if (!quoted && (text[i] == '<' || text[i] == ' ')) {
      return text.npos;
    }
  }
  return text.npos;
}

// "@one.example,@two.example:user@three.example": the route is obsolete (RFC 5321 appendix C) and
// says nothing about who receives the mail.
std::string_view without_source_route(std::string_view path) {
  if (!path.starts_with('@')) return path;
  const auto colon = path.find(':');
  return colon == path.npos ? path : path.substr(colon + 1);
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return {};
  return value;
}

/// "AUTH PLAIN LOGIN" with the mechanisms that can pass; empty where none can.
std::string passable_auth(const std::vector<std::string>& words) {
  std::string line;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (mechanism_can_pass(words[i])) line += " " + words[i];
  return line.empty() ? line : "AUTH" + line;
}

}  // namespace

std::optional<std::string_view> command_text(std::string_view line) {
  if (!line.ends_with("\r\n")) return {};
  line.remove_suffix(2);
  constexpr std::string_view forbidden("\r\n\0", 3);
  if (line.find_first_of(forbidden) != line.npos) return {};
  return line;
}

Command parse_command(std::string_view line) {
  const auto blank = line.find(' ');
  Command command{upper_ascii(line.substr(0, blank)), {}, line};
  if (blank != line.npos) command.argument = base::trim(line.substr(blank + 1));
  return command;
}

std::optional<PathArgument> parse_path(std::string_view argument, std::string_view keyword) {
  if (!starts_with_ignoring_case(argument, keyword)) return {};
  std::string_view rest = base::trim(argument.substr(keyword.size()));
  const bool bracketed = rest.starts_with('<');
  const auto end = bracketed ? end_of_bracketed_path(rest) : std::min(rest.find(' '), rest.size());
  if (rest.empty() || end == rest.npos) return {};
  std::string_view path = rest.substr(0, end);
  rest.remove_prefix(end);
  if (!rest.empty() && !rest.starts_with(' ')) return {};
  if (bracketed) path = path.substr(1, path.size() - 2);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (std::any_of(path.begin(), path.end(), is_control)) return {};
  return PathArgument{std::string(without_source_route(path)), words_of(rest)};
}

std::optional<std::uint64_t> declared_size(const PathArgument& path) {
  for (const auto& parameter : path.parameters)
    if (starts_with_ignoring_case(parameter, "SIZE="))
      return number(std::string_view(parameter).substr(5));
  return {};
}

Reply one_line_reply(int code, std::string_view text) {
  return Reply{code, {std::string(text)}};
}

std::string wire(const Reply& reply) {
  std::string bytes;
  for (std::size_t i = 0; i < reply.lines.size(); ++i) {
    bytes += std::to_string(reply.code);
    bytes += i + 1 == reply.lines.size() ? ' ' : '-';
    bytes += reply.lines[i];
    bytes += "\r\n";
  }
  return bytes;
}

std::optional<ReplyLine> parse_reply_line(std::string_view line) {
  const auto code = number(line.substr(0, 3));
  if (!code || *code < 200 || *code > 599) return {};
  if (line.size() > 3 && line[3] != ' ' && line[3] != '-') return {};
  return ReplyLine{static_cast<int>(*code), line.size() == 3 || line[3] == ' ',
                   std::string(line.substr(std::min<std::size_t>(4, line.size())))};
}

Extensions extensions_of(const Reply& ehlo) {
  Extensions extensions;
  for (std::size_t i = 1; i < ehlo.lines.size(); ++i) {
    const auto words = words_of(upper_ascii(ehlo.lines[i]));
    if (words.empty()) continue;
    if (words[0] == "STARTTLS") extensions.starttls = true;
    if (words[0] == "PIPELINING") extensions.pipelining = true;
    if (words[0] == "SIZE" && words.size() > 1)
      extensions.size_limit = number(words[1]).value_or(0);
  }
  return extensions;
}

Reply offer_to_client(const Reply& ehlo, std::uint64_t size_limit, StartTls starttls) {
  static constexpr std::array<std::string_view, 5> passed{"8BITMIME", "SMTPUTF8", "DSN",
                                                          "PIPELINING", "ENHANCEDSTATUSCODES"};
  Reply offer{ehlo.code, {}};
  if (!ehlo.lines.empty()) offer.lines.push_back(ehlo.lines.front());
  for (std::size_t i = 1; i < ehlo.lines.size(); ++i) {
    const auto words = words_of(ehlo.lines[i]);
    if (words.empty()) continue;
    const auto keyword = upper_ascii(words[0]);
    if (std::find(passed.begin(), passed.end(), keyword) != passed.end()) {
      offer.lines.push_back(ehlo.lines[i]);
    } else if (keyword == "SIZE") {
      const auto theirs = extensions_of(ehlo).size_limit;
      const auto least = theirs == 0 ? size_limit : std::min(theirs, size_limit);
      offer.lines.push_back("SIZE " + std::to_string(least));
    } else if (keyword == "AUTH" && starttls == StartTls::not_offered) {
      if (auto line = passable_auth(words); !line.empty()) offer.lines.push_back(std::move(line));
    }
  }
  if (starttls == StartTls::offered) offer.lines.emplace_back("STARTTLS");
  return offer;
}

bool mechanism_can_pass(std::string_view mechanism) {
  const auto name = upper_ascii(mechanism);
  return name != "EXTERNAL" && !name.ends_with("-PLUS");
}

}  // namespace candour::listeners
