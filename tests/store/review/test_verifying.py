"""What becomes of an objection until somebody stands by it: codes made anew, paper, kills."""

import asyncio
import os
import signal
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.review.domain.lists.code_refusals import WrongCode
from services.review.domain.lists.objection import Objection
from services.review.domain.lists.verifying import MOST_WRONG_CODES, NEXT_CODE_AFTER
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.enter_objection import EnterObjection
from services.review.usecases.lists.lapse_objections import LapseObjections
from services.review.usecases.lists.mail_codes import MailCodes
from services.review.usecases.lists.make_code_anew import MakeCodeAnew
from services.review.usecases.lists.object_to_entry import CodeMaking
from services.review.usecases.lists.preview import Part
from shared.abandoned import keep_ending_abandoned
from shared.errors import Rejected
from tests.clients.process import run_module
from tests.store.review.conftest import CLOSED_AT, FROZEN_AT, Stored
from tests.store.review.test_objections import (
    EARLY,
    OBJECTOR,
    Mail,
    file,
    in_the_books,
    mailed_to,
    verify,
    verifying,
)
from tests.store.review.verify_process import STEPS
from tests.unit.review.builders import OFFICER, decided, rules

LATER = EARLY + NEXT_CODE_AFTER


def anew(stored: Stored, code: str = "11112222") -> MakeCodeAnew:
    making = CodeMaking(lambda: code, stored.wake)
    return MakeCodeAnew(stored.lists, stored.objections, stored.objections.codes, making)


async def entered(
    stored: Stored, list_id: str, received_at: datetime, at: datetime, serial: int = 1
) -> Objection:
    return await EnterObjection(stored.lists, stored.objections, rules())(
        list_id,
        entry=1,
        objector=OBJECTOR,
        facts=f"第{serial}号",
        evidence="e",
        received_at=received_at,
        proof="收文登记第12号",
        official=OFFICER,
        at=at,
    )


