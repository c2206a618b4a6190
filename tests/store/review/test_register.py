"""The register on a real MongoDB: one recognition an entry, whoever dies, and one end."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.review.domain.recognition.entered import EnteredRow
from services.review.domain.recognition.entering import enter as enter_rows
from services.review.domain.recognition.recognition import RecognitionStep
from services.review.usecases.recognition.enter_earlier import EnterEarlier
from services.review.usecases.recognition.expire_recognitions import (
    ExpireRecognitions,
    RemindOfExpiry,
)
from services.review.usecases.recognition.read_register import ReadRegister
from services.review.usecases.recognition.register_lists import RegisterLists
from services.review.usecases.recognition.rename_holder import NewName, RenameHolder
from services.review.usecases.rules import Rules
from shared.errors import NotFound, Rejected, StaleWrite
from shared.programmes import After, Programmes, Validity
from shared.values import Bilingual
from tests.store.review.conftest import CLOSED_AT, Stored, store_many
from tests.unit.review.builders import (
    CALENDAR,
    CITY,
    OFFICER,
    PROGRAMME,
    decided,
    jiangmen,
)
from tests.unit.review.test_register_sheet import a_row

THREE_YEARS = After(validity=Validity(years=3))
RULES = Rules(Programmes([jiangmen().model_copy(update={"after": THREE_YEARS})]), CALENDAR)
LIST = "gd-hightech-product-jiangmen-2019"


class Killed(BaseException):
    """The process is gone in the middle of something."""


async def announced(stored: Stored, *cases: str) -> None:
    await stored.keep(*(decided(case) for case in cases))
    await stored.announce(await stored.list_under_notice())


def registering(stored: Stored) -> RegisterLists:
    return RegisterLists(stored.lists, stored.cases, stored.cohorts, stored.recognitions, RULES)


async def events(stored: Stored) -> Counter[tuple[str, str]]:
    """How often the journal of each recognition holds each kind."""
    found: Counter[tuple[str, str]] = Counter()
    async for record in stored.database["recognitions"].find({}, {"events": 1}):
        for event in record["events"]:
            found[record["_id"], event["type"].split(".")[2]] += 1
    return found


async def test_every_entry_of_an_announced_list_is_registered_once(stored: Stored) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    register = registering(stored)
    listed = await stored.list_under_notice()
    assert await register(CLOSED_AT) == 0
    await stored.announce(listed)
    assert await asyncio.gather(*(register(CLOSED_AT) for _ in range(4))) != [0, 0, 0, 0]
    assert await register(CLOSED_AT) == 0
    assert await events(stored) == {
        (f"{LIST}.1", "registered"): 1,
        (f"{LIST}.2", "registered"): 1,
    }
    held = await stored.recognitions.get(f"{LIST}.1")
    assert held is not None
    found = held.record
    assert (found.application, found.number, found.round) == ("a1", "JM-a1", "2019")
    assert found.until is not None
    assert (found.until.year - found.since.year, found.status) == (3, "valid")


async def test_a_process_that_is_killed_in_between_registers_nothing_twice(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    await announced(stored, "a1", "a2", "a3")
    register = registering(stored)

    async def killed(_: str) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(stored.lists, "note_registered", killed)
        with pytest.raises(Killed):
            await register(CLOSED_AT)
    assert await register(CLOSED_AT) == 1
    assert set((await events(stored)).values()) == {1}
    assert len(await events(stored)) == 3


async def test_a_list_longer_than_a_batch_is_registered_whole(stored: Stored) -> None:
    case = decided()
    many = (
        case.model_copy(update={"application": f"p{n}", "number": f"JM-{n:04}"})
        for n in range(1_100)
    )
    await store_many(stored, many)
    await stored.announce(await stored.list_under_notice())
    await registering(stored)(CLOSED_AT)
    assert await stored.database["recognitions"].count_documents({}) == 1_100


async def test_the_end_is_told_once_by_however_many_replicas(stored: Stored) -> None:
    await announced(stored, "a1", "a2")
    await registering(stored)(CLOSED_AT)
    held = await stored.recognitions.get(f"{LIST}.1")
    assert held is not None
    assert held.record.expires_at is not None
    expire = ExpireRecognitions(stored.recognitions, RULES)
    before = held.record.expires_at - timedelta(microseconds=1)
    assert await expire(before) == 0
    read = ReadRegister(stored.recognitions, RULES)
    over = held.record.expires_at
    assert (await read(PROGRAMME, at=before, status="expired")).recognitions == []
    assert len((await read(PROGRAMME, at=over, status="expired")).recognitions) == 2
    await asyncio.gather(*(expire(over) for _ in range(4)))
    told = {key: count for key, count in (await events(stored)).items() if key[1] == "expired"}
    assert told == {(f"{LIST}.1", "expired"): 1, (f"{LIST}.2", "expired"): 1}
    assert (await read(PROGRAMME, at=over, status="valid")).recognitions == []


async def test_the_register_is_read_by_number_and_text(stored: Stored) -> None:
    await announced(stored, "a1", "a2", "a3")
    await registering(stored)(CLOSED_AT)
    read = ReadRegister(stored.recognitions, RULES)
    first = await read(PROGRAMME, at=CLOSED_AT, limit=2)
    assert [found.number for found in first.recognitions] == ["JM-a1", "JM-a2"]
    assert first.next == "JM-a2"
    rest = await read(PROGRAMME, at=CLOSED_AT, after="JM-a2", limit=2)
    assert ([found.number for found in rest.recognitions], rest.next) == (["JM-a3"], None)
    some = await read(PROGRAMME, at=CLOSED_AT, text="jm-A3")
    assert [found.number for found in some.recognitions] == ["JM-a3"]
    assert (await read(PROGRAMME, at=CLOSED_AT, text="\0")).recognitions == []
    with pytest.raises(Rejected, match="unknown-programme"):
        await read("nothing", at=CLOSED_AT)


async def test_a_holder_is_renamed_by_those_who_announce_alone(stored: Stored) -> None:
    await announced(stored, "a1")
    await registering(stored)(CLOSED_AT)
    rename = RenameHolder(stored.recognitions, RULES)
    at = datetime(2021, 3, 5, tzinfo=UTC)
    new = NewName(Bilingual(zh="新名", en="New"), at.date(), "更名通知")
    key: Any = (PROGRAMME, f"{LIST}.1", new)
    with pytest.raises(Rejected, match="forbidden"):
        await rename(*key, official=CITY, at=at)
    for _ in range(2):
        found = await rename(*key, official=OFFICER, at=at)
    assert (found.holder.en, found.number) == ("New", "JM-a1")
    assert (await events(stored))[f"{LIST}.1", "renamed"] == 1
    with pytest.raises(NotFound):
        await rename("another", f"{LIST}.1", new, official=OFFICER, at=at)


async def test_what_is_registered_already_stays_as_it_is(stored: Stored) -> None:
    await announced(stored, "a1")
    await registering(stored)(CLOSED_AT)
    held = await stored.recognitions.get(f"{LIST}.1")
    assert held is not None
    step = RecognitionStep(held.record.model_copy(update={"number": "other"}))
    assert await stored.recognitions.register([step], CLOSED_AT) == {f"{LIST}.1"}
    kept = await stored.recognitions.get(f"{LIST}.1")
    assert kept == held


def rows(count: int) -> list[EnteredRow]:
    return [a_row(n) for n in range(3, 3 + count)]


async def test_a_sheet_is_entered_whole_and_once_by_however_many(stored: Stored) -> None:
    enter = EnterEarlier(stored.recognitions, RULES)
    shown = await enter.preview(PROGRAMME, rows(150), official=OFFICER, at=CLOSED_AT)
    assert (len(shown.entering.new), shown.entering.unchanged) == (150, 0)

    async def entered() -> int:
        done = await enter(PROGRAMME, rows(150), shown.confirmation, official=OFFICER, at=CLOSED_AT)
        return len(done.new)

    assert sorted(await asyncio.gather(*(entered() for _ in range(3)))) == [0, 0, 150]
    assert await entered() == 0
    assert set((await events(stored)).values()) == {1}
    assert len(await events(stored)) == 150


async def test_a_sheet_with_one_wrong_row_or_unconfirmed_enters_nothing(stored: Stored) -> None:
    enter = EnterEarlier(stored.recognitions, RULES)
    wrong = [*rows(2), a_row(9, subject="nobody")]
    for given, confirmation, code in (
        (wrong, "x", "register-sheet-refused"),
        (rows(2), None, "confirmation-required"),
        (rows(2), "another", "shown-has-changed"),
    ):
        with pytest.raises(Rejected, match=code):
            await enter(PROGRAMME, given, confirmation, official=OFFICER, at=CLOSED_AT)
    with pytest.raises(Rejected, match="forbidden"):
        await enter.preview(PROGRAMME, rows(2), official=CITY, at=CLOSED_AT)
    assert await events(stored) == {}


async def test_a_number_is_found_however_it_is_typed(stored: Stored) -> None:
    enter = EnterEarlier(stored.recognitions, RULES)
    printed, typed = ([a_row(3, number=number)] for number in ("粤科（2015）1号", "粤科(2015) 1号"))
    shown = await enter.preview(PROGRAMME, printed, official=OFFICER, at=CLOSED_AT)
    await enter(PROGRAMME, printed, shown.confirmation, official=OFFICER, at=CLOSED_AT)
    again = await enter.preview(PROGRAMME, typed, official=OFFICER, at=CLOSED_AT)
    assert (len(again.entering.new), again.entering.unchanged) == (0, 1)
    read = ReadRegister(stored.recognitions, RULES)
    for text in ("粤科（2015）", "(2015)1号", "（2015） 1"):
        (found,) = (await read(PROGRAMME, at=CLOSED_AT, text=text)).recognitions
        assert found.number == "粤科（2015）1号"


async def test_a_last_day_that_the_programme_sets_anew_has_to_be_confirmed(
    stored: Stored,
) -> None:
    enter = EnterEarlier(stored.recognitions, RULES)
    shown = await enter.preview(PROGRAMME, rows(1), official=OFFICER, at=CLOSED_AT)
    five = jiangmen().model_copy(update={"after": After(validity=Validity(years=5))})
    changed = EnterEarlier(stored.recognitions, Rules(Programmes([five]), CALENDAR))
    with pytest.raises(Rejected, match="shown-has-changed"):
        await changed(PROGRAMME, rows(1), shown.confirmation, official=OFFICER, at=CLOSED_AT)


async def test_a_sheet_that_meets_another_one_midway_is_entered_whole_or_not_at_all(
    stored: Stored,
) -> None:
    entering = enter_rows(rows(3), {}, RULES.programmes.newest(PROGRAMME), by="o", at=CLOSED_AT)
    await stored.recognitions.enter(entering.new[1:2], CLOSED_AT)
    with pytest.raises(StaleWrite):
        await stored.recognitions.enter(entering.new, CLOSED_AT)
    assert len(await events(stored)) == 1


async def test_a_reminder_is_told_once_however_many_look(stored: Stored) -> None:
    await announced(stored, "a1", "a2")
    await registering(stored)(CLOSED_AT)
    after = After(validity=Validity(years=3), remind_before=(90, 30))
    rules = Rules(Programmes([jiangmen().model_copy(update={"after": after})]), CALENDAR)
    remind = RemindOfExpiry(stored.recognitions, rules)
    assert await remind(CLOSED_AT) == 0
    soon = CLOSED_AT + timedelta(days=3 * 365 - 60)
    await asyncio.gather(*(remind(soon) for _ in range(4)))
    assert await remind(soon) == 0
    told = {key: n for key, n in (await events(stored)).items() if key[1] == "expiring"}
    assert told == {(f"{LIST}.1", "expiring"): 1, (f"{LIST}.2", "expiring"): 1}
    assert await remind(soon + timedelta(days=40)) == 2
