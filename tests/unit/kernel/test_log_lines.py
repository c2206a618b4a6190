"""What a log line says in production, whatever it was given."""

import json
import subprocess
import sys
from typing import Any

import pytest
from pymongo.errors import DuplicateKeyError, ServerSelectionTimeoutError

from deploy.local.places import PROJECT
from shared.error_lines import error_line
from shared.errors import Rejected, Unavailable
from shared.messaging.envelope import Message
from shared.messaging.failure import ids_of

NAME, MAIL, MOBILE = "韩梅梅", "han@private.example.cn", "13912345678"

BEFORE = """
import json, logging, sys, warnings
from shared.logs import configure, logger
NAME, MAIL, MOBILE, GIVEN = json.loads(sys.argv[1])
configure("review", readable=False)
"""


def lines_of(script: str, given: str = "") -> list[dict[str, Any]]:
    """What a process that logs as in production writes; logging is configured once a process."""
    argument = json.dumps([NAME, MAIL, MOBILE, given])
    done = subprocess.run(
        [sys.executable, "-c", BEFORE + script, argument],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_an_error_is_told_by_frames_and_kinds_and_never_by_its_text() -> None:
    [line] = lines_of(
        """
from pydantic import BaseModel
class Person(BaseModel):
    age: int
try:
    try:
        Person.model_validate({"age": NAME})
    except ValueError as error:
        raise ExceptionGroup(NAME, [RuntimeError(MOBILE), KeyError(MAIL)]) from error
except ExceptionGroup:
    logger("test").exception("handler failed", reason=f"{MAIL} {MOBILE}")
"""
    )
    for kind in ("ValidationError", "RuntimeError", "KeyError", "ExceptionGroup", "line "):
        assert kind in line["exception"]
    assert line["reason"] == "… …"
    text = json.dumps(line, ensure_ascii=False)
    assert not any(secret in text for secret in (NAME, MAIL, MOBILE))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"mail to <{MAIL}> refused", "mail to <…> refused"),
        ("mongodb://laurel:p-w@db:27017/?tls=true", "mongodb…db:27017/?tls=true"),
        ("call +86 139 1234 5678 now", "call … now"),
        ("Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2ln", "Bearer …"),
        ("intake/91440700MA4W13912345678/12", "intake/91440700MA4W13912345678/12"),
        ("0af7651916cd43dd8448eb211c80319c", "0af7651916cd43dd8448eb211c80319c"),
        ("2026-11-23T07:00:00.123456Z", "2026-11-23T07:00:00.123456Z"),
    ],
)
def test_what_has_a_form_is_masked_and_ids_are_not(text: str, written: str) -> None:
    [line] = lines_of('logger("test").info(GIVEN, inside=[{"here": GIVEN}])', text)
    assert line["event"] == written
    assert line["inside"] == [{"here": written}]


def test_a_library_that_repeats_itself_is_heard_once_and_its_errors_always() -> None:
    lines = lines_of(
        """
library = logging.getLogger("aiokafka.test")
for port in range(20):
    library.error("Unable connect to %s", port)
for _ in range(2):
    library.error("broken", exc_info=ValueError(NAME))
"""
    )
    assert [line["event"] for line in lines] == ["Unable connect to 0", "broken", "broken"]
    assert {line["part"] for line in lines} == {"aiokafka.test"}
    assert NAME not in str(lines)


def test_a_warning_of_python_is_told_by_kind_and_place() -> None:
    [line] = lines_of("warnings.warn(NAME, stacklevel=1)")
    assert line["category"] == "UserWarning"
    assert line["where"].startswith("<string>:")
    assert NAME not in str(line)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (Rejected(f"There is no {NAME}", code="not-found"), "rejected: not-found"),
        (Unavailable("Kafka did not acknowledge"), "Kafka did not acknowledge"),
        (DuplicateKeyError(f"dup key: {MAIL}", 11000), "DuplicateKeyError 11000"),
        (KeyError(NAME), "KeyError"),
    ],
)
def test_an_error_says_no_more_than_its_kind(error: Exception, line: str) -> None:
    assert error_line(error) == line


def test_an_error_about_servers_names_them() -> None:
    assert "db:27017" in error_line(ServerSelectionTimeoutError("db:27017: connection refused"))


def test_only_what_looks_like_an_id_names_a_message() -> None:
    headers = (("ce_id", MAIL.encode()), ("ce_type", b"laurel.x.v1"), ("traceparent", b"00-ab-c-1"))
    ids = ids_of(Message("laurel.x", NAME.encode(), b"", headers))
    assert ids == {"topic": "laurel.x", "event_type": "laurel.x.v1", "trace": "ab"}


def test_a_line_is_written_in_one_so_that_no_other_comes_between() -> None:
    [line] = lines_of(
        """
class Apart:
    written = []
    write = written.append
    flush = isatty = lambda self: None
real, sys.stderr = sys.stderr, Apart()
configure("review", readable=False)
logger("test").info("ours")
logging.getLogger("theirs").error("a library's")
print(json.dumps({"ends": [text[-1:] for text in Apart.written]}), file=real)
"""
    )
    assert line == {"ends": ["\n", "\n"]}
