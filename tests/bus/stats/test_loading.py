"""A member that can't load its share says so, and folds as soon as it can."""

import pytest

from services.stats.consumers import member as module
from services.stats.consumers.member import Member
from services.stats.ports import Share
from services.stats.store.checkpoints import MongoCheckpoints
from shared.mongo import PyMongoError
from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.told import a_round

BOTH = "_and_withdrawn"


class Failing(MongoCheckpoints):
    """Loads nothing for as long as there is an error."""

    error: Exception | None = None

    async def claim(self, *which: object) -> Share:
        if self.error is not None:
            raise self.error
        return await super().claim(*which)  # type: ignore[arg-type]


@pytest.mark.parametrize("error", [PyMongoError("away"), ValueError("unreadable")])
async def test_a_member_is_not_ready_until_its_share_is_loaded(
    folding: Folding, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOADED_WITHIN", 0.2)
    checkpoints = Failing(folding.database, folding.group)
    checkpoints.error = error
    member = folding.start(checkpoints)
    await until(lambda: says(member, "its share is not loaded"))
    checkpoints.error = None
    await until(lambda: is_ready(member))
    told = a_round(20)
    await folding.tell(told)
    await folding.comes_to(told)


async def test_what_an_older_version_did_not_count_is_there_as_soon_as_a_share_is_loaded(
    folding: Folding,
) -> None:
    told = a_round(200)
    older = folding.start()
    await folding.tell(told)
    await folding.comes_to(told)
    await folding.stop(older)
    for page in await folding.database["pages"].find().to_list(None):
        newer = [f"{part}.{n}" for part in ("cells", "days") for n in page[part] if BOTH in n]
        await folding.database["pages"].update_one(
            {"_id": page["_id"]}, {"$unset": dict.fromkeys(newer, 1)}
        )
    assert not any(BOTH in cell.milestone for cell in (await folding.counts()).cells)
    folding.start()
    await folding.comes_to(told)


async def says(member: Member, words: str) -> bool:
    return words in (await member.wrong() or "")


async def is_ready(member: Member) -> bool:
    return await member.wrong() is None
