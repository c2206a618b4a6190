"""`laurel bounce` hands a mail in, and lets the mail server keep what notify does not take now."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from deploy.cli.main import app

MAIL = "From: MAILER-DAEMON@mx.example.cn\r\n\r\n退信".encode()


@dataclass
class Notify:
    """Answers as it is told, and keeps what it got."""

    status: int = 200
    answer: dict[str, Any] = field(default_factory=dict)
    got: list[tuple[str, str | None, str | None, bytes]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def notify() -> Iterator[Notify]:
    """Notify's side of the interface."""
    notify = Notify()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            kind, token = self.headers["content-type"], self.headers["authorization"]
            notify.got.append((self.path, kind, token, body))
            content = json.dumps(notify.answer).encode()
            self.send_response(notify.status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    notify.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield notify
    server.shutdown()
    server.server_close()


def bounce(url: str, token: str = "t") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["bounce", "--url", url, "--token", token], input=MAIL)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"is_bounce": False, "notice": None}, "no bounce: left alone"),
        ({"is_bounce": True, "notice": None}, "none of our notices"),
        ({"is_bounce": False, "notice": None, "unclear": "m1"}, "mail m1 is to be settled"),
        (
            {"is_bounce": True, "notice": "n1", "application": "a1", "status": "escalated"},
            "notice n1 of application a1: escalated",
        ),
    ],
)
def test_the_mail_is_handed_in_as_it_is_and_what_became_of_it_is_said(
    notify: Notify, answer: dict[str, Any], said: str
) -> None:
    notify.answer = answer
    status, output = bounce(f"{notify.url}/")
    assert status == 0
    assert said in output
    assert notify.got == [("/notify/v1/bounces", "message/rfc822", "Bearer t", MAIL)]


def test_the_mail_server_is_told_to_try_again_when_notify_is_away_or_refuses(
    notify: Notify,
) -> None:
    notify.status = 503
    assert bounce(notify.url)[0] == 75
    assert bounce("http://127.0.0.1:1")[0] == 75


def test_without_a_token_nothing_is_handed_in(notify: Notify) -> None:
    result = CliRunner().invoke(app, ["bounce", "--url", notify.url], input=MAIL)
    assert result.exit_code == 2
    assert notify.got == []


@pytest.mark.parametrize(
    "url",
    [
        "notaurl",
        "",
        "ftp://x",
        "http://",
        "http://:80",
        "http://x:port",
        "http://[::1",
        "http://a b",
    ],
)
def test_what_is_no_address_is_told_as_that(url: str) -> None:
    result = CliRunner().invoke(app, ["bounce", "--url", url, "--token", "t"], input=MAIL)
    assert result.exit_code == 2
    assert "expected an http or https address" in " ".join(result.output.split())
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("answer", [[], {"odd": 1}, "text"])
def test_an_answer_that_is_not_of_notify_keeps_the_mail(notify: Notify, answer: Any) -> None:
    notify.answer = answer
    status, output = bounce(notify.url)
    assert status == 75
    assert "is not notify" in output


def test_a_token_of_two_lines_is_told_as_that(notify: Notify) -> None:
    status, output = bounce(notify.url, token="a\nb")
    assert status == 2
    assert "one line" in output
    assert notify.got == []
