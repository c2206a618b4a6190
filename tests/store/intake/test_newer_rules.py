"""A draft goes by the version of its programme that is in force; submission pins it for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from services.intake.domain.application import Application
from services.intake.domain.drafting import Amendment
from services.intake.domain.refusals import CallClosed, RulesChanged
from services.intake.store.applications import MongoApplications
from services.intake.store.enterprises import MongoEnterprises
from services.intake.store.numbers import MongoNumbers
from services.intake.store.slots import MongoSlots
from services.intake.usecases.access import Reader
from services.intake.usecases.amend_draft import AmendDraft
from services.intake.usecases.open_draft import OpenDraft
from services.intake.usecases.read_application import ReadApplication
from services.intake.usecases.register_enterprise import RegisterEnterprise
from services.intake.usecases.submit import Submit
from shared.journal import Journal
from shared.mongo import Database
from shared.programmes import Programme, Programmes
from tests.store.intake.conftest import advice_in, nobody
from tests.unit.intake.applications import (
    NOON,
    ONE_DAY,
    PROGRAMME,
    ROUND,
    USCC,
    amendment,
    an_enterprise,
)

NEXT_DAY = NOON + ONE_DAY
LATE = ROUND.closes_at + ONE_DAY
NEXT_ROUND = ROUND.model_copy(update={"id": "2020"})


@dataclass
class Desk:
    """A registered enterprise's draft of the day before, under newer rules."""

    applications: MongoApplications
    enterprises: MongoEnterprises
    database: Database
    programmes: Programmes
    draft: str = ""

    async def open(self, at: datetime = NEXT_DAY) -> Application:
        """Opens the draft, or another one on another day."""
        use_case = OpenDraft(self.applications, self.enterprises, self.programmes)
        found = await use_case(USCC, at.isoformat(), PROGRAMME.id, ROUND.id, amendment(), at)
        self.draft = found.application.id
        return found.application

    async def submit(self, at: datetime = NEXT_DAY) -> Application:
        """Submits it."""
        numbers, slots = (self.database[name] for name in ("counters", "places"))
        use_case = Submit(
            self.applications,
            self.enterprises,
            MongoNumbers(numbers),
            MongoSlots(slots),
            self.programmes,
            advice_in(self.database),
        )
        return (await use_case(self.draft, USCC, "s", at)).application

    async def amend(self, **changes: Any) -> None:
        """Changes it."""
        found = await self.applications.get(self.draft)
        use_case = AmendDraft(self.applications, self.programmes)
        await use_case(self.draft, USCC, {found.version}, Amendment(**changes), NEXT_DAY)

    async def version_seen(self, at: datetime) -> str:
        """The version that its owner's self-check goes by."""
        look = ReadApplication(self.applications, self.programmes, advice_in(self.database))
        return (await look(self.draft, Reader(USCC), at))[1].version


async def desk(db: Database, *following: Programme, **changes: Any) -> Desk:
    newer = {"version": "2019.2", "effective_from": NEXT_DAY.date()} | changes
    programmes = Programmes([PROGRAMME, PROGRAMME.model_copy(update=newer), *following])
    applications = MongoApplications(Journal(db["applications"], "intake", nobody), programmes)
    enterprises = MongoEnterprises(Journal(db["enterprises"], "intake", nobody))
    await RegisterEnterprise(enterprises, applications, programmes)(
        USCC, an_enterprise().profile, NOON
    )
    at_hand = Desk(applications, enterprises, db, programmes)
    assert (await at_hand.open(NOON)).programme_version == "2019.1"
    return at_hand


def without(programme: Programme, category: str) -> dict[str, Any]:
    return {"categories": tuple(c for c in programme.categories if c.id != category)}


async def test_an_extended_deadline_holds_for_drafts_of_before(db: Database) -> None:
    extended = ROUND.model_copy(update={"closes_at": LATE + ONE_DAY})
    at_hand = await desk(db, rounds=(extended,))
    assert (await at_hand.submit(LATE)).stage == "submitted"


async def test_edge_case_12_a_submission_is_pinned_to_the_version_in_force(db: Database) -> None:
    at_hand = await desk(db)
    assert (await at_hand.submit()).programme_version == "2019.2"
    saved = (await at_hand.applications.get(at_hand.draft)).application
    assert saved.programme_version == "2019.2"
    record = await db["applications"].find_one({"_id": at_hand.draft})
    assert record is not None
    [event] = record["events"]
    assert event["data"]["standing"]["programme_version"] == "2019.2"


async def test_what_was_submitted_keeps_its_version_when_newer_rules_come(db: Database) -> None:
    at_hand = await desk(db)
    assert (await at_hand.submit(NOON)).programme_version == "2019.1"
    assert await at_hand.version_seen(NEXT_DAY) == "2019.1"


async def test_the_self_check_of_a_draft_goes_by_the_version_in_force(db: Database) -> None:
    at_hand = await desk(db)
    seen = [await at_hand.version_seen(at) for at in (NOON, NEXT_DAY)]
    assert seen == ["2019.1", "2019.2"]


async def test_a_draft_that_newer_rules_do_not_take_is_told_what_to_change(db: Database) -> None:
    answers = tuple(field for field in PROGRAMME.answers if field.id != "regulated")
    at_hand = await desk(db, answers=answers, **without(PROGRAMME, "new-materials"))
    with pytest.raises(RulesChanged) as refused:
        await at_hand.submit()
    assert [error.field for error in refused.value.errors] == ["category", "answers.regulated"]

    await at_hand.amend(category="aerospace", answers={"regulated": None})
    assert (await at_hand.submit()).programme_version == "2019.2"


async def test_a_draft_of_a_round_that_newer_rules_do_not_know_is_late(db: Database) -> None:
    at_hand = await desk(db, rounds=(NEXT_ROUND,))
    with pytest.raises(CallClosed):
        await at_hand.submit(LATE)


async def test_a_round_that_newer_rules_do_not_know_takes_drafts_and_submissions_until_it_closes(
    db: Database,
) -> None:
    at_hand = await desk(db, rounds=(NEXT_ROUND,))
    assert (await at_hand.open(NEXT_DAY)).programme_version == "2019.1"
    await at_hand.amend(category="aerospace")
    assert await at_hand.version_seen(NEXT_DAY) == "2019.1"
    assert (await at_hand.submit()).programme_version == "2019.1"


async def test_a_draft_goes_by_the_newest_version_that_has_its_round(db: Database) -> None:
    following = {"version": "2020.1", "effective_from": NEXT_DAY.date(), "rounds": (NEXT_ROUND,)}
    at_hand = await desk(db, PROGRAMME.model_copy(update=following))
    assert await at_hand.version_seen(NEXT_DAY) == "2019.2"
    assert (await at_hand.submit()).programme_version == "2019.2"
