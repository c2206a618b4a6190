"""How many applications an enterprise may submit, and what a key may be used for."""

from datetime import UTC, datetime

import pytest

from services.intake.domain.refusals import KeyReused, TooManyApplications
from services.intake.store.applications import MongoApplications
from services.intake.store.enterprises import MongoEnterprises
from services.intake.store.numbers import MongoNumbers
from services.intake.store.slots import MongoSlots
from services.intake.usecases.open_draft import OpenDraft
from services.intake.usecases.register_enterprise import RegisterEnterprise
from services.intake.usecases.submit import Submit
from shared.journal import Journal
from shared.mongo import Database
from shared.programmes import Programmes
from tests.store.intake.conftest import advice_in, nobody
from tests.unit.intake.applications import (
    NOON,
    PROGRAMME,
    ROUND,
    USCC,
    amendment,
    an_enterprise,
)

ONE_EACH = Programmes(
    [
        PROGRAMME.model_copy(
            update={
                "max_applications_per_enterprise": 1,
                "rounds": (ROUND, ROUND.model_copy(update={"id": "2019b"})),
            }
        )
    ]
)


@pytest.fixture
async def opens(applications: MongoApplications, db: Database) -> OpenDraft:
    """Opening drafts for a registered enterprise."""
    enterprises = MongoEnterprises(Journal(db["enterprises"], "intake", nobody))
    register = RegisterEnterprise(enterprises, applications, ONE_EACH)
    await register(USCC, an_enterprise().profile, NOON)
    return OpenDraft(applications, enterprises, ONE_EACH)


async def test_one_more_than_the_programme_allows_is_refused(
    opens: OpenDraft, applications: MongoApplications, db: Database
) -> None:
    submit = Submit(
        applications,
        opens.enterprises,
        MongoNumbers(db["counters"]),
        MongoSlots(db["places"]),
        ONE_EACH,
        advice_in(db),
    )
    drafts = [await opens(USCC, key, PROGRAMME.id, "2019", amendment(), NOON) for key in "ab"]
    first, second = [draft.application.id for draft in drafts]
    assert (await submit(first, USCC, "s", NOON)).new
    with pytest.raises(TooManyApplications) as refused:
        await submit(second, USCC, "t", NOON)
    assert refused.value.code == "too-many-applications"
    assert (await applications.get(second)).application.stage == "draft"
    assert not (await submit(first, USCC, "s", datetime.now(UTC))).new


async def test_a_key_can_not_be_used_again_for_another_round(opens: OpenDraft) -> None:
    await opens(USCC, "a", PROGRAMME.id, "2019", amendment(), NOON)
    with pytest.raises(KeyReused):
        await opens(USCC, "a", PROGRAMME.id, "2019b", amendment(), NOON)