async def test_a_new_code_is_mailed_and_the_one_before_is_void(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await mailed_to(stored, list_id, "o-1")
    mail = Mail()
    mails = MailCodes(stored.objections.codes, mail)
    await mails(EARLY)
    old = mail.sent[0].code
    for _ in range(MOST_WRONG_CODES + 1):
        with pytest.raises(Rejected):
            await verifying(stored).by_code(list_id, filed.id, code="00000000", at=EARLY)
    with pytest.raises(Rejected, match="code-just-sent"):
        await anew(stored)(list_id, filed.id, at=EARLY)

    assert await anew(stored)(list_id, filed.id, at=LATER) == filed
    assert [await mails(LATER), await mails(LATER)] == [1, 0]
    assert [(one.email, one.code) for one in mail.sent[1:]] == [("z@example.cn", "11112222")]
    with pytest.raises(WrongCode):
        await verifying(stored).by_code(list_id, filed.id, code=old, at=LATER)
    counts = await verifying(stored).by_code(list_id, filed.id, code="11112222", at=LATER)
    assert counts.state == "open"
    assert await in_the_books(stored, list_id) == (1, 1, 1)
    with pytest.raises(Rejected, match="objection-closed"):
        await anew(stored)(list_id, filed.id, at=LATER + NEXT_CODE_AFTER)


async def test_who_asks_many_times_at_once_is_mailed_one(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await mailed_to(stored, list_id, "o-1")
    said = await asyncio.gather(
        *(anew(stored, f"{n:08}")(list_id, filed.id, at=LATER) for n in range(8)),
        return_exceptions=True,
    )
    assert Counter(type(each).__name__ for each in said) == {"Objection": 1, "CodeJustMade": 7}
    code = await stored.objections.codes.get(filed.id)
    assert code is not None
    assert code.made == 2


async def test_without_an_address_an_officer_verifies_and_no_code_is_made(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await file(stored, list_id, 1)
    with pytest.raises(Rejected, match="code-worn"):
        await anew(stored)(list_id, filed.id, at=LATER)
    with pytest.raises(Rejected, match="not-found"):
        await anew(stored)(list_id, "o-unknown", at=LATER)


async def test_what_came_on_paper_counts_by_its_own_date_and_of_no_source(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    entered_at = CLOSED_AT + timedelta(days=1)
    paper = [await entered(stored, list_id, EARLY, entered_at, n) for n in range(8)]
    assert await entered(stored, list_id, EARLY, entered_at + timedelta(hours=1), 0) == paper[0]
    assert {(one.state, one.filed_at) for one in paper} == {("unverified", EARLY)}
    assert await in_the_books(stored, list_id) == (0, 0, 0)
    assert await stored.database["objection_sources"].count_documents({}) == 0
    assert await stored.objections.objector(paper[0].id) == OBJECTOR

    known = await stored.objections.get(list_id, paper[0].id)
    assert known is not None
    assert known.entered is not None
    assert (known.entered.by, known.entered.at) == (OFFICER.account, entered_at)
    assert await LapseObjections(stored.objections)(entered_at) == 0
    assert (await verify(stored, list_id, paper[0].id)).state == "open"
    assert await in_the_books(stored, list_id) == (1, 1, 1)
    with pytest.raises(Rejected, match="objection-late"):
        await entered(stored, list_id, entered_at, entered_at)


async def test_only_who_hears_objections_enters_one(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    stranger = replace(OFFICER, roles=frozenset({"recommender"}), office="jiangmen")
    with pytest.raises(Rejected, match="forbidden"):
        await EnterObjection(stored.lists, stored.objections, rules())(
            list_id,
            entry=1,
            objector=OBJECTOR,
            facts="f",
            evidence="e",
            received_at=EARLY,
            proof="p",
            official=stranger,
            at=EARLY,
        )


async def test_an_announcement_shows_how_many_would_become_reports_and_is_confirmed_so(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    announce = AnnounceList(stored.lists, stored.objections, rules(), stored.wake)

    async def shown() -> tuple[int | None, str]:
        found = await announce.preview(list_id, official=OFFICER, at=CLOSED_AT, part=Part())
        return found.unverified, found.confirmation

    none, before = await shown()
    paper = await entered(stored, list_id, EARLY, CLOSED_AT)
    one, after = await shown()
    assert (none, one) == (0, 1)
    with pytest.raises(Rejected, match="shown-has-changed") as changed:
        await announce(list_id, before, official=OFFICER, at=CLOSED_AT)
    assert "1 objection to be verified" in changed.value.detail
    assert (await announce(list_id, after, official=OFFICER, at=CLOSED_AT)).state == "announced"
    with pytest.raises(Rejected, match="objection-late"):
        await verify(stored, list_id, paper.id)


@pytest.mark.parametrize("step", STEPS)
async def test_a_kill_while_a_code_is_taken_loses_no_objection_and_counts_none_twice(
    stored: Stored, mongo_uri: str, database: str, step: str
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await mailed_to(stored, list_id, "o-1")
    code = await stored.objections.codes.get(filed.id)
    assert code is not None
    environ = {**os.environ, "MONGO": mongo_uri, "DATABASE": database}
    module = "tests.store.review.verify_process"
    status, said = await run_module(module, environ, step, list_id, filed.id, code.code)
    assert status == -signal.SIGKILL, said
    committed = step == "saved"
    assert await in_the_books(stored, list_id) == ((1, 1, 1) if committed else (0, 0, 0))
    kept = await stored.objections.get(list_id, filed.id)
    assert kept is not None
    assert kept.state == ("open" if committed else "unverified")

    ending = asyncio.create_task(keep_ending_abandoned(stored.database))
    try:
        for _ in range(2):
            counts = await verifying(stored).by_code(
                list_id, filed.id, code=code.code, at=FROZEN_AT + timedelta(days=1)
            )
            assert counts.state == "open"
    finally:
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)
    assert await in_the_books(stored, list_id) == (1, 1, 1)
    assert await stored.database["objection_codes"].count_documents({}) == 0
