// SPDX-License-Identifier: MPL-2.0
//
// Rights over the machine that a process has by its user, its capabilities and its ancestors.
#pragma once

namespace candour::extract {

/// A process of root's becomes nobody's, where the system has such a user.
void stop_being_root();

/// No capability is left and none can be had again, by set-user-id programs neither. False:
/// refused.
bool give_up_capabilities();

/// Others of the same user cannot look into the process.
void hide_memory();

/// The process is killed when its parent dies.
void die_with_parent();

/// Descriptors above `last` are closed, whoever opened them.
void close_all_above(int last);

}  // namespace candour::extract
