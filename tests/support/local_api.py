# SPDX-License-Identifier: MPL-2.0
#
# A client of the local API that holds every answer against policies/schema/local-api.openapi.yaml.
import dataclasses
import hashlib
import http.client
import json
import pathlib
import re
import socket

import jsonschema
import yaml

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "policies/schema"
OPENAPI = yaml.safe_load((SCHEMAS / "local-api.openapi.yaml").read_text())


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout=60):
        super().__init__("localhost", timeout=timeout)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


@dataclasses.dataclass
class Answer:
    status: int
    headers: dict
    body: dict

    def __getitem__(self, key):
        return self.body[key]


class LocalApi:
    """connect  what makes a connection: lambda: UnixConnection(path)"""

    def __init__(self, connect, token=None):
        self.connection = connect()
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(self, method, path, body=None, content_type=None, headers=()):
        headers = {**self.headers, **({"Content-Type": content_type} if content_type else {}), **dict(headers)}
        self.connection.request(method, path, body, headers)
        got = self.connection.getresponse()
        content = got.read()
        answer = Answer(got.status, dict(got.getheaders()), json.loads(content) if content else None)
        if method != "HEAD":
            check(method, path, answer)
        return answer

    def post(self, path, value):
        return self.ask("POST", path, json.dumps(value), "application/json")

    def assess(self, mail):
        """mail  bytes, or a composed mail"""
        if isinstance(mail, bytes):
            return self.ask("POST", "/v1/assess", mail, "message/rfc822")
        return self.post("/v1/assess", mail)

    def upload(self, content, sha256=None):
        return self.ask("PUT", f"/v1/attachments/{sha256 or digest(content)}", content, "application/octet-stream")

    def acknowledge(self, seen, reason="She asked for it.", findings=None):
        keys = [finding["key"] for finding in seen["findings"]] if findings is None else findings
        return self.post("/v1/acknowledgements",
                         {"assessment": seen["assessment"], "findings": keys, "reason": reason})

    def status(self):
        return self.ask("GET", "/v1/status")

    def close(self):
        self.connection.close()


def over_socket(candourd):
    return LocalApi(lambda: UnixConnection(candourd.socket))


def digest(content):
    return hashlib.sha256(content).hexdigest()


def check(method, path, answer, kind="application/json"):
    """Fails where the OpenAPI file does not know this answer.

    kind  its media type, without parameters
    """
    schema = OPENAPI["components"]["schemas"]["Problem"]
    for template, operations in OPENAPI["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method.lower() in operations:
            responses = operations[method.lower()]["responses"]
            if answer.status < 400:
                assert str(answer.status) in responses, f"{method} {path}: undocumented status {answer.status}"
            response = responses.get(str(answer.status), responses["default"])
            if "content" in response:
                assert kind in response["content"], f"{method} {path}: undocumented {kind} with status {answer.status}"
                schema = response["content"][kind]["schema"]
    resolver = jsonschema.RefResolver("", OPENAPI)
    jsonschema.Draft202012Validator(schema, resolver=resolver).validate(answer.body)
