"""The board counts working days by the calendar that the operator corrected, as review does."""

from datetime import date
from pathlib import Path

import pytest

from tests.store.stats.conftest import Stats


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    """A Tuesday on which nobody worked after all."""
    file = tmp_path / "days.yaml"
    reason = "{zh: 台风, en: typhoon}"
    file.write_text(f"days: {{2019-05-07: {{kind: holiday, reason: {reason}}}}}", encoding="utf-8")
    return file


async def test_a_day_that_was_corrected_to_a_holiday_is_no_working_day_of_a_board(
    stats: Stats,
) -> None:
    await stats.fold(5, {"submitted": date(2019, 5, 8)})
    (point,) = (await stats.get("/series", milestone="submitted")).json()["points"]
    assert point["working_day"] == 2
    (submitted, *_) = (await stats.get("/board")).json()["series"]
    assert [each["working_day"] for each in submitted["points"]] == [2]
