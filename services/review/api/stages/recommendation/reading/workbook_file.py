"""The sheets of an XLSX workbook, in their order."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from services.review.api.stages.recommendation.reading.parts import Parts, local
from services.review.api.stages.recommendation.reading.strings import shared_strings
from services.review.api.stages.recommendation.reading.styles import styles_of_days
from services.review.api.stages.recommendation.reading.table import FROM_1900, Table
from services.review.api.stages.recommendation.reading.worksheet import Worksheet

WORKBOOK = "xl/workbook.xml"
FROM_1904 = date(1904, 1, 1)
"""Day 0 of workbooks that were begun on a Macintosh of old; they say so before their sheets."""


def workbook_part(parts: Parts) -> str | None:
    """The name of the part that lists the sheets, if this is a workbook of XML."""
    found = (part for kind, part in parts.related("").values() if kind == "officeDocument")
    name = next(found, WORKBOOK)
    if name.casefold().endswith(".bin") or name not in parts:
        return None
    root = parts.xml(name)
    return name if local(root.tag) == "workbook" else None


def tables(parts: Parts, workbook: str) -> Iterator[Table]:
    """The worksheets; charts and macros are none. Raises one of DAMAGED, and NotASheet."""
    related = parts.related(workbook.lstrip("/"))
    by_kind = dict(related.values())
    strings: list[str] = []
    days: frozenset[int] = frozenset()
    if (part := by_kind.get("sharedStrings")) is not None and part in parts:
        strings = shared_strings(parts.pieces(part))
    if (part := by_kind.get("styles")) is not None and part in parts:
        # Formats are for show; a workbook with broken ones still has its rows.
        with suppress(ValueError):
            days = styles_of_days(parts.xml(part))
    day_0 = FROM_1900
    for each in parts.xml(workbook).iter():
        if local(each.tag) == "workbookPr" and each.get("date1904") in ("1", "true"):
            day_0 = FROM_1904
        if local(each.tag) != "sheet":
            continue
        identity = next((v for k, v in each.attrib.items() if local(k) == "id"), "")
        kind, part = related.get(identity, ("", ""))
        if kind == "worksheet" and part in parts:
            sheet = Worksheet(strings, days)
            hidden = each.get("state", "visible") != "visible"
            lines = sheet.lines(parts.pieces(part))
            name, unseen = each.get("name", ""), sheet.hidden_columns
            yield Table(name, lines, hidden, day_0, sheet.merged, unseen)
