"""The verdict on every printed value of a document."""

from collections.abc import Mapping
from decimal import Decimal

from services.stats.domain.indicators import as_external
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
    FromReport,
    IncreaseRow,
    PrintedDocument,
    Row,
    ShareRow,
    StatedRow,
)
from shared.values import Bilingual

NOT_ENTERED = Bilingual(zh="尚未录入。", en="Not entered yet.")
NOT_PLAYED = Bilingual(
    zh="所需的其他批次未在本系统运行，故以录入值对照；运行后由本系统算出。",
    en="The other round that computes it was not played here, so that it rests on what was "
    "entered; once it is played this is computed.",
)
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
        rows=tuple(
            _played(row, figures) or _as_entered(row, _row(row, document, found, outside, known))
            for row in document.rows
        ),
    )


def _row(
    row: Row,
    document: PrintedDocument,
    found: Mapping[str, Figure],
    outside: Mapping[str, External],
    known: Known,
) -> RowReport:
    match row:
        case FromMeasure():
            return _computed(row, found[row.measure])
        case FromOutside():
            return _entered(row, outside[row.external])
        case FromReport():
            programme = known.cycle.programme
            return _entered(row, as_external(row.indicator, programme, known.reports))
        case StatedRow():
            return _stated(row)
        case ShareRow():
            return _share(row, document, found)
        case IncreaseRow():
            return _increase(row, document)


def _played(row: Row, figures: Figures) -> RowReport | None:
    """The row by the other rounds that compute it; None before they were played here."""
    if not isinstance(row, FromMeasure | FromOutside) or row.played is None:
        return None
    played = figures.of_figure(row.played)
    return None if played is None or _value(played) is None else _computed(row, played)


def _as_entered(row: Row, said: RowReport) -> RowReport:
    """What the row rests on meanwhile, which says so where other rounds could compute it."""
    if not isinstance(row, FromMeasure | FromOutside) or row.played is None:
        return said
    return said.model_copy(update={"not_played": NOT_PLAYED})


def _computed(row: FromMeasure | FromOutside, figure: Figure) -> RowReport:
    printed, value = plain(row.printed), _value(figure)
    verdict: Verdict = "unexplained"
    if value is not None:
        verdict = "equal" if _holds(row, printed, value) else "different"
    signed = figure.kind in SIGNED
    return RowReport(
        id=row.id,
        words=row.words,
        derived=row.derived,
        verdict=verdict,
        printed=printed,
        printed_words=words(printed, figure.unit, signed=signed, qualifier=row.qualifier),
        computed=value,
        computed_words=None if value is None else words(value, figure.unit, signed=signed),
        measure=figure,
        missing=figure.missing,
    )


def _holds(row: FromMeasure | FromOutside, printed: str, value: str) -> bool:
    """Whether what was computed is what is printed: exactly, or on its side of the number."""
    match row.qualifier:
        case None | "about" | "expected":
            return same(printed, value)
        case "more_than":
            return Decimal(value) > Decimal(printed)
        case "at_most":
            return Decimal(value) <= Decimal(printed)


def _entered(row: FromOutside | FromReport, given: External) -> RowReport:
    printed = plain(row.printed)
    verdict: Verdict = "unexplained"
    if given.value is not None:
        alike = same(printed, given.value) and row.qualifier == given.qualifier
        verdict = "external" if alike else "different"
    value = given.value
    return RowReport(
        id=row.id,
        words=row.words,
        derived=row.derived,
        verdict=verdict,
        printed=printed,
        printed_words=words(printed, given.unit, qualifier=row.qualifier),
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
