// SPDX-License-Identifier: MPL-2.0

#include "app/completion.h"

#include <algorithm>
#include <vector>

namespace candour::app {

namespace {

/// What a shell has to know, as the branches of three `case` statements.
struct Branches {
  std::string commands;  // "policy check" as far as it was typed
  std::string words;     // after such a command: what may follow
  std::string values;    // after such a command and option: which values there are
};

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* sub) { return !sub->get_name().empty(); });
}

// Those of its groups too: a group of options is a command without a name.
std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  auto options = app.get_options([](const CLI::Option* option) { return option->nonpositional(); });
  for (const auto* group :
       app.get_subcommands([](const CLI::App* sub) { return sub->get_name().empty(); }))
    for (const auto* option : options_of(*group)) options.push_back(option);
  return options;
}

// "{text,html,pdf}", as a check for membership describes itself, with blanks between; else nothing.
std::string choices_of(const CLI::Option& option) {
  std::string type = option.get_type_name();
  const auto from = type.find('{'), to = type.find('}');
  if (from == type.npos || to == type.npos || to < from) return {};
  auto choices = type.substr(from + 1, to - from - 1);
  std::replace(choices.begin(), choices.end(), ',', ' ');
  return choices;
}

void describe(const CLI::App& app, const std::string& path, Branches& branches) {
  std::string words;
  for (const auto* sub : commands_of(app)) {
    words += sub->get_name() + " ";
    const auto deeper = path + " " + sub->get_name();
    branches.commands += "      '" + deeper + "') path=\"$path $word\" ;;\n";
    describe(*sub, deeper, branches);
  }
  for (const auto* option : options_of(app))
    for (const auto& name : option->get_lnames()) {
      words += "--" + name + " ";
      if (option->get_items_expected_max() == 0) continue;  // a flag
      const auto choices = choices_of(*option);
      branches.values += "    '" + path + " --" + name + "') " +
                         (choices.empty() ? "files=1" : "words='" + choices + "'") + " ;;\n";
    }
  if (!words.empty()) words.pop_back();
  branches.words += "    '" + path + "') words='" + words + "' ;;\n";
}

constexpr std::string_view script = R"(# Completion for candour, made by: candour completion @SHELL@
@BEGIN@
_candour() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  local path='' word words='' files='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    case "$path $word" in
@COMMANDS@    esac
  done
  case "$path $previous" in
@VALUES@    *) case "$path" in
@WORDS@    esac
    case "$current" in -*) ;; *) files=1 ;; esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ -n "$files" ] && [ ${#COMPREPLY[@]} -eq 0 ]; then
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -F _candour candour
)";

void put(std::string& text, std::string_view place, std::string_view what) {
  text.replace(text.find(place), place.size(), what);
}

}  // namespace

std::vector<std::string> completed_shells() {
  return {"bash", "zsh"};
}

std::string completion_script(const CLI::App& program, std::string_view shell) {
  Branches branches;
  describe(program, "", branches);
  std::string text(script);
  put(text, "@SHELL@", shell);
  put(text, "@BEGIN@\n",
      shell == "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : std::string_view());
  put(text, "@COMMANDS@", branches.commands);
  put(text, "@VALUES@", branches.values);
  put(text, "@WORDS@", branches.words);
  return text;
}

}  // namespace candour::app
