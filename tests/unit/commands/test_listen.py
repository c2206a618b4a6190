"""`laurel listen` hands what is new to a receiver, signed; `laurel subscription` asks notify."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from deploy.cli.main import app
from tests.receivers.verifying import Signed, python


@dataclass
class Other:
    """Notify and a receiver at one address; answers each path as it is meant to, in order."""

    answers: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    received: list[tuple[dict[str, str], str]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def other() -> Iterator[Other]:
    """It listens."""
    other = Other()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_PUT(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
            if self.path == "/hook":
                headers = {name.lower(): value for name, value in self.headers.items()}
                other.received.append((headers, body))
            else:
                other.asked.append(f"{self.command} {self.path}")
                other.bodies.append(json.loads(body) if body else None)
            known = other.answers.get(self.path.partition("?")[0], [(404, {"detail": "no"})])
            status, answer = known.pop(0) if len(known) > 1 else known[0]
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    other.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield other
    server.shutdown()
    server.server_close()


def message(position: int) -> dict[str, Any]:
    """A message of the feed."""
    return {
        "id": f"review/a/{position}",
        "type": "laurel.outcome.given.v1",
        "subject": "a",
        "position": position,
        "data": {"产品": "伺服"},
    }


def feed(*positions: int, cursor: str, more: bool = False) -> tuple[int, Any]:
    """An answer of the feed."""
    return 200, {"outcomes": [*map(message, positions)], "next": cursor, "more": more}


def laurel(*arguments: str) -> tuple[int, str]:
    """What the command says, and its exit status."""
    result = CliRunner().invoke(app, [*arguments, "--token", "t"])
    return result.exit_code, result.output


def test_what_comes_from_now_on_is_handed_on_signed(other: Other) -> None:
    other.answers = {
        "/notify/v1/outcomes": [
            feed(1, cursor="c1", more=True),
            feed(2, cursor="c2"),
            feed(3, 4, cursor="c4"),
            (403, {"detail": "enough"}),
        ],
        "/hook": [(204, None), (500, None)],
    }
    status, said = laurel("listen", "--url", other.url, "--forward", f"{other.url}/hook")
    assert status == 1
    assert "403" in said
    assert [asked.partition("after=")[2].partition("&")[0] for asked in other.asked] == [
        "",
        "c1",
        "c2",
        "c4",
    ]
    secret = next(word for word in said.split() if word.startswith("whsec_"))
    messages = [Signed(secret, headers, body.encode()) for headers, body in other.received]
    assert python(messages) == ["taken", "taken"]
    assert [json.loads(body) for _, body in other.received] == [message(3), message(4)]
    lines = [line for line in said.splitlines() if "laurel.outcome.given.v1" in line]
    assert [line.split()[0] for line in lines] == ["204", "500"]


def test_what_was_before_is_handed_on_from_the_beginning(other: Other) -> None:
    other.answers = {
        "/notify/v1/outcomes": [feed(1, cursor="c1"), (403, {})],
        "/hook": [(204, None)],
    }
    laurel("listen", "--url", other.url, "--forward", f"{other.url}/hook", "--after", "beginning")
    assert len(other.received) == 1


def test_a_receiver_that_is_not_there_is_told_and_passed_over(other: Other) -> None:
    other.answers = {"/notify/v1/outcomes": [feed(1, cursor="c1"), (403, {})]}
    nowhere = "http://127.0.0.1:1/hook"
    _, said = laurel("listen", "--url", other.url, "--forward", nowhere, "--after", "beginning")
    assert "ConnectError" in said


def test_notify_that_does_not_answer_is_told() -> None:
    nowhere = "http://127.0.0.1:1"
    status, said = laurel("listen", "--url", nowhere, "--forward", "http://127.0.0.1:1/hook")
    assert status == 1
    assert "notify does not answer" in said


def test_subscriptions_are_listed_page_by_page_a_line_each(other: Other) -> None:
    one: dict[str, Any] = {"owner": "tax", "name": "Tax", "state": "active"}
    one |= {"kind": "webhook", "url": "https://a.cn/", "login": None}
    other.answers = {
        "/notify/v1/subscriptions": [
            (200, {"subscriptions": [{"id": "s1", **one}], "next": "n"}),
            (200, {"subscriptions": [{"id": "s2", **one}], "next": None}),
        ]
    }
    status, said = laurel("subscription", "list", "--state", "active", "--url", other.url)
    assert status == 0
    assert [line.split("\t")[0] for line in said.splitlines()] == ["s1", "s2"]
    assert "state=active" in other.asked[1]
    assert "cursor=n" in other.asked[1]


@pytest.mark.parametrize(
    ("command", "path"), [("pause", "pause"), ("resume", "resumption"), ("end", "end")]
)
def test_an_operator_pauses_resumes_and_ends_with_a_reason(
    other: Other, command: str, path: str
) -> None:
    act = {"did": "paused", "by": "op", "side": "operator", "at": "2019", "reason": "by phone"}
    at = f"/notify/v1/subscriptions/s1/{path}"
    other.answers = {at: [(200, {"id": "s1", "state": "paused", "acts": [act], "last_act": act})]}
    status, said = laurel("subscription", command, "s1", "--reason", "by phone", "--url", other.url)
    assert status == 0
    assert other.asked == [f"PUT {at}"]
    assert other.bodies == [{"reason": "by phone"}]
    assert "paused by op (operator): by phone" in said


def test_a_refusal_is_told(other: Other) -> None:
    status, said = laurel("subscription", "show", "s1", "--url", other.url)
    assert status == 1
    assert "404 no" in said


READING = {"id": "s1", "state": "active", "login": "agency-tax", "acts": []}


def test_an_operator_gives_a_login_and_is_told_what_to_do_in_kafka(other: Other) -> None:
    at = "/notify/v1/subscriptions/s1/login"
    other.answers = {at: [(200, READING)]}
    command = ("subscription", "login", "s1", "agency-tax", "--url", other.url)
    status, said = laurel(*command, "--topic-prefix", "pilot")
    assert status == 0
    assert (other.asked, other.bodies) == ([f"PUT {at}"], [{"login": "agency-tax"}])
    assert "agency-tax: PASSWORD" in said
    assert "--operation Read --topic pilot.outcomes.v1" in said
    assert "--operation Read --group agency-tax. --resource-pattern-type prefixed" in said


@pytest.mark.parametrize(
    ("state", "verb"), [("active", "--add "), ("paused", "--remove"), ("ended", "--remove")]
)
def test_the_recipe_lets_in_what_is_active_and_shuts_out_the_rest(
    other: Other, state: str, verb: str
) -> None:
    other.answers = {"/notify/v1/subscriptions/s1": [(200, {**READING, "state": state})]}
    status, said = laurel("subscription", "recipe", "s1", "--url", other.url)
    assert status == 0
    assert ("--add " in said, "--remove" in said) == (verb == "--add ", verb == "--remove")


def test_there_is_no_recipe_without_a_login(other: Other) -> None:
    other.answers = {"/notify/v1/subscriptions/s1": [(200, {**READING, "login": None})]}
    status, said = laurel("subscription", "recipe", "s1", "--url", other.url)
    assert status == 1
    assert "laurel subscription login" in said


def test_deliveries_are_listed(other: Other) -> None:
    line = {
        "position": 7,
        "message": "review/a/1",
        "type": "t",
        "fate": "waiting",
        "tries": 2,
        "last_at": "2019",
        "next_at": None,
    }
    other.answers = {
        "/notify/v1/subscriptions/s1/deliveries": [(200, {"deliveries": [line], "next": None})]
    }
    status, said = laurel(
        "subscription", "deliveries", "s1", "--fate", "waiting", "--url", other.url
    )
    assert status == 0
    assert said.split("\t")[:2] == ["7", "review/a/1"]
    assert "fate=waiting" in other.asked[0]
