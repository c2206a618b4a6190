"""Objections to a list and withdrawals from it, before and after the announcement."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

import pytest

from services.review.domain.lists.code_refusals import CodeWorn, WrongCode
from services.review.domain.lists.numbered_list import ListStep
from services.review.domain.lists.objection import MOST_UNDECIDED, Objection, Objector, Verified
from services.review.domain.lists.refusals import NamesObjector, TooManyFromSource
from services.review.domain.lists.served import ServedObjection
from services.review.domain.lists.sources import Limits
from services.review.domain.lists.verifying import MOST_WRONG_CODES, Code
from services.review.ports import Later, Mailed, Refused
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.lists.answer_objection import AnswerObjection
from services.review.usecases.lists.decide_objection import DecideObjection
from services.review.usecases.lists.dismiss_objections import Dismissal, DismissObjections
from services.review.usecases.lists.give_outcomes import GiveOutcomes
from services.review.usecases.lists.lapse_objections import LapseObjections
from services.review.usecases.lists.mail_codes import MailCodes
from services.review.usecases.lists.object_to_entry import CodeMaking, ObjectToEntry
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.lists.serve_objection import ServeObjection
from services.review.usecases.lists.spread_notice import SpreadNotice
from services.review.usecases.lists.verify_objection import VerifyObjection
from shared.contracts.lists import ObjectionDecided, ObjectionFiled
from shared.errors import NotFound, Rejected, Unavailable
from shared.heard import Position
from tests.store.review.conftest import CLOSED_AT, FROZEN_AT, Stored
from tests.unit.review.builders import (
    OFFICER,
    decided,
    rules,
    withdrawn,
)

OBJECTOR = Objector(
    kind="person",
    name="张三丰",
    phone="0750-1234567",
    employer_or_contact="江门某某公司",
    signature_or_seal="张三丰",
)


MANY = Limits(of_block=1000, of_contact=1000)


async def file(
    stored: Stored, list_id: str, entry: int, days: int = 1, serial: int = 1, facts: str = "f"
) -> Objection:
    return await ObjectToEntry(stored.lists, stored.objections, rules(), limits=MANY)(
        list_id,
        entry=entry,
        objection=f"o-{entry}-{days}-{serial}",
        objector=OBJECTOR,
        facts=facts,
        evidence="e",
        block="203.0.113.0/24",
        at=FROZEN_AT + timedelta(days=days),
    )


async def verify(stored: Stored, list_id: str, objection: str) -> Objection:
    objections = stored.objections
    return await VerifyObjection(stored.lists, objections, objections.codes, rules()).by_officer(
        list_id,
        objection,
        how="phone",
        proof="通话登记第1号",
        official=OFFICER,
        at=FROZEN_AT + timedelta(days=1, hours=1),
    )


async def object_to(
    stored: Stored, list_id: str, entry: int, days: int = 1, serial: int = 1, facts: str = "f"
) -> Objection:
    """Files one, whose contact an officer verifies."""
    filed = await file(stored, list_id, entry, days, serial, facts)
    return await verify(stored, list_id, filed.id)


async def serve(
    stored: Stored, list_id: str, objection: str, facts: str | None = None
) -> ServedObjection:
    use = ServeObjection(stored.lists, stored.objections, stored.cases, rules())
    at = FROZEN_AT + timedelta(days=2)
    _, served = await use(list_id, objection, facts=facts, official=OFFICER, at=at)
    return served


async def answer(stored: Stored, list_id: str, objection: str, text: str = "不属实") -> None:
    filed = await stored.objections.get(list_id, objection)
    assert filed is not None
    uscc = (await stored.case(filed.application)).uscc
    use = AnswerObjection(stored.objections, stored.cases)
    await use(list_id, objection, text=text, uscc=uscc, at=FROZEN_AT + timedelta(days=3))


async def uphold(stored: Stored, list_id: str, objection: str) -> None:
    await serve(stored, list_id, objection)
    await answer(stored, list_id, objection)
    await decide(stored, list_id, objection, "upheld", "facts_confirmed")


async def decide(
    stored: Stored,
    list_id: str,
    objection: str,
    outcome: Literal["upheld", "dismissed"],
    reason: str,
) -> None:
    await DecideObjection(stored.lists, stored.objections, stored.cases, rules())(
        list_id,
        objection,
        outcome=outcome,
        reason=reason,
        official=OFFICER,
        at=FROZEN_AT + timedelta(days=5),
    )


async def withdraw(stored: Stored, application: str) -> None:
    use = Withdraw(stored.cases, stored.lists, stored.sheets, rules())
    await use(withdrawn(application), Position("applications.v1", 2), CLOSED_AT)


async def outcomes(stored: Stored) -> dict[str, str]:
    await GiveOutcomes(stored.cases, stored.lists, rules())(CLOSED_AT)
    found = await stored.events("recognised", "not-recognised")
    assert set(found.values()) <= {1}
    return dict(found.keys())


async def test_the_same_objection_sent_again_is_one_objection(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    first = await object_to(stored, list_id, 1)
    assert await object_to(stored, list_id, 1) == first
    assert await stored.objections.of_list(list_id) == [first]
    held = await stored.lists.get(list_id)
    assert held is not None
    assert (held.record.objections, held.record.objections_open) == (1, 1)


async def test_the_objector_is_kept_apart_and_in_no_event(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await object_to(stored, list_id, 1)
    assert filed.state == "open"
    assert await stored.objections.objector(filed.id) == OBJECTOR
    for collection in ("lists", "objections", "list_entries", "cases"):
        async for document in stored.database[collection].find({}):
            assert OBJECTOR.name not in str(document)
            assert OBJECTOR.phone not in str(document)


@pytest.mark.parametrize(
    "telling",
    ["本人张三丰，该产品系仿制。", "请致电07501234567核实。", "供职于江门某某公司时所见。"],
)
async def test_facts_that_name_the_objector_are_not_served_until_they_are_written_without(
    stored: Stored, telling: str
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await object_to(stored, list_id, 1, facts=telling)
    for facts in (None, f"异议人称：{telling}"):
        with pytest.raises(NamesObjector) as refused:
            await serve(stored, list_id, filed.id, facts)
        assert [(error.field, bool(error.zh)) for error in refused.value.errors] == [
            ("facts", True)
        ]
        assert "张三丰" not in str(refused.value)
    assert (await stored.case("a1")).served_with(filed.id) is None
    assert await stored.events("objection-served") == {}
    served = await serve(stored, list_id, filed.id, "该产品系仿制。")
    assert served.facts == "该产品系仿制。"
    (event,) = await stored.events("objection-served")
    assert event is not None


async def test_objections_at_the_same_moment_are_all_taken(stored: Stored) -> None:
    await stored.keep(*(decided(f"a{n}") for n in range(4)))
    list_id = await stored.list_under_notice()
    await asyncio.gather(*(object_to(stored, list_id, entry) for entry in range(1, 5)))
    held = await stored.lists.get(list_id)
    assert held is not None
    assert (held.record.objections, held.record.objections_open) == (4, 4)


async def test_a_late_objection_is_recorded_and_refused(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    with pytest.raises(Rejected, match="objection-late"):
        await object_to(stored, list_id, 1, days=40)
    (recorded,) = await stored.objections.of_list(list_id)
    assert recorded.state == "late"
    assert (await stored.announce(list_id)).left == 1


async def test_late_objections_change_nothing_of_a_list_not_even_an_announced_one(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    await stored.announce(list_id)
    before = await stored.database["lists"].find_one({"_id": list_id})
    late = [object_to(stored, list_id, 1, days=50, serial=n % 3) for n in range(6)]
    refused = await asyncio.gather(*late, return_exceptions=True)
    assert [r.code for r in refused if isinstance(r, Rejected)] == ["objection-late"] * 6
    assert await stored.database["lists"].find_one({"_id": list_id}) == before
    assert [o.state for o in await stored.objections.of_list(list_id)] == ["late"] * 3


async def test_an_entry_takes_so_many_objections_at_once_and_more_when_some_are_decided(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    for serial in range(MOST_UNDECIDED):
        filed = await object_to(stored, list_id, 1, serial=serial)
    with pytest.raises(Rejected, match="Guangdong Province") as refused:
        await object_to(stored, list_id, 1, serial=99)
    assert refused.value.code == "too-many-objections"
    assert len(await stored.objections.of_list(list_id)) == MOST_UNDECIDED
    assert await object_to(stored, list_id, 1, serial=0)
    assert await object_to(stored, list_id, 2)
    await decide(stored, list_id, filed.id, "dismissed", "facts_not_confirmed")
    assert await object_to(stored, list_id, 1, serial=99)


async def test_an_upheld_objection_removes_exactly_its_entry(stored: Stored) -> None:
    await stored.keep(*(decided(f"a{n}") for n in range(1, 4)), decided("a4", "not_recognise"))
    list_id = await stored.list_under_notice()
    filed = await object_to(stored, list_id, 2)
    with pytest.raises(Rejected, match="objection-open"):
        await stored.announce(list_id)
    await uphold(stored, list_id, filed.id)
    announced = await stored.announce(list_id)
    assert (announced.left, announced.removed, stored.wake.calls) == (2, 1, 2)
    assert await outcomes(stored) == {
        "a1": "recognised",
        "a2": "not-recognised",
        "a3": "recognised",
        "a4": "not-recognised",
    }
    removed = await stored.case("a2")
    assert removed.outcome is not None
    assert (removed.outcome.reason, removed.outcome.entry) == ("facts_confirmed", 2)
    page = await ReadPublicList(stored.lists, rules())(list_id)
    assert [e.removed for e in page.entries] == [None, "objection", None]


async def test_a_withdrawal_under_notice_removes_its_entry(stored: Stored) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    await withdraw(stored, "a1")
    assert (await stored.case("a1")).stage == "withdrawn"
    await withdraw(stored, "a1")
    announced = await stored.announce(list_id)
    assert (announced.left, announced.removed) == (1, 1)
    assert await outcomes(stored) == {"a2": "recognised"}
    assert (await stored.case("a1")).stage == "withdrawn"
    assert await stored.events("closed") == {("a1", "closed"): 1}


async def test_a_withdrawal_that_missed_the_freeze_is_taken_off_at_the_announcement(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    await stored.database["cases"].update_one({"_id": "a1"}, {"$set": {"stage": "withdrawn"}})
    assert (await stored.announce(list_id)).left == 1
    entry = await stored.lists.entry(list_id, 1)
    assert entry is not None
    assert entry.removed is not None
    assert entry.removed.why == "withdrawn"


@pytest.mark.parametrize("after_the_outcome", [True, False])
async def test_a_withdrawal_heard_after_the_announcement_is_refused_and_changes_nothing(
    stored: Stored, after_the_outcome: bool
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    await stored.announce(list_id)
    if after_the_outcome:
        await outcomes(stored)
    before = await stored.case("a1")
    await withdraw(stored, "a1")
    await withdraw(stored, "a1")
    after = await stored.case("a1")
    assert after.model_copy(update={"heard": before.heard}) == before
    assert await stored.events("withdrawal-refused", "closed") == {("a1", "withdrawal-refused"): 1}
    assert await outcomes(stored) == {"a1": "recognised"}
    entry = await stored.lists.entry(list_id, 1)
    assert entry is not None
    assert entry.removed is None


async def test_nobody_can_object_to_a_list_that_is_not_public_yet(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    found = await stored.freeze()
    with pytest.raises(NotFound):
        await object_to(stored, found.id, 1)


async def test_what_the_enterprise_was_not_heard_about_is_not_upheld(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await object_to(stored, list_id, 1)
    with pytest.raises(Rejected, match="objection-not-served"):
        await decide(stored, list_id, filed.id, "upheld", "facts_confirmed")
    for _ in range(2):
        await serve(stored, list_id, filed.id)
    with pytest.raises(Rejected, match="answer-outstanding"):
        await decide(stored, list_id, filed.id, "upheld", "facts_confirmed")
    for _ in range(2):
        await answer(stored, list_id, filed.id)
    with pytest.raises(Rejected, match="already-answered"):
        await answer(stored, list_id, filed.id, "属实")
    await decide(stored, list_id, filed.id, "upheld", "facts_confirmed")
    told = await stored.events("objection-served", "objection-answered", "removed-from-list")
    assert set(told.values()) == {1}
    assert len(told) == 3


async def test_a_dismissal_waits_for_nobody_and_is_told_to_who_was_served(stored: Stored) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    known, unknown = await object_to(stored, list_id, 1), await object_to(stored, list_id, 2)
    await serve(stored, list_id, known.id)
    for filed in (known, unknown):
        await decide(stored, list_id, filed.id, "dismissed", "facts_not_confirmed")
    told = await stored.events("objection-dismissed")
    assert list(told) == [(known.application, "objection-dismissed")]


async def test_each_case_hears_once_that_it_is_on_the_list(stored: Stored) -> None:
    await stored.keep(*(decided(f"a{n}") for n in range(3)), decided("b1", "not_recognise"))
    await stored.list_under_notice()
    spread = SpreadNotice(stored.cases, stored.lists, rules())
    assert [await spread(FROZEN_AT), await spread(FROZEN_AT)] == [1, 0]
    told = await stored.events("listed")
    assert told == {(f"a{n}", "listed"): 1 for n in range(3)}


async def test_an_officer_is_not_held_up_by_what_cases_hear_meanwhile(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    held = await stored.lists.get(list_id)
    assert held is not None
    await SpreadNotice(stored.cases, stored.lists, rules())(FROZEN_AT)
    await stored.lists.save(held, ListStep(held.record), FROZEN_AT)
    assert await SpreadNotice(stored.cases, stored.lists, rules())(FROZEN_AT) == 1
    assert set((await stored.events("listed")).values()) == {1}


BLOCK = "203.0.113.0/24"
EARLY = FROZEN_AT + timedelta(days=1)


@dataclass
class Mail:
    """A mail server that says what a test has it say."""

    says: Mailed | Refused | Later | None = field(default_factory=Mailed)
    sent: list[Code] = field(default_factory=list)

    async def send(self, code: Code, at: datetime) -> Mailed | Refused | Later:
        if self.says is None:
            raise Unavailable("away")
        self.sent.append(code)
        return self.says


async def mailed_to(
    stored: Stored, list_id: str, objection: str, email: str = "z@example.cn"
) -> Objection:
    objector = OBJECTOR.model_copy(update={"email": email})
    making = CodeMaking(lambda: "20481357", lambda: None)
    return await ObjectToEntry(stored.lists, stored.objections, rules(), making)(
        list_id,
        entry=1,
        objection=objection,
        objector=objector,
        facts="f",
        evidence="e",
        block=BLOCK,
        at=EARLY,
    )


def verifying(stored: Stored) -> VerifyObjection:
    return VerifyObjection(stored.lists, stored.objections, stored.objections.codes, rules())


async def in_the_books(stored: Stored, list_id: str) -> tuple[int, int, int]:
    """Objections that count, those that are open, and events of objections."""
    held = await stored.lists.get(list_id)
    assert held is not None
    journal = await stored.journal_of(list_id)
    filed = [e for e in journal["events"] if e["type"] == ObjectionFiled.type]
    return held.record.objections, held.record.objections_open, len(filed)


async def test_an_unverified_objection_changes_nothing_of_its_list(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    before = await stored.journal_of(list_id)
    filed = await file(stored, list_id, 1)
    assert await stored.journal_of(list_id) == before
    assert await stored.objections.of_list(list_id) == []
    assert await stored.objections.unverified(list_id, 0, 10) == [filed]
    assert (await stored.announce(list_id)).left == 1
    with pytest.raises(Rejected, match="objection-late"):
        await verify(stored, list_id, filed.id)
    assert [o.state for o in await stored.objections.of_list(list_id)] == ["late"]


async def test_a_code_is_mailed_once_and_the_right_one_makes_it_count(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await mailed_to(stored, list_id, "o-1")
    mail = Mail()
    mails = MailCodes(stored.objections.codes, mail)
    assert [await mails(EARLY), await mails(EARLY)] == [1, 0]
    (code,) = mail.sent
    assert (code.email, code.objection) == ("z@example.cn", filed.id)
    with pytest.raises(WrongCode):
        await verifying(stored).by_code(list_id, filed.id, code="00000000", at=EARLY)
    for _ in range(2):
        counts = await verifying(stored).by_code(list_id, filed.id, code=code.code, at=EARLY)
        assert (counts.state, counts.verified) == ("open", Verified(how="code", at=EARLY))
    assert await in_the_books(stored, list_id) == (1, 1, 1)
    assert await stored.database["objection_codes"].count_documents({}) == 0


async def test_many_guesses_at_once_are_no_more_than_there_may_be(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await mailed_to(stored, list_id, "o-1")
    guesses = [f"{n:08}" for n in range(20)]
    said = await asyncio.gather(
        *(verifying(stored).by_code(list_id, filed.id, code=g, at=EARLY) for g in guesses),
        return_exceptions=True,
    )
    assert Counter(type(each).__name__ for each in said) == {
        "WrongCode": MOST_WRONG_CODES,
        "CodeWorn": 20 - MOST_WRONG_CODES,
    }
    with pytest.raises(CodeWorn):
        await verifying(stored).by_code(list_id, filed.id, code="20481357", at=EARLY)
    assert (await verify(stored, list_id, filed.id)).state == "open"


async def test_a_code_waits_for_the_mail_server_and_a_refusal_is_told_to_officers(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await mailed_to(stored, list_id, "o-1")
    mail = Mail(None)
    mails = MailCodes(stored.objections.codes, mail)
    with pytest.raises(Unavailable):
        await mails(EARLY)
    mail.says = Later("450 come again")
    assert await mails(EARLY + timedelta(minutes=1)) == 0
    mail.says = Refused("550 no such mailbox")
    later = EARLY + timedelta(hours=1)
    assert [await mails(later), await mails(later)] == [0, 0]
    assert len(mail.sent) == 2
    refused = await stored.objections.codes.refused([filed.id])
    assert refused == {filed.id: "550 no such mailbox"}


async def test_what_nobody_stood_by_lapses_and_who_made_it_is_forgotten(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await mailed_to(stored, list_id, "o-1")
    counts = await object_to(stored, list_id, 1, serial=2)
    assert filed.verify_by is not None
    lapses = LapseObjections(stored.objections)
    assert await lapses(filed.verify_by - timedelta(milliseconds=1)) == 0
    assert [await lapses(filed.verify_by), await lapses(filed.verify_by)] == [1, 0]
    (lapsed,) = await stored.objections.unverified(list_id, 0, 10)
    assert (lapsed.state, lapsed.reason) == ("lapsed", "contact_not_verified")
    assert await stored.objections.objector(filed.id) is None
    assert await stored.database["objection_codes"].count_documents({}) == 0
    assert await stored.objections.of_list(list_id) == [counts]
    with pytest.raises(Rejected, match="objection-closed"):
        await verify(stored, list_id, filed.id)
    assert (await mailed_to(stored, list_id, "o-1")).state == "unverified"


async def test_one_source_fills_its_own_limit_and_nobody_else_s(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()

    async def from_block(n: int, block: str, phone: str = "") -> Objection:
        objector = OBJECTOR.model_copy(update={"phone": phone or f"0750-{n:07}"})
        return await ObjectToEntry(
            stored.lists, stored.objections, rules(), limits=Limits(of_block=3, of_contact=2)
        )(
            list_id,
            entry=1,
            objection=f"o-{n}",
            objector=objector,
            facts="f",
            evidence="e",
            block=block,
            at=EARLY + timedelta(hours=n % 10),
        )

    many = [from_block(n, BLOCK) for n in range(10)]
    said = await asyncio.gather(*many, return_exceptions=True)
    assert Counter(type(each).__name__ for each in said) == {
        "Objection": 3,
        "TooManyFromSource": 7,
    }
    assert (await from_block(10, "198.51.100.0/24")).state == "unverified"
    taken = [each for each in said if isinstance(each, Objection)]
    assert await from_block(int(taken[0].id[2:]), BLOCK) == taken[0]
    await verify(stored, list_id, taken[0].id)
    assert (await from_block(11, BLOCK)).state == "unverified"
    for n in (12, 13):
        await from_block(n, f"192.0.2.{n}/24", phone="0750-9999999")
    with pytest.raises(TooManyFromSource) as refused:
        await from_block(14, "192.0.2.99/24", phone="（0750）9999999")
    assert refused.value.retry_after == 22 * 3600


async def test_a_telephone_number_is_a_source_whatever_e_mail_addresses_come_with_it(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    object_to = ObjectToEntry(stored.lists, stored.objections, rules(), limits=Limits(of_contact=2))

    async def from_address(n: int, phone: str) -> Objection:
        told = {"phone": phone, "email": f"n{n}@example.cn"}
        return await object_to(
            list_id,
            entry=1,
            objection=f"o-{n}",
            objector=OBJECTOR.model_copy(update=told),
            facts="f",
            evidence="e",
            block=f"192.0.{n}.0/24",
            at=EARLY,
        )

    for n, phone in enumerate(("0750-6200000", "+86 750 6200000")):
        await from_address(n, phone)
    with pytest.raises(TooManyFromSource):
        await from_address(2, "(0750)6200000")
    assert (await from_address(3, "0750-6200001")).state == "unverified"


async def test_objections_are_dismissed_together_as_they_were_shown_each_with_its_event(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    served = await object_to(stored, list_id, 1)
    filed = [served] + [await object_to(stored, list_id, 2, serial=n) for n in range(3)]
    await serve(stored, list_id, served.id)
    dismiss = DismissObjections(stored.lists, stored.objections, stored.cases, rules())
    order = Dismissal(list_id, tuple(one.id for one in filed), "facts_not_confirmed")
    at = FROZEN_AT + timedelta(days=5)

    with pytest.raises(Rejected, match="confirmation-required"):
        await dismiss(order, None, official=OFFICER, at=at)
    shown = await dismiss.preview(order, official=OFFICER, at=at)
    assert [one.id for one in shown.objections] == list(order.objections)
    fewer = replace(order, objections=order.objections[:3])
    for other in (fewer, replace(order, reason="false_material")):
        with pytest.raises(Rejected, match="shown-has-changed"):
            await dismiss(other, shown.confirmation, official=OFFICER, at=at)
    for _ in range(2):
        done = await dismiss(order, shown.confirmation, official=OFFICER, at=at)
        assert {(one.state, one.reason, one.decided_by) for one in done} == {
            ("dismissed", "facts_not_confirmed", OFFICER.account)
        }
    journal = await stored.journal_of(list_id)
    told = [e for e in journal["events"] if e["type"] == ObjectionDecided.type]
    assert [event["data"]["objection"] for event in told] == list(order.objections)
    assert {(e["data"]["by"], e["data"]["reason"]) for e in told} == {
        (OFFICER.account, "facts_not_confirmed")
    }
    assert await stored.events("objection-dismissed") == {("a1", "objection-dismissed"): 1}
    assert (await stored.announce(list_id)).left == 2


async def test_one_that_is_decided_already_keeps_all_from_being_dismissed_together(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    one, other = [await object_to(stored, list_id, 1, serial=n) for n in range(2)]
    dismiss = DismissObjections(stored.lists, stored.objections, stored.cases, rules())
    order = Dismissal(list_id, (one.id, other.id), "facts_not_confirmed")
    shown = await dismiss.preview(order, official=OFFICER, at=EARLY)
    await uphold(stored, list_id, other.id)
    with pytest.raises(Rejected, match="objection-closed"):
        await dismiss(order, shown.confirmation, official=OFFICER, at=EARLY)
    kept = await stored.objections.get(list_id, one.id)
    assert kept is not None
    assert kept.state == "open"
    unknown = Dismissal(list_id, ("o-unknown",), "facts_not_confirmed")
    with pytest.raises(NotFound):
        await dismiss.preview(unknown, official=OFFICER, at=EARLY)
