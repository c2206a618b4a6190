"""Every bad file gets a refusal of its own, and stores nothing."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Any

import pytest

from tests.store.intake.portal import Portal, fields, part, problem, refused
from tests.unit.intake.files import EXE, pdf, png

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (part("M01", b""), "empty-file"),
        (part("M01", EXE), "disguised-file"),
        (part("M01", b"%PDF-1.4\nnothing\n%%EOF"), "unreadable-file"),
        (part("M01", pdf(password="secret")), "encrypted-file"),
        (part("M01", EXE, "setup.exe"), "unsupported-file"),
        (part("M01", png()), "kind-not-accepted"),
        (part("M77", pdf()), "unknown-requirement"),
        (part("M02", pdf() + b" " * 10 * MB), "file-too-large"),
    ],
)
async def test_a_bad_file_is_refused_alone_and_beside_good_ones_that_stay(
    portal: Portal, bad: Any, code: str
) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    alone = await portal.upload(path, bad)
    assert await refused(portal, before, alone) == (422, code)
    assert fields(alone) == [bad[0]]
    beside = await portal.upload(path, part("M05", pdf(), "good.pdf"), bad)
    assert beside.status_code == 207
    told = beside.json()
    assert [(each["requirement"], each["code"]) for each in told["refused"]] == [(bad[0], code)]
    assert [each["requirement"] for each in told["materials"]] == ["M05"]
    kept = (await portal.call("GET", path)).json()["materials"]
    assert [each["filename"] for each in kept] == ["good.pdf"]


async def test_several_bad_files_are_each_named(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    answer = await portal.upload(path, part("M01", b""), part("M07", EXE))
    assert await refused(portal, before, answer) == (422, "invalid-material")
    assert fields(answer) == ["M01", "M07"]


async def test_too_many_files_for_a_requirement(portal: Portal) -> None:
    path = await portal.a_draft()
    await portal.upload(path, part("M01", pdf()))
    answer = await portal.upload(path, part("M01", pdf(2)))
    assert problem(answer) == (422, "too-many-files")
    assert len((await portal.call("GET", path)).json()["materials"]) == 1


async def test_a_request_without_a_file_or_that_is_no_form(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    for sent, expected in (
        ({"json": {}}, (415, "not-multipart")),
        ({"files": [("M01", (None, b"text"))]}, (400, "malformed-form")),
        (
            {"content": b"--x\r\n", "headers": _form(portal, "x")},
            (400, "malformed-form"),
        ),
        (
            {"content": b"--x--\r\n", "headers": _form(portal, "x")},
            (422, "no-file"),
        ),
        (
            {"content": b"rubbish", "headers": _form(portal, "x")},
            (400, "malformed-form"),
        ),
        (
            {"content": b"", "headers": _form(portal, "x" * 300)},
            (400, "malformed-form"),
        ),
    ):
        answer = await portal.call("POST", f"{path}/materials", **sent)
        assert await refused(portal, before, answer) == expected


async def test_a_text_that_nobody_asks_for_is_refused_before_it_is_read(portal: Portal) -> None:
    path = await portal.a_draft()
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="M01"\r\n\r\n'
        for _ in range(10):
            read += 1
            yield bytes(1024)

    answer = await portal.call(
        "POST", f"{path}/materials", content=body(), headers=_form(portal, "x")
    )
    assert problem(answer) == (400, "malformed-form")
    assert "M01 must be sent as a file" in answer.json()["detail"]
    assert read == 0


async def test_a_request_that_is_too_large_is_refused_before_it_is_read(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    headers = _form(portal, "x") | {"Content-Length": str(64 * MB)}
    answer = await portal.call("POST", f"{path}/materials", content=b"", headers=headers)
    assert await refused(portal, before, answer) == (413, "request-too-large")


async def test_a_file_that_has_no_room_on_the_disk_is_asked_for_again_later(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> IO[bytes]:
        return Path("/dev/full").open("w+b")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    path = await portal.a_draft()
    before = await portal.state()
    answer = await portal.upload(path, part("M01", pdf() + b" " * MB))
    assert await refused(portal, before, answer) == (503, "unavailable")
    assert answer.headers["retry-after"]


def _form(portal: Portal, boundary: str) -> dict[str, str]:
    return portal.token() | {"Content-Type": f"multipart/form-data; boundary={boundary}"}
