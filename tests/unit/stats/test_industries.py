"""Industries are told to the public by division, to officials by class."""

from pathlib import Path
from typing import cast

from services.stats.domain.counts import Cell, Counts
from services.stats.ports import Tallies
from services.stats.usecases.read_cells import ReadCells
from shared.programmes import Programmes
from tests.unit.stats.nothing import NO_QUESTIONS

PROGRAMMES = Programmes.from_directory(Path(__file__).parents[3] / "programmes")
CLASSES = {"3912": 3, "3971": 4, "6513": 9}


class ByClass:
    """Pages that hold submissions of a few classes."""

    async def counts(self, programme: str, round_: str) -> Counts:
        cells = {Cell("submitted", "xinhui", code, "x"): n for code, n in CLASSES.items()}
        return Counts(1, cells, {})


async def told(*, official: bool) -> dict[str, int | None]:
    read = ReadCells(PROGRAMMES, cast(Tallies, ByClass()), NO_QUESTIONS)
    cells = await read("gd-hightech-product-jiangmen", "2019", "industry", official=official)
    return {row.id: row.counts["submitted"] if row.counts else None for row in cells.rows}


async def test_the_public_sees_the_classes_of_a_division_together() -> None:
    assert await told(official=False) == {"39": 7, "65": 9}


async def test_officials_see_each_class() -> None:
    assert await told(official=True) == CLASSES
