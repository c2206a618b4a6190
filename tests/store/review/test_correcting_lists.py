"""Corrections of announced lists on a real MongoDB: once each, whoever dies in between."""

import asyncio
from collections import Counter

import pytest

from services.review.domain.lists.correcting import CorrectionOrder, Wanted
from services.review.domain.recognition.recognition import Recognition
from services.review.usecases.lists.correct_list import CorrectList
from services.review.usecases.lists.give_outcomes import GiveOutcomes
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.lists.spread_corrections import SpreadCorrections
from services.review.usecases.recognition.certify import BatchOrder, Certify
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.programmes import After, CertificateKind, Programmes
from shared.programmes import Bilingual as Name
from shared.values import Bilingual
from tests.store.review.conftest import CLOSED_AT, Stored
from tests.store.review.test_register import events, registering
from tests.unit.review.builders import CALENDAR, OFFICER, PROGRAMME, decided, jiangmen
from tests.unit.review.test_correcting_lists import LATER as _LATER

LATER = max(_LATER, CLOSED_AT.replace(year=CLOSED_AT.year + 1))
LIST = "gd-hightech-product-jiangmen-2019"
KIND = CertificateKind(
    id="certificate",
    document="certificate",
    name=Name(zh="证书", en="Certificate"),
    numbering="GHP-{serial:6}",
)
RULES = Rules(
    Programmes([jiangmen().model_copy(update={"after": After(certificates=(KIND,))})]), CALENDAR
)
REMOVE = CorrectionOrder("withdrawn", "书面申请退出", None, (Wanted("a1", "removed"),))


async def announced(stored: Stored) -> None:
    await stored.keep(decided("a1"), decided("a2"), decided("a3", "not_recognise"))
    await stored.announce(await stored.list_under_notice())
    assert await GiveOutcomes(stored.cases, stored.lists, RULES)(CLOSED_AT) == 1
    await registering(stored)(CLOSED_AT)


async def correct(stored: Stored, order: CorrectionOrder) -> str:
    """Publishes it as it is shown; the confirmation."""
    publish = CorrectList(stored.lists, stored.cases, RULES, stored.wake)
    shown = await publish.preview(LIST, order, official=OFFICER, at=LATER)
    confirmation = shown.correction.confirmation
    await publish(LIST, order, confirmation, official=OFFICER, at=LATER)
    return confirmation


def spreading(stored: Stored) -> SpreadCorrections:
    return SpreadCorrections(stored.lists, stored.cases, stored.recognitions, RULES)


async def held(stored: Stored, no: int) -> Recognition:
    found = await stored.recognitions.get(f"{LIST}.{no}")
    assert found is not None
    return found.record


async def test_a_correction_is_published_once_and_reaches_each_once(stored: Stored) -> None:
    await announced(stored)
    certify = Certify(stored.recognitions, stored.activities, RULES)
    numbers = await certify.issue(
        PROGRAMME, BatchOrder("certificate", "一", None), official=OFFICER, at=CLOSED_AT
    )
    assert len(numbers) == 2
    confirmation = await correct(stored, REMOVE)
    publish = CorrectList(stored.lists, stored.cases, RULES, stored.wake)
    for _ in range(2):
        again = await publish(LIST, REMOVE, confirmation, official=OFFICER, at=LATER)
        assert (again.correction.no, again.list.listed, again.list.left) == (1, 1, 2)
    spread = spreading(stored)
    await asyncio.gather(*(spread(LATER) for _ in range(4)))
    # Of four at once none may have seen all of it done.
    await spread(LATER)
    assert await spread(LATER) == 0
    assert await stored.events("corrected", "outcome-correction-explained") == Counter(
        {("a1", "corrected"): 1, ("a1", "outcome-correction-explained"): 1}
    )
    assert (await events(stored))[f"{LIST}.1", "struck"] == 1
    assert (await events(stored))[f"{LIST}.1", "voided"] == 1
    gone = await held(stored, 1)
    assert (gone.status_at(LATER), gone.certificates[0].voided is not None) == ("struck", True)
    # Its number is in the ledger for ever, and the next one is another.
    more = await certify.issue(
        PROGRAMME, BatchOrder("certificate", "二", None), official=OFFICER, at=LATER
    )
    assert more == []


async def test_one_that_is_added_comes_after_all_others_and_into_the_register(
    stored: Stored,
) -> None:
    await announced(stored)
    product = Bilingual(zh="改正的名称", en="The right name")
    await correct(
        stored,
        CorrectionOrder(
            "appeal",
            "复议决定",
            "江科复〔2021〕1 号",
            (Wanted("a3", "added"), Wanted("a2", "reprinted", product=product)),
        ),
    )
    await spreading(stored)(LATER)
    page = await ReadPublicList(stored.lists, RULES)(LIST)
    assert [(one.no, one.counts, one.added) for one in page.entries] == [
        (1, True, False),
        (2, True, False),
        (3, True, True),
    ]
    found = await ReadPublicList(stored.lists, RULES)(LIST, text="改正的名称")
    assert [one.no for one in found.entries] == [2]
    added = await held(stored, 3)
    assert (added.application, added.status, added.registered_at) == ("a3", "valid", LATER)
    assert (await held(stored, 2)).what == product
    (listed,) = await ReadPublicList(stored.lists, RULES).of_round(PROGRAMME, "2019")
    assert (listed.list.left, listed.list.listed) == (2, 3)


async def test_who_is_killed_in_between_leaves_the_rest_to_the_next(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    await announced(stored)
    await correct(stored, REMOVE)

    async def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(stored.recognitions, "save_many", killed)
        with pytest.raises(KeyboardInterrupt):
            await spreading(stored)(LATER)
    assert (await stored.case("a1")).corrected_by == (f"{LIST}/1",)
    assert await spreading(stored)(LATER) == 1
    assert (await held(stored, 1)).status == "struck"
    assert (await stored.events("corrected"))["a1", "corrected"] == 1


async def test_nothing_is_published_that_was_not_shown(stored: Stored) -> None:
    await announced(stored)
    publish = CorrectList(stored.lists, stored.cases, RULES, stored.wake)
    with pytest.raises(Rejected, match="confirmation-required"):
        await publish(LIST, REMOVE, None, official=OFFICER, at=LATER)
    with pytest.raises(Rejected, match="shown-has-changed"):
        await publish(LIST, REMOVE, "another", official=OFFICER, at=LATER)
