"""What `laurel figures` prints, in each of its forms."""

import csv
import io
import json
import re
import sys
from typing import Any

import pytest
from rich.console import Console

from deploy.cli.figures_output import as_csv, as_json, open_console, print_table, unproven
from services.stats.api.pages.document_phrases import PRINTED
from tests.unit.stats.sessions import Session
from tests.unit.stats.test_printed import SHENZHEN, read
from tests.unit.stats.test_session import one_more


async def report(*more: Any) -> dict[str, Any]:
    return (await read(Session(SHENZHEN, *more))).model_dump(mode="json")


def table(report: dict[str, Any], language: str, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_table(console, report, language)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def column(printed: str, number: int) -> str:
    """What stands in this column, from its head down, without the spaces."""
    cells = (re.split("[│┃]", line) for line in printed.splitlines() if line[:1] in "│┃")
    return re.sub(r"\s", "", "".join(cell[number] for cell in cells))


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
    printed = table(await report(), language, 200)
    assert printed.count(said) == 3
    assert "Z30" in printed


@pytest.mark.parametrize("width", [60, 80, 160])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_narrow_table_wraps_and_leaves_nothing_out(language: str, width: int) -> None:
    told = await report()
    wide, narrow = table(told, language, 1_000), table(told, language, width)
    assert "…" not in narrow
    assert [column(narrow, n) for n in range(1, 7)] == [column(wide, n) for n in range(1, 7)]
    words = "".join(row["words"][language] for row in told["rows"])
    assert column(narrow, 2).endswith(re.sub(r"\s", "", words))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_how_many_gave_no_value_is_told_in_the_words_of_the_page(language: str) -> None:
    phrase = PRINTED["nulls"]
    said = {"zh": phrase.zh, "en": phrase.en}[language].format(n=6)
    printed = table(await report(), language, 1_000)
    assert f" · {said}" in printed
    assert "null" not in printed


@pytest.mark.parametrize(("columns", "width"), [(None, 160), ("100", 100)])
def test_what_is_piped_is_wide_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, columns: str | None, width: int
) -> None:
    for name in ("COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "__stdout__", io.StringIO())
    console = open_console(stderr=False)
    console.print("x" * (width + 1))
    assert isinstance(sys.stdout, io.StringIO)
    assert len(sys.stdout.getvalue().splitlines()[0]) == width
