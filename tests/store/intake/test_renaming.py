"""Drafts bear the present name of their enterprise, however the requests interleave."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from services.intake.domain.enterprise import Profile
from services.intake.domain.refusals import InvalidFields
from services.intake.ports import Found, FoundEnterprise
from services.intake.store.applications import MongoApplications
from services.intake.store.enterprises import MongoEnterprises
from services.intake.store.numbers import MongoNumbers
from services.intake.store.slots import MongoSlots
from services.intake.usecases.open_draft import OpenDraft
from services.intake.usecases.register_enterprise import RegisterEnterprise
from services.intake.usecases.submit import Submit
from shared.journal import Journal
from shared.mongo import Database
from shared.programmes import Named, Programmes
from shared.values import Bilingual
from tests.store.intake.conftest import advice_in, nobody
from tests.unit.intake.applications import NOON, PROGRAMME, ROUND, USCC, amendment, an_enterprise

NANSHAN = Named.model_validate({"id": "nanshan", "name": {"zh": "南山", "en": "Nanshan"}})
ELSEWHERE = PROGRAMME.model_copy(update={"id": "elsewhere", "districts": (NANSHAN,)})
PROGRAMMES = Programmes([PROGRAMME, ELSEWHERE])
Work = Callable[[], Awaitable[object]]


def called(name: str) -> Profile:
    return replace(an_enterprise().profile, name=Bilingual(zh=name, en=name))


class Interrupted(MongoEnterprises):
    """Does something else once, just after an enterprise was read."""

    meanwhile: Work | None = None

    async def find(self, uscc: str) -> FoundEnterprise | None:
        found = await super().find(uscc)
        work, self.meanwhile = self.meanwhile, None
        if work is not None:
            await work()
        return found


class Overtaken(MongoApplications):
    """Does something else once, just before drafts are looked for."""

    meanwhile: Work | None = None

    async def drafts_of(self, uscc: str) -> AsyncIterator[Found]:
        work, self.meanwhile = self.meanwhile, None
        if work is not None:
            await work()
        async for found in super().drafts_of(uscc):
            yield found


@pytest.fixture
def firms(db: Database) -> Interrupted:
    """The enterprises."""
    return Interrupted(Journal(db["enterprises"], "intake", nobody))


@pytest.fixture
def drafts(db: Database) -> Overtaken:
    """The applications."""
    return Overtaken(Journal(db["applications"], "intake", nobody), PROGRAMMES)


@pytest.fixture
def register(firms: Interrupted, drafts: Overtaken) -> RegisterEnterprise:
    """Registering and changing an enterprise."""
    return RegisterEnterprise(firms, drafts, PROGRAMMES)


async def opened(firms: Interrupted, drafts: Overtaken) -> Found:
    open_draft = OpenDraft(drafts, firms, PROGRAMMES)
    return await open_draft(USCC, "d", PROGRAMME.id, ROUND.id, amendment(), NOON)


async def test_a_draft_that_is_opened_while_its_enterprise_is_renamed_bears_the_new_name(
    firms: Interrupted, drafts: Overtaken, register: RegisterEnterprise
) -> None:
    await register(USCC, called("old"), NOON)
    firms.meanwhile = lambda: register(USCC, called("new"), NOON)
    draft = await opened(firms, drafts)
    assert draft.application.enterprise.zh == "new"
    assert (await drafts.get(draft.application.id)).application == draft.application


async def test_of_two_changes_at_once_drafts_bear_the_name_that_the_enterprise_has(
    firms: Interrupted, drafts: Overtaken, register: RegisterEnterprise
) -> None:
    await register(USCC, called("old"), NOON)
    draft = await opened(firms, drafts)
    drafts.meanwhile = lambda: register(USCC, called("second"), NOON)
    await register(USCC, called("first"), NOON)
    enterprise = await firms.find(USCC)
    assert enterprise is not None
    assert enterprise.enterprise.profile.name.zh == "second"
    assert (await drafts.get(draft.application.id)).application.enterprise.zh == "second"


async def test_an_enterprise_that_moved_to_a_district_of_another_programme_can_not_submit(
    firms: Interrupted, drafts: Overtaken, register: RegisterEnterprise, db: Database
) -> None:
    await register(USCC, called("some"), NOON)
    draft = (await opened(firms, drafts)).application.id
    numbers, slots = MongoNumbers(db["counters"]), MongoSlots(db["places"])
    submit = Submit(drafts, firms, numbers, slots, PROGRAMMES, advice_in(db))
    await register(USCC, replace(called("some"), district="nanshan"), NOON)
    with pytest.raises(InvalidFields) as refused:
        await submit(draft, USCC, "s", NOON)
    assert [error.field for error in refused.value.errors] == ["district"]
    await register(USCC, called("some"), NOON)
    assert (await submit(draft, USCC, "s", NOON)).application.district == "pengjiang"
