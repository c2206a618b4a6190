"""Printed values and their verdicts as a table, as JSON and as CSV."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from shutil import get_terminal_size
from typing import Any

from rich.console import Console
from rich.table import Table

PIPED_WIDTH = 160
"""Columns of a table that no terminal shows, where COLUMNS says nothing else."""

Report = Mapping[str, Any]
Row = Mapping[str, Any]

GOOD = {"equal": "green", "external": "cyan", "does_not_compute": "yellow"}
SAID = {
    "equal": {"zh": "一致", "en": "equal"},
    "external": {"zh": "外部录入", "en": "external"},
    "does_not_compute": {"zh": "无法算出", "en": "does not compute"},
    "different": {"zh": "不一致", "en": "DIFFERENT"},
    "unexplained": {"zh": "未说明", "en": "UNEXPLAINED"},
}
COLUMNS = {
    "zh": ("编号", "原文", "印出", "算出或录入", "结论", "依据"),
    "en": ("row", "words", "printed", "computed", "verdict", "rests on"),
}
NUMBERS = {"印出", "算出或录入", "printed", "computed"}
GAVE_NONE = {"zh": "未填报 {n:,}", "en": "{n:,} gave none"}
FIELDS = (
    *("document", "row", "words_zh", "words_en", "derived", "printed", "computed", "unit"),
    *("verdict", "measure", "numerator", "numerator_population", "denominator"),
    *("denominator_population", "nulls", "stage", "as_of", "source", "year", "scope", "qualifier"),
    *("arithmetic", "missing", "not_played"),
)


def open_console(*, stderr: bool) -> Console:
    """What a command prints on."""
    console = Console(stderr=stderr)
    if not console.is_terminal:
        console.width = get_terminal_size((PIPED_WIDTH, 24)).columns
    return console


def print_table(console: Console, report: Report, language: str) -> None:
    """A row a printed value; what is too long for its column goes on in the next line."""
    title = f"{report['title'][language]} ({report['name']})"
    table = Table(title=title, title_justify="left")
    for name in COLUMNS[language]:
        table.add_column(name, justify="right" if name in NUMBERS else "left", overflow="fold")
    for row in report["rows"]:
        verdict = row["verdict"]
        style = GOOD.get(verdict, "bold red")
        table.add_row(
            row["id"],
            _plain(row["words"][language]),
            row["printed_words"][language],
            (row["computed_words"] or {}).get(language, "–"),
            f"[{style}]{SAID[verdict][language]}[/]",
            _plain("\n".join(_basis(row, language))),
        )
    console.print(table)


def as_json(reports: Sequence[Report]) -> str:
    """Everything, as the service says it."""
    proven = all(report["proven"] for report in reports)
    whole = {"proven": proven, "documents": reports}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_csv(reports: Sequence[Report]) -> str:
    """One line a printed value, in English but for its words."""
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_line(report, row) for report in reports for row in report["rows"])
    return text.getvalue()


def unproven(reports: Sequence[Report]) -> Iterator[str]:
    """A sentence for each document, with the rows that are not accounted for."""
    for report in reports:
        rows = [f"{row['id']} ({row['verdict']})" for row in report["rows"] if not row["proven"]]
        if rows:
            yield f"{report['name']}: not accounted for: {', '.join(rows)}."


def _basis(row: Row, language: str) -> Iterator[str]:
    measure, external = row["measure"], row["external"]
    if measure is not None:
        yield measure["name"][language]
        for part, before in (("numerator", ""), ("denominator", "/ ")):
            if base := measure[part]:
                none = base["nulls"]
                nulls = f" · {GAVE_NONE[language].format(n=none)}" if none else ""
                number = "" if base["value"] is None else f"{base['value']:,} "
                yield f"{before}{number}{base['population'][language]}{nulls}"
        others = ([measure["before"]] if measure["before"] else []) + measure["rests_on"]
        yield from (f"{other['name'][language]}: {other['display'] or '–'}" for other in others)
        if measure["note"]:
            yield measure["note"][language]
    elif external is not None:
        yield external["name"][language]
    said = [row["source"], row["year"], row["scope"]]
    if any(said):
        yield " · ".join(
            part[language] if isinstance(part, Mapping) else str(part) for part in said if part
        )
    yield from (sentence[language] for sentence in row["arithmetic"])
    if row["missing"]:
        yield row["missing"][language]
    if row.get("not_played"):
        yield row["not_played"][language]


def _line(report: Report, row: Row) -> dict[str, Any]:
    measure, external = row["measure"] or {}, row["external"] or {}
    numerator, denominator = measure.get("numerator") or {}, measure.get("denominator") or {}
    base = numerator or denominator
    source = row["source"] or measure.get("source")
    return {
        "document": report["name"],
        "row": row["id"],
        "words_zh": row["words"]["zh"],
        "words_en": row["words"]["en"],
        "derived": "yes" if row["derived"] else "no",
        "printed": row["printed"],
        "computed": row["computed"],
        "unit": measure.get("unit") or external.get("unit"),
        "verdict": row["verdict"],
        "measure": measure.get("id") or external.get("id"),
        "numerator": numerator.get("value"),
        "numerator_population": _english(numerator.get("population")),
        "denominator": denominator.get("value"),
        "denominator_population": _english(denominator.get("population")),
        "nulls": denominator.get("nulls"),
        "stage": _english(base.get("stage")),
        "as_of": measure.get("as_of") or external.get("as_of"),
        "source": _english(source),
        "year": row["year"],
        "scope": _english(row["scope"]),
        "qualifier": external.get("qualifier"),
        "arithmetic": " ".join(sentence["en"] for sentence in row["arithmetic"]),
        "missing": _english(row["missing"]),
        "not_played": _english(row.get("not_played")),
    }


def _english(text: Mapping[str, str] | None) -> str:
    return "" if text is None else text["en"]


def _plain(text: str) -> str:
    """Without what the terminal would take for markup."""
    return text.replace("[", r"\[")
