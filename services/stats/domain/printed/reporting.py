"""The verdict on every printed value of a document."""

from collections.abc import Mapping
from decimal import Decimal

from services.stats.domain.measuring import Figures, Known, external
from services.stats.domain.printed.increases import readings
from services.stats.domain.printed.report import PrintedReport, RowReport, Verdict
from services.stats.domain.printed.shares import Share, Whole, reckoned
from services.stats.domain.printed.words import plain, same, words
from services.stats.domain.published import External, Figure
from shared.figure_words import EN_DASH
from shared.programmes.printed import (
    FromMeasure,
    FromOutside,
    IncreaseRow,
    PrintedDocument,
    Row,
    ShareRow,
    StatedRow,
)
from shared.values import Bilingual

NOT_ENTERED = Bilingual(zh="尚未录入。", en="Not entered yet.")
COMPUTES = Bilingual(
    zh="由印出的数可以算出，应写明所用的指标。",
    en="Printed numbers do give it, so the measure that it is should be named.",
)
SIGNED = ("change", "share_change", "difference")


def report(name: str, document: PrintedDocument, known: Known, figures: Figures) -> PrintedReport:
    """Every row with what is known now; the measures of the document have to be among those."""
    programme = known.cycle.programme
    found = {figure.id: figure for figure in figures.of(known.measures.values())}
    outside = {each.id: external(each, known.entered) for each in programme.external_figures}
    return PrintedReport(
        name=name,
        title=document.title,
        source=document.source,
        programme=programme.id,
        programme_name=programme.name,
        programme_version=programme.version,
        round=known.cycle.round.id,
        as_of=known.at,
        rows=tuple(_row(row, document, found, outside) for row in document.rows),
    )


def _row(
    row: Row,
    document: PrintedDocument,
    found: Mapping[str, Figure],
    outside: Mapping[str, External],
) -> RowReport:
    match row:
        case FromMeasure():
            return _computed(row, found[row.measure])
        case FromOutside():
            return _entered(row, outside[row.external])
        case StatedRow():
            return _stated(row)
        case ShareRow():
            return _share(row, document, found)
        case IncreaseRow():
            return _increase(row, document)


def _computed(row: FromMeasure, figure: Figure) -> RowReport:
    printed, value = plain(row.printed), _value(figure)
    verdict: Verdict = "unexplained"
    if value is not None:
        verdict = "equal" if same(printed, value) else "different"
    signed = figure.kind in SIGNED
    return RowReport(
        id=row.id,
        words=row.words,
        derived=row.derived,
        verdict=verdict,
        printed=printed,
        printed_words=words(printed, figure.unit, signed=signed),
        computed=value,
        computed_words=None if value is None else words(value, figure.unit, signed=signed),
        measure=figure,
        missing=figure.missing,
    )


def _entered(row: FromOutside, given: External) -> RowReport:
    printed = plain(row.printed)
    verdict: Verdict = "unexplained"
    if given.value is not None:
        verdict = "external" if same(printed, given.value) else "different"
    value = given.value
    return RowReport(
        id=row.id,
        words=row.words,
        derived=row.derived,
        verdict=verdict,
        printed=printed,
        printed_words=words(printed, given.unit, qualifier=given.qualifier),
        computed=value,
        computed_words=None
        if value is None
        else words(value, given.unit, qualifier=given.qualifier),
        external=given,
        source=given.source,
        year=given.year,
        scope=given.scope,
        missing=None if value is not None else NOT_ENTERED,
    )


def _stated(row: StatedRow) -> RowReport:
    return RowReport(
        id=row.id,
        words=row.words,
        derived=row.derived,
        verdict="external",
        printed=row.printed.en,
        printed_words=row.printed,
        computed=None,
        computed_words=None,
        source=row.stated.source,
        year=row.stated.year,
        scope=row.stated.scope,
    )


def _share(row: ShareRow, document: PrintedDocument, found: Mapping[str, Figure]) -> RowReport:
    other = row.share.together_with
    wholes = [Whole(id_, _number(document, id_)) for id_ in row.share.of]
    beside = found.get(row.beside) if row.beside else None
    possible, arithmetic = reckoned(
        _share_of(row, document),
        wholes,
        None if other is None else _share_of(document.row(other), document),
    )
    value = None if beside is None else beside.value
    return RowReport(
        id=row.id,
        words=row.words,
        derived=row.derived,
        verdict="unexplained" if possible else "does_not_compute",
        printed=plain(row.printed),
        printed_words=words(plain(row.printed), "percent"),
        computed=value,
        computed_words=None if value is None else words(value, "percent"),
        measure=beside,
        arithmetic=arithmetic,
        missing=COMPUTES if possible else None,
    )


def _increase(row: IncreaseRow, document: PrintedDocument) -> RowReport:
    part = sum(_number(document, id_) for id_ in row.increase.parts)
    share = _share_of(document.row(row.increase.share), document)
    return RowReport(
        id=row.id,
        words=row.words,
        derived=row.derived,
        verdict="does_not_compute",
        printed=plain(row.printed),
        printed_words=words(plain(row.printed), "percent", signed=True),
        computed=None,
        computed_words=None,
        arithmetic=readings(row.printed, share, part),
    )


def _share_of(row: Row, document: PrintedDocument) -> Share:
    assert isinstance(row, ShareRow)
    parts = tuple(_number(document, id_) for id_ in row.share.parts)
    return Share(Decimal(row.printed), parts)


def _number(document: PrintedDocument, id_: str) -> int:
    printed = document.row(id_).printed
    assert isinstance(printed, int)
    return printed


def _value(figure: Figure) -> str | None:
    if figure.between is not None:
        return f"{figure.between.low}{EN_DASH}{figure.between.high}"
    return figure.value
