// SPDX-License-Identifier: MPL-2.0
//
// Builds compound files with libgsf, whose idea of them is not ours.
#pragma once

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace candour::support {

/// A stream, or a storage with what is in it.
struct CompoundEntry {
  std::string name;
  std::string content;
  std::vector<CompoundEntry> inside;
  bool storage = false;
};

inline CompoundEntry stream(std::string name, std::string content) {
  return {std::move(name), std::move(content), {}, false};
}
inline CompoundEntry storage(std::string name, std::vector<CompoundEntry> inside) {
  return {std::move(name), {}, std::move(inside), true};
}

inline void write_entries(GsfOutfile* into, const std::vector<CompoundEntry>& entries) {
  for (const auto& entry : entries) {
    auto* child = gsf_outfile_new_child(into, entry.name.c_str(), entry.storage);
    if (entry.storage)
      write_entries(GSF_OUTFILE(child), entry.inside);
    else
      gsf_output_write(child, entry.content.size(),
                       reinterpret_cast<const std::uint8_t*>(entry.content.data()));
    gsf_output_close(child);
    g_object_unref(child);
  }
}

inline std::string compound_file(const std::vector<CompoundEntry>& entries) {
  gsf_init();
  auto* memory = gsf_output_memory_new();
  auto* root = gsf_outfile_msole_new(memory);
  write_entries(root, entries);
  gsf_output_close(GSF_OUTPUT(root));
  const auto* bytes = gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory));
  std::string file(reinterpret_cast<const char*>(bytes),
                   static_cast<std::size_t>(gsf_output_size(memory)));
  g_object_unref(root);
  g_object_unref(memory);
  return file;
}

}  // namespace candour::support
