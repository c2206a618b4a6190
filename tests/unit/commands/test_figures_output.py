"""What `laurel figures` prints, in each of its forms."""

import csv
import io
import json
from typing import Any

import pytest
from rich.console import Console

from deploy.cli.figures_output import as_csv, as_json, print_table, unproven
from tests.unit.stats.sessions import Session
from tests.unit.stats.test_printed import SHENZHEN, read
from tests.unit.stats.test_session import one_more


async def report(*more: Any) -> dict[str, Any]:
    return (await read(Session(SHENZHEN, *more))).model_dump(mode="json")


async def test_csv_has_a_line_a_printed_value_with_its_bases() -> None:
    lines = list(csv.DictReader(io.StringIO(as_csv([await report()]))))
    assert [line["row"] for line in lines][:2] == ["Z01", "Z02"]
    rows = {line["row"]: line for line in lines}
    assert (rows["Z20"]["denominator"], rows["Z20"]["nulls"]) == ("157", "6")
    assert (rows["Z18"]["qualifier"], rows["Z18"]["scope"]) == ("more_than", "Sessions 1 to 22")
    assert "163 is the only base" in rows["Z19"]["arithmetic"]
    assert rows["Z-d1"]["derived"] == "yes"


async def test_json_says_whether_everything_is_accounted_for() -> None:
    assert json.loads(as_json([await report()]))["proven"] is True
    assert json.loads(as_json([await report(one_more())]))["proven"] is False


async def test_rows_that_are_not_accounted_for_are_named() -> None:
    assert list(unproven([await report()])) == []
    assert list(unproven([await report(one_more(annual_sales=862_000_000))])) == [
        "shenzhen-23: not accounted for: Z03 (different), Z04 (different), Z05 (different)."
    ]


@pytest.mark.parametrize(("language", "said"), [("zh", "无法算出"), ("en", "does not compute")])
async def test_the_table_is_in_the_language_that_is_asked_for(language: str, said: str) -> None:
    console = Console(file=io.StringIO(), width=200)
    print_table(console, await report(), language)
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    assert printed.count(said) == 3
    assert "Z30" in printed
