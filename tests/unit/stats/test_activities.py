"""Figures of activities: how many took part, and on which day; none before one was held."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter

from services.stats.consumers.table import activity_of
from services.stats.domain.activities import ActivityRecord, TookPart
from services.stats.domain.cycle import Cycle
from services.stats.domain.measuring import Figures, Known, board_changed_on
from services.stats.domain.public_record import PublicRecord, changes
from services.stats.domain.published import Figure
from shared.programmes import Measure
from tests.builders import NOON
from tests.programmes.activities import active_programme
from tests.unit.stats.activities import DAY, called_off, held

PROGRAMME = active_programme()
WORDS = {"zh": "词", "en": "Words"}
COMMON = {"name": WORDS, "as_of": WORDS, "source": WORDS}
LATER = "small.2019.activities.roadshow.2"


def measure(**said: Any) -> Measure:
    found: Measure = TypeAdapter(Measure).validate_python({"id": "m", **COMMON, **said})
    return found


def presented(*, distinct: bool) -> Measure:
    return measure(
        kind="count",
        unit="count",
        decimals=0,
        rounding="half_up",
        counts={
            "of": "attendances",
            "activity": "roadshow",
            "role": "presented",
            "distinct": distinct,
            "population": WORDS,
            "stage": WORDS,
        },
    )


def day_of(which: str) -> Measure:
    at = {"activity": "roadshow", "which": which}
    return measure(kind="date", unit="date", precision="day", at=at)


def known(record: ActivityRecord) -> Known:
    return Known(
        cycle=Cycle(PROGRAMME, PROGRAMME.rounds[0]),
        at=NOON,
        reached={},
        days={},
        answers={},
        entered={},
        record=PublicRecord(0, ()),
        measures={},
        activities=record,
    )


def record(
    took_part: Mapping[TookPart, int] | None = None, *days: date, off: bool = False
) -> ActivityRecord:
    activities = [activity_of(held(f"roadshow.{n}", day)) for n, day in enumerate(days)]
    if off:
        activities.append(activity_of(called_off()))
    return ActivityRecord(1, tuple(activities), took_part or {})


def figure(asked: Measure, of: ActivityRecord) -> Figure:
    return Figures(known(of)).figure(asked)


COUNTED = {TookPart("roadshow", "presented"): 15, TookPart("roadshow", "presented", True): 13}


def test_enterprises_are_told_apart_from_what_they_were_there_with() -> None:
    once = figure(presented(distinct=True), record(COUNTED, DAY))
    each = figure(presented(distinct=False), record(COUNTED, DAY))
    assert once.numerator is not None
    assert each.numerator is not None
    assert (once.value, once.numerator.of, once.numerator.milestone) == ("13", "subjects", None)
    assert (each.value, each.numerator.of) == ("15", "attendances")


def test_none_is_told_before_one_was_held() -> None:
    found = figure(presented(distinct=True), record(COUNTED, off=True))
    assert found.value is None
    assert found.numerator is not None
    assert found.missing is not None
    assert found.missing.en == "Not yet: no activity of the kind “Roadshow” was held so far."


def test_nobody_is_none_once_it_was_held() -> None:
    nobody = dict.fromkeys(COUNTED, 0)
    assert figure(presented(distinct=True), record(nobody, DAY)).value == "0"


def test_the_day_is_that_on_which_it_was_held_first_or_last() -> None:
    two = record({}, DAY + timedelta(days=9), DAY)
    assert figure(day_of("first"), two).value == DAY.isoformat()
    assert figure(day_of("last"), two).value == (DAY + timedelta(days=9)).isoformat()
    assert figure(day_of("first"), two).changed_on == DAY + timedelta(days=9)
    assert figure(day_of("first"), record()).value is None


def test_the_board_tells_that_it_was_held_and_changes_by_it() -> None:
    found = record({}, DAY)
    (told,) = changes(PROGRAMME, PublicRecord(0, ()), {}, None, found.held)
    assert told.what.en == "Held: Roadshow (2019-10-30)"
    assert board_changed_on(known(found)) == DAY
