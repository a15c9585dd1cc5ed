# SPDX-License-Identifier: MPL-2.0
"""The same mail gives the same findings wherever it is met: as bytes with their envelope on the way, as a compose
window knows it, and as it lies in Sent."""

import unittest

from support import mail_clients
from support.council_corpus import candour, judge, mails_of

# rules.md, "Who is who": where neither a Bcc header nor the envelope is known, blind copies are `unchecked`,
# never "none". A mail client writes no Bcc line into a Sent copy that had no blind copies, so such a copy cannot
# say that there were none: it has this in `unchecked`, and a finding's words may say so too.
UNKNOWN_BLIND = "blind copies"

# All but the evidence: where a blind recipient stands differs by nature.
SAID = ("rule", "grade", "action", "people", "title", "explanation", "fixes")
FOUND = ("rule", "grade", "action", "people", "fixes")


def outcome(judged, names=SAID, but_for=()):
    """What is found, and what could not be looked into."""
    return ([{name: finding[name] for name in names} for finding in judged.findings],
            sorted((each["what"], each["why"]) for each in judged.unchecked if each["what"] not in but_for))


def in_sent(mail):
    return mail_clients.message(mail, blind_header=True)


class Consistency(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.files = [(file.name, mails, judge(mails, candour())) for file, mails in mails_of("seen")]

    def test_a_composed_mail_is_judged_as_its_bytes_are(self):
        for file, mails, judged in self.files:
            for bytes_, composed in zip(judged, judge(mails, candour(), make=mail_clients.composed)):
                with self.subTest(mail=f"{file}: {bytes_.mail.id}"):
                    self.assertEqual(outcome(bytes_), outcome(composed))

    def test_a_sent_copy_is_judged_as_its_bytes_are(self):
        for file, mails, judged in self.files:
            for bytes_, sent in zip(judged, judge(mails, candour(), make=in_sent, envelope=False)):
                with self.subTest(mail=f"{file}: {bytes_.mail.id}"):
                    if bytes_.mail.addresses("bcc"):
                        self.assertEqual(outcome(bytes_), outcome(sent))
                    else:
                        self.assertEqual(outcome(bytes_, FOUND), outcome(sent, FOUND, [UNKNOWN_BLIND]))


if __name__ == "__main__":
    unittest.main()
