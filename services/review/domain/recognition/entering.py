"""Earlier recognitions come into the register from a sheet: the whole of it or nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.review.domain.recognition.entered import EnteredRow
from services.review.domain.recognition.identity import id_of_number, number_key
from services.review.domain.recognition.recognition import (
    Recognition,
    RecognitionStep,
    Source,
    end_after,
)
from services.review.domain.recognition.refusals import RowsRefused
from services.review.domain.recognition.registering import registered
from services.review.domain.recognition.validity import last_day
from shared.calendar import beijing_date
from shared.errors import FieldError
from shared.identity import InvalidDivision, InvalidUscc, parse_applicant_as_issued
from shared.programmes import Programme
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Entering:
    """What a sheet would bring into the register, and how many of its rows are there already."""

    new: tuple[RecognitionStep, ...]
    unchanged: int


def enter(
    rows: Sequence[EnteredRow],
    known: Mapping[str, Recognition],
    programme: Programme,
    *,
    by: str,
    at: datetime,
) -> Entering:
    """What the sheet brings.

    `known` are the recognitions of the programme by the keys of their numbers. A row that is in
    the register as it stands changes nothing. Raises RowsRefused, which names every row that is
    wrong.
    """
    numbers = Counter(number_key(row.number) for row in rows)
    errors: list[FieldError] = []
    new, unchanged = [], 0
    for row in rows:
        faults = list(_faults(row, numbers, programme, at))
        if not faults:
            entered = _recognition(row, programme, by, at)
            there = known.get(number_key(row.number))
            if there is None:
                new.append(registered(entered))
            else:
                faults = list(_differences(there, entered))
                unchanged += 1
        errors += [FieldError(f"row {row.row}", said.en, said.zh) for said in faults]
    if errors:
        raise RowsRefused(errors)
    return Entering(tuple(new), unchanged)


def last_day_of(row: EnteredRow, programme: Programme) -> date | None:
    """The last day that a row has or the programme sets; None for the last day there is."""
    if row.until == date.max:
        return None
    return row.until or last_day(programme, row.passed_on or row.since)


def _recognition(row: EnteredRow, programme: Programme, by: str, at: datetime) -> Recognition:
    until = last_day_of(row, programme)
    return Recognition(
        id=id_of_number(programme.id, row.number),
        programme=programme.id,
        programme_version=programme.version,
        number=row.number,
        subject=parse_applicant_as_issued(row.subject, row.since),
        district=None if row.district is None else _districts(programme)[row.district],
        holder=row.holder,
        what=row.what,
        since=row.since,
        until=until,
        expires_at=end_after(until),
        source=Source(document=row.document),
        passed_on=row.passed_on,
        registered_by=by,
        registered_at=at,
    )


def _said(of: Recognition) -> tuple[object, ...]:
    known = (of.holder, of.subject, of.what, of.since, of.until, of.source)
    return (*known, of.passed_on, of.district)


def _districts(programme: Programme) -> Mapping[str, str]:
    """The ids of districts by all that they may be called in a sheet."""
    return {
        said: district.id
        for district in programme.districts
        for said in (district.id, district.name.zh, district.name.en)
    }


def _faults(
    row: EnteredRow, numbers: Mapping[str, int], programme: Programme, at: datetime
) -> Iterator[Bilingual]:
    try:
        parse_applicant_as_issued(row.subject, row.since)
    except (InvalidUscc, InvalidDivision) as fault:
        yield fault.text
    if numbers[number_key(row.number)] > 1:
        yield Bilingual(
            zh=f"编号 {row.number} 在表中重复", en=f"the number {row.number} is given twice"
        )
    if row.since > beijing_date(at):
        yield Bilingual(zh=f"认定日期 {row.since} 晚于今日", en=f"{row.since} is yet to come")
    if row.passed_on is not None and not row.since < row.passed_on <= beijing_date(at):
        yield Bilingual(
            zh=f"复核通过日期 {row.passed_on} 须晚于认定日期 {row.since}，且不晚于今日",
            en=f"it passed on {row.passed_on}, which must be after {row.since} and not yet to come",
        )
    if row.district is not None and row.district not in _districts(programme):
        yield Bilingual(
            zh=f"{programme.id} 没有地区“{row.district}”",
            en=f"{programme.id} has no district “{row.district}”",
        )
    if row.until is not None and row.until < row.since:
        yield Bilingual(
            zh=f"有效期至 {row.until} 早于认定日期 {row.since}",
            en=f"its last day {row.until} is before its first, {row.since}",
        )


def _differences(there: Recognition, entered: Recognition) -> Iterator[Bilingual]:
    """What the register has otherwise under this number; its first name is what was entered."""
    first = there.former_names[0].name if there.former_names else there.holder
    until = there.renewals[0].before if there.renewals else there.until
    before = there.model_copy(update={"holder": first, "until": until})
    if _said(before) != _said(entered):
        yield Bilingual(
            zh=f"名册中编号 {there.number} 已有其他内容：{first.zh}，{there.what.zh}，"
            f"自 {there.since} 起",
            en=f"the register has {there.number} with other contents: {first.en}, "
            f"{there.what.en}, since {there.since}",
        )
