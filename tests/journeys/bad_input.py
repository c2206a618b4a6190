"""Everything that is refused: from which scene, what is tried, and the problem it gets."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

from tests.clients.enterprise import Application, key
from tests.clients.papers import paper, parts
from tests.clients.small_round import SmallRound

Scene = Callable[[SmallRound], Awaitable[Application]]
Attempt = Callable[[SmallRound, Application], Awaitable[httpx.Response]]

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
BROKEN_PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nxref\n%%EOF\n"
TEN_MB = 10 * 1024 * 1024


@dataclass(frozen=True)
class Bad:
    """One thing that nobody may do; `fields` are the ones that the problem names."""

    what: str
    scene: Scene
    attempt: Attempt
    status: int
    code: str
    fields: tuple[str, ...] = ()


async def draft(r: SmallRound) -> Application:
    """A draft with one file."""
    return await r.draft("M01")


async def draft_of_a_closed_call(r: SmallRound) -> Application:
    """A draft that nobody submitted in time."""
    found = await r.draft()
    r.now(r.round.closes_at)
    return found


async def submitted(r: SmallRound) -> Application:
    """In formal review."""
    return await r.submitted()


async def asked(r: SmallRound) -> Application:
    """Asked for a patent certificate, the clock is running."""
    found = await r.asked(lacking=["M05"])
    await r.due_at(found)
    return found


async def overdue(r: SmallRound) -> Application:
    """Asked for a patent certificate, and the clock has run out."""
    found = await r.asked(lacking=["M05"])
    r.stop_at(await r.due_at(found))
    await r.is_told(found, "not_accepted")
    await r.is_told_why_not(found)
    return found


async def accepted(r: SmallRound) -> Application:
    """Passed formal review."""
    found = await r.accepted()
    await r.is_told(found, "accepted")
    return found


async def announced(r: SmallRound) -> Application:
    """Recognised, and announced."""
    found = await r.accepted()
    list_ = await r.listed(found)
    notice = await r.province.open_notice(list_)
    r.end_notice(notice)
    await r.province.announce(list_)
    await r.is_told(found, "recognised")
    await r.is_shown(found, "outcome_explained", "registered")
    return found


def _open(**changes: Any) -> Attempt:
    async def attempt(r: SmallRound, a: Application) -> httpx.Response:
        body = {
            "programme": r.programme.id,
            "round": r.round.id,
            "product": {"zh": "控制器", "en": "Controller"},
            "category": "new-materials",
        }
        return await a.owner.call("POST", "/intake/v1/applications", json=body | changes, **key())

    return attempt


def _amend(headers: dict[str, str]) -> Attempt:
    async def attempt(_: SmallRound, a: Application) -> httpx.Response:
        body = {"category": "new-materials"}
        return await a.owner.call("PATCH", a.path, json=body, headers=headers)

    return attempt


def _upload(requirement: str, filename: str, content: bytes) -> Attempt:
    async def attempt(_: SmallRound, a: Application) -> httpx.Response:
        bad = (requirement, (filename, content, "application/pdf"))
        return await a.owner.call("POST", f"{a.path}/materials", files=[bad])

    return attempt


def _supplement(*requirements: str) -> Attempt:
    async def attempt(_: SmallRound, a: Application) -> httpx.Response:
        return await a.try_supplement(parts(requirements, "B"))

    return attempt


def _judge(requirement: str, reason: str | None) -> Attempt:
    async def attempt(r: SmallRound, a: Application) -> httpx.Response:
        verdict = {"requirement": requirement, "verdict": "invalid", "reason": reason}
        path = f"/review/v1/cases/{a.id}/verdicts"
        return await r.association.call("POST", path, json={"verdicts": [verdict]})

    return attempt


async def _no_file(_: SmallRound, a: Application) -> httpx.Response:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    path = f"{a.path}/materials"
    return await a.owner.call("POST", path, content=b"--x--\r\n", headers=kind)


async def _register_with_a_wrong_check_digit(r: SmallRound, a: Application) -> httpx.Response:
    wrong = a.owner.uscc[:-1] + ("1" if a.owner.uscc[-1] != "1" else "2")
    return await a.owner.call("PUT", f"/intake/v1/enterprises/{wrong}", json=a.owner.profile())


async def _submit_as_somebody_else(r: SmallRound, a: Application) -> httpx.Response:
    other = await r.enterprise()
    return await other.call("POST", f"{a.path}/submission", **key())


async def _submit(_: SmallRound, a: Application) -> httpx.Response:
    return await a.owner.call("POST", f"{a.path}/submission", **key())


async def _submit_without_key(_: SmallRound, a: Application) -> httpx.Response:
    return await a.owner.call("POST", f"{a.path}/submission")


async def _withdraw(_: SmallRound, a: Application) -> httpx.Response:
    return await a.try_withdraw()


async def _accept(r: SmallRound, a: Application) -> httpx.Response:
    return await r.association.call("POST", f"/review/v1/cases/{a.id}/acceptance")


BAD_INPUT = [
    Bad("unknown programme", draft, _open(programme="nowhere"), 404, "unknown-programme",
        ("programme",)),
    Bad("unknown round", draft, _open(round="1899"), 404, "unknown-round", ("round",)),
    Bad("closed call", draft_of_a_closed_call, _submit, 409, "call-closed", ("round",)),
    Bad("unknown category", draft, _open(category="magic"), 422, "invalid-request", ("category",)),
    Bad(
        "wrong check digit", draft, _register_with_a_wrong_check_digit, 422, "uscc-check-digit",
        ("uscc",),
    ),
    Bad("someone else's draft", draft, _submit_as_somebody_else, 404, "not-found"),
    Bad("stale ETag", draft, _amend({"If-Match": '"999"'}), 412, "stale-version"),
    Bad("no ETag", draft, _amend({}), 428, "version-required",
        ("If-Match",)),
    Bad("no key", draft, _submit_without_key, 400, "key-required",
        ("Idempotency-Key",)),
    Bad("missing file", draft, _no_file, 422, "no-file"),
    Bad("empty file", draft, _upload("M05", "a.pdf", b""), 422, "empty-file", ("M05",)),
    Bad(
        "oversized file",
        draft,
        _upload("M02", "b.pdf", paper("M02") + bytes(TEN_MB)),
        422,
        "file-too-large",
        ("M02",),
    ),
    Bad("EXE named .pdf", draft, _upload("M05", "x.pdf", EXE), 422, "disguised-file",
        ("M05",)),
    Bad("PDF that does not parse", draft, _upload("M05", "y.pdf", BROKEN_PDF), 422,
        "unreadable-file", ("M05",)),
    Bad("unknown requirement", draft, _upload("M99", "z.pdf", paper("M05")), 422,
        "unknown-requirement", ("M99",)),
    Bad("submit twice", submitted, _submit, 409, "already-submitted"),
    Bad("supplement not asked for", submitted, _supplement("M05"), 409, "supplement-not-asked"),
    Bad("supplement of an item not asked for", asked, _supplement("M01"), 422,
        "supplement-item-not-asked", ("M01",)),
    Bad("late supplement", overdue, _supplement("M05"), 409, "supplement-late"),
    Bad("withdrawal after the announcement", announced, _withdraw, 409, "already-announced"),
    Bad("acceptance of an accepted case", accepted, _accept, 409, "wrong-stage"),
    Bad("reason not in the catalogue", submitted, _judge("M01", "ugly"), 422, "unknown-reason",
        ("verdicts.0.reason",)),
    Bad("verdict without a reason", submitted, _judge("M01", None), 422, "reason-required",
        ("verdicts.0.reason",)),
    Bad("verdict on an unknown item", submitted, _judge("M99", "expired"), 422, "unknown-item",
        ("verdicts.0.requirement",)),
]  # fmt: skip
