# SPDX-License-Identifier: MPL-2.0
"""Lists of Thunderbird's address book: who is on them is judged, and gets the mail."""

import unittest

from support.clerks_desk import ADD_FOOT, AISHA, FOOT, JANE, ROBERT, SHOW_IN_CC, TOM, ClerksDesk
from support.marionette import until

PAT = "pat.lee@resident.example"
LISTS = {
    "Friends of the park": [PAT, JANE],
    "Residents": [PAT],
    "Park and residents": ["Friends of the park", ROBERT],  # a list on a list
    "Round": ["About", AISHA],
    "About": ["Round", PAT],                                # two that hold each other
}

MAKE_LISTS = """
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const book = MailServices.ab.getDirectoryFromId(MailServices.ab.newAddressBook("Council", "", 101));
  for (const [name, members] of Object.entries(args[0])) {
    const list = Cc["@mozilla.org/addressbook/directoryproperty;1"].createInstance(Ci.nsIAbDirectory);
    list.isMailList = true;
    list.dirName = name;
    const kept = book.addMailList(list);
    for (const member of members) {
      const card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
      card.displayName = member.split("@")[0];
      card.primaryEmail = member;
      kept.addCard(card);
    }
  }
  return true;
"""


class Lists(ClerksDesk):
    @classmethod
    def open_thunderbird(cls):
        thunderbird = super().open_thunderbird()
        thunderbird.remote.run(MAKE_LISTS, LISTS)
        return thunderbird

    def to_list(self, name, field="bcc", **changes):
        window = self.write(subject=name, **changes)
        window.add_recipients(**{field: [f"{name} <{name}>"]})
        return window

    def test_a_list_without_a_councillor_goes_without_a_word(self):
        self.to_list("Residents").send()
        self.assertEqual(sorted(self.sent().rcpt_to), sorted([TOM, PAT]))

    def test_a_councillor_on_a_list_in_bcc_is_a_silent_copy_and_named_at_the_foot(self):
        window = self.to_list("Friends of the park")
        window.send()
        self.assertIn("Jane Smith", window.panel()["findings"][0])
        self.after(window, ADD_FOOT)
        self.assertIn("Friends of the park", window.recipients("bcc"))  # the cure leaves the list in its place
        window.press("Send")
        message = self.sent()
        self.assertEqual(sorted(message.rcpt_to), sorted([TOM, PAT, JANE]))
        self.assertIn(FOOT, self.text_of(message))

    def test_shown_in_cc_she_is_taken_from_the_blind_list_and_the_others_stay_blind(self):
        window = self.to_list("Friends of the park")
        window.send()
        self.after(window, SHOW_IN_CC)
        self.assertEqual((window.recipients("cc"), window.recipients("bcc")), (JANE, PAT))
        window.press("Send")
        self.assertEqual(sorted(self.sent().rcpt_to), sorted([TOM, PAT, JANE]))

    def test_a_councillor_on_a_list_in_to_is_seen_by_all(self):
        window = self.to_list("Friends of the park", field="to")
        window.send()
        self.assertEqual(sorted(self.sent().rcpt_to), sorted([TOM, PAT, JANE]))

    def test_a_list_on_a_list_is_looked_into(self):
        window = self.to_list("Park and residents")
        window.send()
        said = " ".join(window.panel()["explanations"])
        self.assertIn("Jane Smith", said)
        self.assertIn("Robert Jones", said)
        window.press("Send all the same", reason="They asked for it.")
        self.assertEqual(sorted(self.sent().rcpt_to), sorted([TOM, PAT, JANE, ROBERT]))

    def test_lists_that_hold_each_other_end(self):
        window = self.to_list("Round")
        window.send()
        self.assertIn("Aisha Khan", window.panel()["findings"][0])

    def test_the_sign_counts_a_councillor_on_a_list(self):
        window = self.to_list("Friends of the park")
        until("a warning sign", lambda: window.sign()["text"] == "1", 5)


if __name__ == "__main__":
    unittest.main()
