"""Seventeen cities are admitted, build for years and are accredited, to all printed figures."""

import csv
from io import StringIO
from pathlib import Path

from deploy.local.infra import Infra
from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.catalogue import Scenarios
from tests.local.test_replay import laurel
from tests.local.test_shenzhen import played

CITIES = Scenarios(PROGRAMMES).load("dongguan")
COMPUTED = {"D01", "D02", "D03", "D04", "D05", "D06", "D17", "D18", "D-d1", "D-d2"}


def test_all_printed_figures_are_equal_or_from_outside_and_the_books_balance(
    tmp_path: Path, infra: Infra
) -> None:
    base = tmp_path / "stack"
    with played(base, infra, CITIES, PROGRAMMES):
        status, printed = laurel("figures", "dongguan", "--base", str(base), "--format", "csv")
        assert status == 0, printed
        rows = {row["row"]: row for row in csv.DictReader(StringIO(printed))}
        assert rows.keys() == {*(f"D{n:02}" for n in range(1, 20)), "D-d1", "D-d2"}
        equal = {id_ for id_, row in rows.items() if row["verdict"] == "equal"}
        assert equal == COMPUTED
        assert {rows[id_]["verdict"] for id_ in rows.keys() - COMPUTED} == {"external"}
