"""Two replicas of intake hold the same draft, and what one did the other goes by."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.store.intake.portal import Portal, opened_portal, part, problem
from tests.unit.intake.files import pdf


@pytest.fixture
async def another(mongo_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    """A second replica over the same database."""
    async with opened_portal(mongo_uri, database, tmp_path) as made:
        yield made


async def test_files_handed_in_through_two_replicas_are_all_there(
    portal: Portal, another: Portal
) -> None:
    path = await portal.a_draft()
    assert (await another.upload(path, part("M01", pdf()))).is_success
    assert (await portal.upload(path, part("M02", pdf()))).is_success
    draft = (await portal.call("GET", path)).json()
    assert [material["requirement"] for material in draft["materials"]] == ["M01", "M02"]


async def test_a_draft_submitted_through_another_replica_takes_no_more_files(
    portal: Portal, another: Portal
) -> None:
    path = await portal.a_draft()
    assert (await another.submit(path)).is_success
    assert problem(await portal.upload(path, part("M01", pdf()))) == (409, "not-a-draft")


async def test_a_version_insisted_on_is_the_one_another_replica_saved(
    portal: Portal, another: Portal
) -> None:
    path = await portal.a_draft()
    saved = await another.upload(path, part("M01", pdf()))
    added = await portal.upload(path, part("M02", pdf()), match=saved.headers["etag"])
    assert added.is_success, added.text
