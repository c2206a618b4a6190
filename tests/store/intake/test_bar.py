"""A bar that a number of the form has to clear before an application is taken.

Experts' scores would be compared by the same conditions; no kind of stage has experts score.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.programmes.cities import write_definition
from tests.store.intake.portal import PROGRAMMES, Portal, opened_portal, problem

OPEN = datetime(2024, 3, 4, 4, tzinfo=UTC)
ANSWERS = {"summary": "该专利解决了关键技术问题。" * 10, "patent_number": "ZL202010123400.0"}


def with_a_bar() -> dict[str, Any]:
    """The invented prize for patents, for which an index of more than 70 is needed."""
    file = PROGRAMMES / "binhai-patent-prize.yaml"
    definition: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    (index,) = (dict(one) for one in definition["answers"] if one["id"] == "in_force")
    index |= {"id": "score", "type": "number", "minimum": 0, "maximum": 100}
    more_than = {"and": [{"answer": "score", "at_least": 70}, {"not": _equals(70)}]}
    definition["path"][0]["eligibility"] = [{"condition": more_than, "reason": "not_in_force"}]
    definition["answers"] = [*definition["answers"], index]
    return definition


def _equals(number: int) -> dict[str, Any]:
    return {"answer": "score", "equals": number}


@pytest.fixture
async def portal(mongo_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    """The app while nominations are taken."""
    folder = tmp_path / "programmes"
    folder.mkdir()
    write_definition(folder, with_a_bar())
    async with opened_portal(mongo_uri, database, tmp_path, programmes=folder) as made:
        made.set(OPEN)
        yield made


@pytest.mark.parametrize(
    ("score", "taken"),
    [("69.99", False), ("70", False), ("70.00", False), ("70.04", True), ("70.0000001", True)],
)
async def test_edge_case_11_a_score_of_70_00_fails_more_than_70_and_70_04_passes_unrounded(
    portal: Portal, score: str, taken: bool
) -> None:
    said: dict[str, Any] = {
        "programme": "binhai-patent-prize",
        "round": "2024",
        "category": "invention",
        "district": "gangcheng",
        "answers": {**ANSWERS, "in_force": True, "score": score},
    }
    assert (await portal.register(district="gangcheng")).status_code == 201
    draft = await portal.draft(**said)
    assert draft.status_code == 201, draft.text
    answer = await portal.submit(f"/applications/{draft.json()['id']}")
    if taken:
        assert answer.status_code == 201, answer.text
    else:
        assert problem(answer) == (409, "not-eligible")
