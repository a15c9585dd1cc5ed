// SPDX-License-Identifier: MPL-2.0
//
// The pages, a file each. A new one is a function here and a row in routes.cc.
#pragma once

#include "console/page.h"

namespace candour::console {

Answer today_page(const Sources& sources, const Visit& visit);

Answer findings_page(const Sources& sources, const Visit& visit);
/// visit.parameter   "<decision>.<position>"
Answer finding_page(const Sources& sources, const Visit& visit);
/// The same with the words it rests on, read in a mailbox now and not kept (form: finding).
Answer show_finding_words(const Sources& sources, const Visit& visit);
/// A finding is marked as a false alarm (form: finding, reason), or is a finding again.
Answer mark_false_alarm(const Sources& sources, const Visit& visit);
Answer unmark_false_alarm(const Sources& sources, const Visit& visit);

/// Mail that waits for a decision; one of them (visit.parameter: its id).
Answer held_page(const Sources& sources, const Visit& visit);
Answer held_mail_page(const Sources& sources, const Visit& visit);
/// Form: mail, stage as it was shown, decision ("release", "discard"), reason, again ("yes").
Answer decide_on_held(const Sources& sources, const Visit& visit);
/// How many wait, for other pages; empty where none does.
Markup held_section(const Sources& sources, const Visit& visit);

Answer rules_page(const Sources& sources, const Visit& visit);
/// A mail, pasted or as a file (form: words, file), judged as `candour check` does. Nothing of it
/// is recorded or kept.
Answer trial_page(const Sources& sources, const Visit& visit);

/// The policy changed as a draft, one a person: as text (form: text, made-from), rule by rule
/// (form: "rule.<id>" and "rule.<id>.<grade>"), put live (form: note) or thrown away.
Answer change_page(const Sources& sources, const Visit& visit);
Answer change_text(const Sources& sources, const Visit& visit);
Answer change_rules(const Sources& sources, const Visit& visit);
/// The draft's pack is another (form: pack).
Answer change_pack(const Sources& sources, const Visit& visit);
/// What change_text() would say of a text (form: text), as JSON for the page's script. Keeps
/// nothing.
Answer check_change(const Sources& sources, const Visit& visit);
Answer put_change_live(const Sources& sources, const Visit& visit);
Answer drop_change(const Sources& sources, const Visit& visit);
/// The draft tried on past mail (form: source, file, days), how far that is and what it showed.
Answer replay_page(const Sources& sources, const Visit& visit);
Answer start_replay(const Sources& sources, const Visit& visit);
Answer stop_replay(const Sources& sources, const Visit& visit);
/// visit.parameter   a version's number; it is brought back by a form (number, note)
Answer version_page(const Sources& sources, const Visit& visit);
Answer bring_version_back(const Sources& sources, const Visit& visit);

Answer people_page(const Sources& sources, const Visit& visit);
/// visit.parameter   "roster.csv", "roster.vcf"
Answer export_roster(const Sources& sources, const Visit& visit);
/// visit.parameter   a row's number, from 1, or "new"
Answer person_page(const Sources& sources, const Visit& visit);
/// Form: row, as above; seen, what the file was; action ("save", "remove"); the cells.
Answer save_person(const Sources& sources, const Visit& visit);
/// Form: file, role, keep. Changes nothing.
Answer import_people(const Sources& sources, const Visit& visit);
/// Form: rows, seen, keep.
Answer put_people_in_force(const Sources& sources, const Visit& visit);

/// The visitor's own password; `fault` is what was wrong with what he sent, or empty.
Answer password_page(const Sources& sources, const Visit& visit);
Answer password_page_with(const Sources& sources, const Visit& visit, std::string_view fault,
                          unsigned status);

/// Who signs in with a password (form: name, role, new, again); one of them (visit.parameter: the
/// name, URL-encoded), and what is done to him (form: name, and role, or new and again).
Answer users_page(const Sources& sources, const Visit& visit);
Answer add_user(const Sources& sources, const Visit& visit);
Answer user_page(const Sources& sources, const Visit& visit);
Answer change_user_role(const Sources& sources, const Visit& visit);
Answer change_user_password(const Sources& sources, const Visit& visit);
Answer remove_user(const Sources& sources, const Visit& visit);

}  // namespace candour::console
