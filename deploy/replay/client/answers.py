"""What a service answers, and what the player makes of a refusal."""

import json
from typing import Any

from deploy.replay.client.connection import Raw


class Refused(Exception):
    """A service refused what the play needs; carries the problem it gave."""

    def __init__(self, request: str, answer: "Answer") -> None:
        self.status = answer.status
        self.code = answer.code
        super().__init__(f"{request} → {answer.status} {answer.problem}")


class Answer:
    """Status, headers and body of an answer."""

    def __init__(self, raw: Raw) -> None:
        self.status = raw.status
        self.headers = raw.headers
        self.body = raw.body

    @property
    def ok(self) -> bool:
        """Whether the request was done."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)

    @property
    def etag(self) -> str:
        """The version to change, for If-Match."""
        return self.headers["etag"]

    @property
    def code(self) -> str:
        """The slug of the problem, empty if there is none."""
        if not self.headers.get("content-type", "").startswith("application/problem+json"):
            return ""
        return str(self.json().get("type", "")).rpartition("/")[2]

    @property
    def problem(self) -> str:
        """The problem in a line, or the beginning of the body."""
        if not self.code:
            return self.body[:300].decode("utf-8", "replace")
        found = self.json()
        fields = "; ".join(f"{e['field']}: {e['message']}" for e in found.get("errors", []))
        return f"{self.code}: {found.get('detail', '')} {fields}".rstrip()
