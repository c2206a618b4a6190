"""Edge case 14: one that is of two tiers is in the count of each, and in the union once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from shared.messaging.envelope import Message, to_message
from shared.messaging.recorded import RecordedEvent
from tests.builders import a_standing, a_submission
from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.process import ServiceProcess, service

PROGRAMME, SESSION = "shenzhen-innovation-records", "23"
AT = datetime(2024, 5, 6, 4, tzinfo=UTC)
FACTS = ("single_champion", "little_giant", "provincial_sme", "municipal_sme")
COUNTS = ("champions", "little_giants", "provincial_smes", "municipal_smes")
SIZES = (24, 23, 22, 54)
APPLICANTS = 159


def tiers_of(several: int) -> Sequence[frozenset[str]]:
    """Which tiers each applicant is of: 123 in all, and so many are champion and little giant."""
    champion, giant, *others = FACTS
    alone = [n - several for n in SIZES[:2]] + list(SIZES[2:])
    of_one = [
        frozenset({tier})
        for tier, size in zip((champion, giant, *others), alone, strict=True)
        for _ in range(size)
    ]
    known = [*of_one, *[frozenset({champion, giant})] * several]
    return [*known, *[frozenset[str]()] * (APPLICANTS - len(known))]


def submitted(folding: Folding, several: int) -> list[Message]:
    """One application of each applicant."""
    messages = []
    for number, tiers in enumerate(tiers_of(several)):
        standing = a_standing(
            programme=PROGRAMME,
            programme_version="2024.1",
            round=SESSION,
            district="nanshan",
            category="product-rd",
            milestones={"submitted": AT},
            subject=f"9144030000000{number:05}",
            facts={tier: tier in tiers for tier in FACTS},
        )
        event = a_submission(f"a{number}", standing=standing)
        recorded = RecordedEvent.of(
            event, seq=1, source="test", key=f"a{number}", at=AT, traceparent=None
        )
        messages.append(
            to_message(recorded, key=f"a{number}", source="test", topic_prefix=folding.prefix)
        )
    return messages


async def figures(process: ServiceProcess) -> dict[str, Any]:
    """The values of the session, as everybody reads them."""
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{process.url}/stats/v1/rounds/{PROGRAMME}/{SESSION}")
    return {measure["id"]: measure["value"] for measure in answer.json()["measures"]}


async def counted(folding: Folding, mongo_uri: str, folder: Path, several: int) -> dict[str, Any]:
    """The figures once all applications are in them."""
    async with service(folding, mongo_uri, "file:/dev/null", folder) as process:
        await process.ready()
        await folding.send(*submitted(folding, several))

        async def all_in() -> bool:
            return bool((await figures(process))["applicants"] == str(APPLICANTS))

        await until(all_in)
        return await figures(process)


async def test_edge_case_14_the_tiers_add_up_to_123_and_the_union_beside_them_is_118(
    folding: Folding, mongo_uri: str, tmp_path: Path
) -> None:
    found = await counted(folding, mongo_uri, tmp_path, several=5)
    assert [found[name] for name in COUNTS] == [str(size) for size in SIZES]
    assert (sum(SIZES), found["tier_companies"], found["tier_rate"]) == (123, "118", "74")


async def test_edge_case_14_where_four_are_of_two_tiers_the_union_is_119_and_one_tier_is_not_told(
    folding: Folding, mongo_uri: str, tmp_path: Path
) -> None:
    # 123 less 119 would tell everybody a number under five.
    found = await counted(folding, mongo_uri, tmp_path, several=4)
    assert (found["tier_companies"], found["tier_rate"]) == ("119", "75")
    told = [found[name] for name in COUNTS]
    assert told.count(None) == 1
    assert all(n in (None, str(size)) for n, size in zip(told, SIZES, strict=True))
