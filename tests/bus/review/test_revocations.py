"""Revocations over HTTP: after a hearing, once, undone on appeal, and told to agencies."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.review.domain.case import Step
from services.review.domain.recognition.proceedings import about_of
from services.review.domain.recognition.registering import registered
from services.review.usecases.rules import Rules
from shared.contracts.notices import NoticeDelivered
from shared.contracts.outcomes import OutcomeReinstated, OutcomeRevoked
from shared.contracts.revocations import (
    AppealDismissed,
    RecognitionReinstated,
    RecognitionRevoked,
    RevocationTerm,
)
from shared.programmes import Programmes
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.clients.waiting import until
from tests.programmes.revoking import FALSE, INQUIRY, revoking_programme
from tests.unit.review.builders import CALENDAR, PROGRAMME, decided
from tests.unit.review.test_revocation import a_recognition

LISTED, ENTERED = "l.1", "r-1"
REGISTER = f"/review/v1/register/{PROGRAMME}"
AT = f"{REGISTER}/{LISTED}/revocations"
CHARGE: dict[str, Any] = {
    "reason": FALSE,
    "facts": "检验报告系伪造。",
    "evidence": "检验机构的答复。",
}
HOLDER = a_recognition().subject
REVOKE: dict[str, Any] = {"outcome": "revoked", "opinion": "予以撤销。"}
APPEAL: dict[str, Any] = {"grounds": "口径有误。"}


@pytest.fixture
def by_rules() -> Rules:
    return Rules(Programmes([revoking_programme()]), CALENDAR)


@pytest.fixture
async def held(review: Review) -> Review:
    """One recognition of an announced list, and one that was entered."""
    await review.stores.cases.open(Step(decided("a1", uscc=HOLDER)), NOON)
    entered = a_recognition(id=ENTERED, number="N-0", application=None, round=None)
    steps = [registered(a_recognition()), registered(entered)]
    await review.stores.recognitions.register(steps, NOON)
    return review


async def do(review: Review, path: str, expected: int = 200, /, **body: Any) -> Any:
    answer = await review.call("officer", "POST", path, json=body)
    assert answer.status_code == expected, answer.text
    return answer.json()


async def by_holder(review: Review, path: str, uscc: str, **body: Any) -> httpx.Response:
    token = review.issuer.mint("holder-1", ["enterprise"], uscc=uscc)
    headers = {"Authorization": f"Bearer {token}"}
    return await review.http.request("POST", path, json=body, headers=headers)


async def code(review: Review, path: str, **body: Any) -> str:
    answer = await review.call("officer", "POST", path, json=body)
    return str(answer.json()["type"].rpartition("/")[2])


async def status(review: Review, recognition: str = LISTED) -> str:
    page = await review.ask(None, "GET", REGISTER)
    found = {one["recognition"]: one["status"] for one in page["recognitions"]}
    return str(found[recognition])


async def revoked(review: Review, at: str = AT) -> None:
    await do(review, at, 201, **CHARGE)
    await do(review, f"{at}/1/statements", how="hearing", text="听证笔录。")
    await do(review, f"{at}/1/ruling", **REVOKE)


async def test_nothing_is_revoked_unheard_and_nothing_twice(held: Review) -> None:
    await do(held, AT, 201, **CHARGE)
    assert (await do(held, AT, 201, **CHARGE))["revocation"] == 1
    assert await code(held, f"{AT}/1/ruling", **REVOKE) == "hearing-outstanding"
    stranger = await by_holder(held, f"{AT}/1/statements", "91440300MA5FKNBP01", text="x")
    assert stranger.status_code == 404
    hearing = await by_holder(held, f"{AT}/1/statements", HOLDER, how="hearing", text="x")
    assert (hearing.status_code, hearing.json()["errors"][0]["field"]) == (403, "how")
    said = await by_holder(held, f"{AT}/1/statements", HOLDER, text="有异议。")
    assert said.is_success, said.text
    await do(held, f"{AT}/1/ruling", **REVOKE)
    assert await status(held) == "revoked"
    assert await code(held, f"{AT}/1/ruling", **REVOKE) == "recognition-revoked"
    assert await code(held, AT, **CHARGE) == "recognition-revoked"
    suspension: dict[str, Any] = {"reason": INQUIRY, "opinion": "调查。"}
    assert await code(held, f"{REGISTER}/{LISTED}/suspension", **suspension) == (
        "recognition-revoked"
    )


async def test_the_term_runs_from_the_delivery_that_notify_proves(held: Review) -> None:
    await do(held, AT, 201, **CHARGE)
    delivered = NoticeDelivered(
        notice="n1",
        application="a1",
        cause="review/l.1/2",
        kind="revocation_opened",
        about=about_of(LISTED, 1, "hearing"),
        supplement_round=0,
        channel="mail",
        to="w***@example.cn",
        proof="250 ok",
        at=NOON + timedelta(hours=1),
    )
    for seq in (1, 1, 2):
        await held.send(delivered, seq)

    async def read() -> Any:
        return (await held.ask("officer", "GET", AT))["revocations"][0]

    found = await until("a term", read, lambda seen: seen["served"] is not None)
    # Five working days after Monday, 1 July 2019: the end of Monday, 8 July in Beijing.
    assert found["served"]["due_at"] == "2019-07-08T16:00:00Z"
    assert await code(held, f"{AT}/1/ruling", **REVOKE) == "hearing-outstanding"
    held.now(NOON + timedelta(days=8))
    await do(held, f"{AT}/1/ruling", **REVOKE)
    told = [each.event for each in await held.events("revocations.v1", 3)]
    assert [type(each) for each in told[1:]] == [RevocationTerm, RecognitionRevoked]


async def test_many_who_decide_at_once_revoke_once_and_agencies_hear_it_in_order(
    held: Review,
) -> None:
    await do(held, AT, 201, **CHARGE)
    await do(held, f"{AT}/1/statements", text="有异议。")
    answers = await asyncio.gather(
        *(held.call("officer", "POST", f"{AT}/1/ruling", json=REVOKE) for _ in range(6))
    )
    assert sorted(each.status_code for each in answers) == [200, *[409] * 5]
    await do(held, f"{AT}/1/appeal", **APPEAL)
    upheld: dict[str, Any] = {"outcome": "upheld", "opinion": "属实。"}
    rulings = await asyncio.gather(
        *(held.call("officer", "POST", f"{AT}/1/appeal/ruling", json=upheld) for _ in range(6))
    )
    assert sorted(each.status_code for each in rulings) == [200, *[409] * 5]
    assert await status(held) == "valid"
    told = await held.events("outcomes.v1", 2)
    assert [(each.key, type(each.event)) for each in told] == [
        ("a1", OutcomeRevoked),
        ("a1", OutcomeReinstated),
    ]
    assert told[0].seq < told[1].seq
    undone = (await held.events("revocations.v1", 5))[-1].event
    assert isinstance(undone, RecognitionReinstated)
    assert undone.replaces == 1


async def test_a_failed_appeal_revokes_nothing_anew(held: Review) -> None:
    await revoked(held)
    appealed = await by_holder(held, f"{AT}/1/appeal", HOLDER, **APPEAL)
    assert appealed.is_success, appealed.text
    dismissal: dict[str, Any] = {"outcome": "dismissed", "opinion": "维持。"}
    await do(held, f"{AT}/1/appeal/ruling", **dismissal)
    assert await code(held, f"{AT}/1/appeal/ruling", **dismissal) == "appeal-decided"
    assert await code(held, f"{AT}/1/ruling", **REVOKE) == "recognition-revoked"
    told = [each.event for each in await held.events("revocations.v1", 5)]
    assert [type(each) for each in told].count(RecognitionRevoked) == 1
    assert isinstance(told[-1], AppealDismissed)
    assert await status(held) == "revoked"


async def test_what_was_entered_is_revoked_after_delivery_by_hand_and_agencies_hear_it(
    held: Review,
) -> None:
    at = f"{REGISTER}/{ENTERED}/revocations"
    await do(held, at, 201, **CHARGE)
    served: dict[str, Any] = {"term": "hearing", "channel": "post", "proof": "回执。"}
    early = await held.call(
        "officer", "POST", f"{at}/1/deliveries", json={**served, "delivered_on": "2019-06-28"}
    )
    assert early.status_code == 422
    done: dict[str, Any] = {**served, "delivered_on": "2019-07-01"}
    assert (await do(held, f"{at}/1/deliveries", **done))["served"]["channel"] == "post"
    await do(held, f"{at}/1/deliveries", **done)
    held.now(NOON + timedelta(days=8))
    await do(held, f"{at}/1/ruling", **REVOKE)
    assert (await status(held, ENTERED), await status(held)) == ("revoked", "valid")
    (told,) = await held.events("outcomes.v1", 1)
    assert isinstance(told.event, OutcomeRevoked)
    assert (told.key, told.event.application) == (ENTERED, None)


async def test_what_is_suspended_counts_again_when_it_is_resumed(held: Review) -> None:
    path = f"{REGISTER}/{LISTED}"
    await do(held, f"{path}/suspension", reason=INQUIRY, opinion="调查。")
    assert await status(held) == "suspended"
    assert await code(held, f"{path}/suspension", reason=INQUIRY, opinion="x") == (
        "already-suspended"
    )
    await do(held, f"{path}/resumption", opinion="未发现问题。")
    assert await status(held) == "valid"
