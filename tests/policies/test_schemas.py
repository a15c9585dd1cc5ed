# SPDX-License-Identifier: MPL-2.0
"""The schemas that editors use agree with the policies, packs and examples we ship."""

import copy
import json
import pathlib
import unittest

import jsonschema
import yaml

from support.council_corpus import mails_of
from support.mail_clients import composed

POLICIES = pathlib.Path(__file__).resolve().parents[2] / "policies"


def validator(name):
    """A validator for schema/NAME.schema.json, its neighbours at hand for references."""
    folder = POLICIES / "schema"
    schemas = {path.name: json.loads(path.read_text()) for path in folder.glob("*.schema.json")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    root = schemas[f"{name}.schema.json"]
    resolver = jsonschema.RefResolver("", root, store=schemas)
    return jsonschema.Draft202012Validator(root, resolver=resolver)


def load(path):
    return yaml.safe_load(path.read_text())


def tables():
    """The tables of clauses beside the packs."""
    return sorted((POLICIES / "packs").glob("*.clauses.yaml"))


class Schemas(unittest.TestCase):
    def assert_valid(self, schema, path):
        faults = [error.message for error in validator(schema).iter_errors(load(path))]
        self.assertEqual(faults, [], path.name)

    def test_every_pack_is_valid(self):
        packs = sorted(path for path in (POLICIES / "packs").glob("*.yaml") if path not in tables())
        self.assertTrue(packs)
        for path in packs:
            self.assert_valid("pack", path)

    def test_every_table_of_clauses_is_valid(self):
        self.assertTrue(tables())
        for path in tables():
            self.assert_valid("clauses", path)

    def test_a_clause_needs_a_rule_or_a_reason(self):
        for clause in ({}, {"kept-by": []}, {"kept-by": ["silent-coppy"]}, {"why-not": ""}, {"whynot": "x"}):
            table = {"document": "x", "clauses": [{"section": "1", "asks": "y", **clause}]}
            self.assertFalse(validator("clauses").is_valid(table), clause)

    def test_every_golden_summary_is_valid(self):
        golden = sorted((POLICIES.parent / "tests/integration/golden").glob("*.json"))
        self.assertTrue(golden)
        for path in golden:
            summary = json.loads(path.read_text().replace('"TIME"', '"2026-11-01T08:00:00Z"').replace('"HEAD"', f'"7-{64 * "a"}"'))
            self.assertEqual([error.message for error in validator("summary").iter_errors(summary)], [], path.name)
            for key in summary:
                less = {name: value for name, value in summary.items() if name != key}
                self.assertFalse(validator("summary").is_valid(less), key)
            self.assertFalse(validator("summary").is_valid(summary | {"more": 1}))

    def test_every_example_policy_is_valid(self):
        examples = sorted((POLICIES / "examples").glob("*.yaml"))
        self.assertTrue(examples)
        for path in examples:
            self.assert_valid("policy", path)

    def test_every_file_of_phrases_is_valid(self):
        files = sorted((POLICIES / "phrases").glob("*.yaml"))
        self.assertTrue(files)
        for path in files:
            # The base loader leaves every scalar a string; YAML 1.1 would read `yes:` as true.
            phrases = yaml.load(path.read_text(), yaml.BaseLoader)
            faults = [error.message for error in validator("phrases").iter_errors(phrases)]
            self.assertEqual(faults, [], path.name)

    def test_every_calendar_is_valid(self):
        files = sorted((POLICIES / "calendars").glob("*.yaml"))
        self.assertTrue(files)
        for path in files:
            # With the base loader days stay strings, and so would the years.
            calendar = yaml.load(path.read_text(), yaml.BaseLoader)
            calendar["years"] = [int(year) for year in calendar["years"]]
            faults = [error.message for error in validator("calendar").iter_errors(calendar)]
            self.assertEqual(faults, [], path.name)

    def test_every_mail_of_the_corpus_is_valid_as_composed(self):
        validate = validator("composed")
        for _, mails in mails_of("seen"):
            for mail in mails:
                faults = [error.message for error in validate.iter_errors(composed(mail))]
                self.assertEqual(faults, [], mail.id)

    def test_a_composed_mail_holds_no_line_end_in_its_header(self):
        good = {"from": {"name": "Helen Ward", "address": "clerk@eastmere-tc.gov.uk"}, "subject": "Hedge"}
        self.assertTrue(validator("composed").is_valid(good))
        for change in ({"subject": "Hedge\r\nBcc: x@y.example"}, {"to": ["a@x.example\nBcc: b@x.example"]},
                       {"subjekt": "Hedge"}, {"attachments": [{"name": "a.pdf"}]}, {"to": [{"name": "Ann"}]}):
            self.assertFalse(validator("composed").is_valid(good | change), change)

    def test_an_entry_of_phrases_needs_its_pattern(self):
        for entry in ({"yes": ["x"]}, {"find": []}, {"find": "x", "yse": "y"}, ""):
            self.assertFalse(validator("phrases").is_valid({"release": [entry]}), entry)

    def test_misspelt_words_are_marked(self):
        good = load(POLICIES / "examples" / "eastmere.yaml")
        for change in (
            lambda policy: policy.update({"respons-days": 10}),
            lambda policy: policy["rules"].update({"silent-coppy": "confirm"}),
            lambda policy: policy["rules"].update({"silent-copy": "confrim"}),
            lambda policy: policy["rules"].update({"silent-copy": {"outgoing": "warn"}}),
            lambda policy: policy.pop("extends"),
        ):
            policy = copy.deepcopy(good)
            change(policy)
            self.assertFalse(validator("policy").is_valid(policy), policy)


if __name__ == "__main__":
    unittest.main()
