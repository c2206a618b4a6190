"""Rows that refer to what is not there, or to values that nobody can reckon with."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from shared.programmes.measures import FigureOf, Measure, rests_on
from shared.programmes.model import Programme
from shared.programmes.nearest import instead, undefined
from shared.programmes.printed.model import PrintedDocument
from shared.programmes.printed.rows import (
    FromMeasure,
    FromOutside,
    FromReport,
    IncreaseRow,
    Row,
    ShareRow,
)
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references.measures import Figures, indicator_faults, measure_faults


def faults(document: PrintedDocument, programme: Programme) -> Iterator[Fault]:
    """Everything that is wrong with a document, with where it stands."""
    measures = {measure.id: measure for measure in (*programme.measures, *document.measures)}
    externals = {figure.id: figure for figure in programme.external_figures}
    known = Figures(programme, measures, externals)
    yield from measure_faults(("measures",), document.measures, known)
    own = {measure.id for measure in programme.measures}
    for i, measure in enumerate(document.measures):
        if measure.id in own:
            yield ("measures", i, "id"), f"expected another id: {measure.id} is of the programme"
    seen: set[str] = set()
    for i, row in enumerate(document.rows):
        at: Loc = ("rows", i)
        if row.id in seen:
            yield (*at, "id"), f"expected another id: a row before is {row.id}"
        seen.add(row.id)
        match row:
            case FromMeasure(measure=id_) if id_ not in measures:
                yield (*at, "measure"), undefined(id_, measures, "measures")
            case FromOutside(external=id_) if id_ not in externals:
                yield (*at, "external"), undefined(id_, externals, "external_figures")
            case FromReport(indicator=reported):
                yield from indicator_faults((*at, "indicator"), reported, programme)
            case ShareRow(beside=str(id_)) if id_ not in measures:
                yield (*at, "beside"), undefined(id_, measures, "measures")
        if isinstance(row, FromMeasure | FromOutside) and row.played is not None:
            yield from _played((*at, "played"), row.played, measures)
        yield from _rows_of(at, row, document)


def _played(at: Loc, figure: FigureOf, measures: Mapping[str, Measure]) -> Iterator[Fault]:
    if figure.external is not None:
        yield (*at, "external"), "expected a measure: what is entered was not played"
    elif figure.round is None:
        measure = measures.get(figure.id)
        if measure is None:
            yield (*at, "measure"), undefined(figure.id, measures, "measures")
        elif all(other.round is None for _, other in rests_on(measure)):
            yield (*at, "measure"), f"expected a measure over other rounds, not {figure.id}"


def _rows_of(at: Loc, row: Row, document: PrintedDocument) -> Iterator[Fault]:
    match row:
        case ShareRow(share=share):
            for i, id_ in enumerate(share.of):
                yield from _number((*at, "share", "of", i), id_, document)
            for i, id_ in enumerate(share.parts):
                yield from _number((*at, "share", "parts", i), id_, document)
            if share.together_with is not None:
                there = (*at, "share", "together_with")
                yield from _share(there, share.together_with, document)
        case IncreaseRow(increase=increase):
            yield from _share((*at, "increase", "share"), increase.share, document)
            for i, id_ in enumerate(increase.parts):
                yield from _number((*at, "increase", "parts", i), id_, document)


def _number(at: Loc, id_: str, document: PrintedDocument) -> Iterator[Fault]:
    known = {row.id: row for row in document.rows}
    if id_ not in known:
        yield at, undefined(id_, known, "rows")
    elif not isinstance(known[id_].printed, int):
        yield at, f"expected a row with a whole number, but {id_} prints none"


def _share(at: Loc, id_: str, document: PrintedDocument) -> Iterator[Fault]:
    shares = [row.id for row in document.rows if isinstance(row, ShareRow)]
    if id_ not in shares:
        yield at, f"expected a row with a share, not {id_}{instead(id_, shares)}"
    elif not isinstance(document.row(id_).printed, int | Decimal):
        yield at, f"expected a row with a number, not {id_}"
