"""Figures of certificates: issued and not void, or handed over; none before there was any."""

from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter

from services.stats.consumers.table import activity_of
from services.stats.domain.activities import ActivityRecord
from services.stats.domain.certificates import (
    CertificateRecord,
    GivenOut,
    KnownCertificate,
    how_many_given,
)
from services.stats.domain.cycle import Cycle
from services.stats.domain.measuring import Figures, Known, given_out
from services.stats.domain.public_record import PublicRecord
from services.stats.domain.published import Figure
from shared.programmes import Measure
from tests.builders import NOON
from tests.programmes.activities import active_programme
from tests.unit.stats.activities import DAY, ROADSHOW, held

PROGRAMME = active_programme()
WORDS = {"zh": "词", "en": "Words"}
LATER = DAY + timedelta(days=9)
HELD = ActivityRecord(1, (activity_of(held()),))
ISSUED = GivenOut("plaque")
HANDED_OVER = GivenOut("plaque", "roadshow")


def plaque(number: str, holder: str = "one", **more: Any) -> KnownCertificate:
    said: dict[str, Any] = {"kind": "plaque", "batch": "first", "issued_on": DAY, **more}
    return KnownCertificate(number, f"r-{number}", holder, **said)


def number(question: GivenOut, *known: KnownCertificate, as_of: date = date.max) -> int:
    return how_many_given(question, known, HELD, as_of).number


def measure(**counts: Any) -> Measure:
    said = {"of": "certificates", "certificate": "plaque", "population": WORDS, "stage": WORDS}
    found: Measure = TypeAdapter(Measure).validate_python(
        {
            "id": "m",
            "name": WORDS,
            "as_of": WORDS,
            "source": WORDS,
            "kind": "count",
            "unit": "count",
            "decimals": 0,
            "rounding": "half_up",
            "counts": {**said, **counts},
        }
    )
    return found


def figure(asked: Measure, *known: KnownCertificate, activities: ActivityRecord = HELD) -> Figure:
    answers = {each: how_many_given(each, known, activities) for each in given_out(asked)}
    everything = Known(
        cycle=Cycle(PROGRAMME, PROGRAMME.rounds[0]),
        at=NOON,
        reached={},
        days={},
        answers={},
        entered={},
        record=PublicRecord(0, ()),
        measures={},
        activities=activities,
        certificates=CertificateRecord(1, answers),
    )
    return Figures(everything).figure(asked)


def test_what_is_void_does_not_count_as_issued_and_what_replaces_it_does() -> None:
    known = plaque("1", voided_on=LATER), plaque("2", issued_on=LATER), plaque("3")
    assert number(ISSUED, *known) == 2
    assert number(ISSUED, *known, as_of=DAY) == 2
    assert number(ISSUED, *known, as_of=DAY - timedelta(days=1)) == 0


def test_only_those_of_the_kind_and_of_the_batch_count() -> None:
    known = plaque("1"), plaque("2", batch="second"), plaque("3", kind="certificate")
    assert number(ISSUED, *known) == 2
    assert number(GivenOut("plaque", batch="second"), *known) == 1


def test_what_was_handed_over_counts_whatever_became_of_it_later() -> None:
    known = (
        plaque("1", handed_over={ROADSHOW: DAY}, voided_on=LATER),
        plaque("2", handed_over={"another activity": DAY}),
        plaque("3"),
    )
    assert number(HANDED_OVER, *known) == 1
    assert number(HANDED_OVER, *known, as_of=DAY - timedelta(days=1)) == 0


def test_a_holder_of_several_counts_once_among_the_distinct() -> None:
    known = plaque("1", "one"), plaque("2", "one"), plaque("3", "two")
    assert number(GivenOut("plaque", distinct=True), *known) == 2
    each, once = figure(measure(), *known), figure(measure(distinct=True), *known)
    assert each.numerator is not None
    assert once.numerator is not None
    assert (each.value, each.numerator.of, each.numerator.milestone) == ("3", "certificates", None)
    assert (once.value, once.numerator.of) == ("2", "subjects")


def test_none_is_told_before_one_was_issued_or_the_activity_held() -> None:
    nothing = figure(measure())
    assert nothing.value is None
    assert nothing.missing is not None
    assert nothing.missing.en == "Not yet: none was issued so far."
    asked = measure(handed_over="roadshow")
    not_held = figure(asked, plaque("1"), activities=ActivityRecord())
    assert not_held.missing is not None
    assert not_held.missing.zh == "尚未产生：路演尚未举办。"
    assert figure(asked, plaque("1")).value == "0"


def test_a_figure_changed_on_the_day_that_brought_or_took_the_last_one() -> None:
    assert figure(measure(), plaque("1"), plaque("2", voided_on=LATER)).changed_on == LATER
    handed = figure(measure(handed_over="roadshow"), plaque("1", handed_over={ROADSHOW: DAY}))
    assert handed.changed_on == DAY
