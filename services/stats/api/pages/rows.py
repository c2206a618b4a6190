"""A board's figures as one flat table, for downloads."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from services.stats.api.pages.bars import outcome_parts
from services.stats.domain.board import Board
from services.stats.domain.published import Figure
from shared.figure_words import EN_DASH
from shared.pages import Language


class Row(NamedTuple):
    """One figure; numbers as text with all their decimals, empty where there is none.

    `as_of` is the day of which the figure is, and not the moment at which somebody asked, so that
    the same figures are the same file.
    """

    table: str
    id: str
    name: str
    value: str
    unit: str
    numerator: str
    denominator: str
    base: str
    as_of: str
    source: str
    as_of_means: str = ""


def rows(board: Board, language: Language) -> Iterator[Row]:
    """Measures, figures from outside, districts, outcome, funnel and days, in this order."""
    as_of = _text(board.changed_on)
    for figure in board.tiles:
        yield _measure(figure, language)
    for given in board.external:
        source = given.source.in_language(language) if given.source else ""
        name = given.name.in_language(language)
        on = given.as_of.isoformat() if given.as_of else ""
        yield Row("external", given.id, name, given.value or "", given.unit, "", "", "", on, source)
    for row in (*board.districts.rows, board.districts.total):
        name = row.name.in_language(language)
        part, whole = _text(row.success), _text(row.base)
        yield Row(
            "district", row.district, name, row.rate or "", "percent", part, whole, "", as_of, ""
        )
    whole = str(board.outcome.base)
    for _, id_, number in outcome_parts(board):
        yield Row("outcome", id_, id_, str(number), "count", "", whole, "", as_of, "")
    for table, steps in (("funnel", board.funnel), ("exit", board.exits)):
        for step in steps:
            name, count = step.name.in_language(language), str(step.count)
            yield Row(table, step.milestone, name, count, "count", "", "", "", as_of, "")
            for deemed in step.of_which:
                name, count = deemed.name.in_language(language), str(deemed.count)
                yield Row(table, deemed.milestone, name, count, "count", "", "", "", as_of, "")
    for series in board.series:
        name = series.name.in_language(language)
        for point in series.points:
            on, total = point.day.isoformat(), str(point.total)
            yield Row("cumulative", series.milestone, name, total, "count", "", "", "", on, "")


def _measure(figure: Figure, language: Language) -> Row:
    bases = [base for base in (figure.numerator, figure.denominator) if base]
    said = [
        f"{b.population.in_language(language)} ({b.stage.in_language(language)})" for b in bases
    ]
    denominator = _text(figure.denominator.value if figure.denominator else None)
    if figure.before is not None:
        said.append(figure.before.name.in_language(language))
        denominator = denominator or figure.before.value or ""
    said += [other.name.in_language(language) for other in figure.rests_on]
    between = figure.between and f"{figure.between.low}{EN_DASH}{figure.between.high}"
    return Row(
        "measure",
        figure.id,
        figure.name.in_language(language),
        figure.value or between or "",
        figure.unit,
        _text(figure.numerator.value if figure.numerator else None),
        denominator,
        " / ".join(said),
        _text(figure.changed_on),
        figure.source.in_language(language),
        figure.as_of_means.in_language(language),
    )


def _text(value: int | date | None) -> str:
    return "" if value is None else str(value)
