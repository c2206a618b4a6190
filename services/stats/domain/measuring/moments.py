"""Days, the years between them, and what the round itself says."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from services.stats.domain.measuring.found import Found, Resolve
from services.stats.domain.measuring.known import Known
from services.stats.domain.published import Before
from services.stats.domain.waiting import waiting
from shared.calendar import before_midnight, beijing_date
from shared.programmes import Round
from shared.programmes.measures import (
    Day,
    Elapsed,
    FigureOf,
    Moment,
    OfActivity,
    OfExternal,
    OfMilestone,
    OfRound,
    OfTheRound,
    RoundDate,
)
from shared.programmes.path.path import Path
from shared.values import Bilingual

_NAMES: dict[RoundDate, Bilingual] = {
    "opens_at": Bilingual(zh="申报开始日", en="Day on which applications open"),
    "closes_at": Bilingual(zh="申报截止日", en="Last day for applications"),
    "recommend_by": Bilingual(zh="推荐截止日", en="Last day to recommend"),
    "notice_from": Bilingual(zh="公示开始日", en="First day of the public notice"),
    "announce_on": Bilingual(zh="公布日", en="Day of the announcement"),
    "year": Bilingual(zh="批次年度", en="Year of the round"),
}
_CALENDAR = Bilingual(zh="方案中的批次日程", en="Dates of the round in the programme")
_RECORDS = Bilingual(zh="本系统记录", en="Records of this system")


@dataclass(frozen=True, slots=True)
class _Time:
    """A moment: its day if it has one, else its year alone; neither if it is not known yet."""

    day: date | None
    year: int | None
    shown: Before
    missing: Bilingual | None = None


def elapsed(measure: Elapsed, known: Known, resolve: Resolve) -> Found:
    """Completed years between two days, or how many calendar years they span."""
    since = _time("since", measure.since, known, resolve)
    until = _time("until", measure.until, known, resolve)
    missing, years = since.missing or until.missing, None
    if not missing:
        if measure.years == "inclusive":
            assert since.year is not None
            assert until.year is not None
            years = until.year - since.year + 1
        else:
            assert since.day is not None
            assert until.day is not None
            years = completed_years(since.day, until.day)
    counted = {
        "completed": Bilingual(zh="按满年计", en="Completed years"),
        "inclusive": Bilingual(zh="首尾两年均计入", en="Counting the first and the last year"),
    }
    return Found(
        exact=None if years is None else Fraction(years),
        missing=missing,
        rests_on=(since.shown, until.shown),
        note=counted[measure.years],
    )


def completed_years(since: date, until: date) -> int:
    """Full years; one that begins on 29 February is full on 1 March of a common year."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def day(measure: Day, known: Known, resolve: Resolve) -> Found:
    """A day, or the month it is in."""
    at = _time("at", measure.at, known, resolve)
    length = {"day": None, "month": len("2024-10"), "year": len("2024")}[measure.precision]
    return Found(
        day=None if at.day is None else at.day.isoformat()[:length],
        missing=at.missing,
        rests_on=(at.shown,),
    )


def of_the_round(measure: OfTheRound, known: Known, resolve: Resolve) -> Found:
    """The year, the session, how many came before, or the year of those of the cohort."""
    round_, cohort = known.cycle.round, known.cycle.programme.way.cohort
    session = round_.session or 1
    by_word = {
        "year": round_.year,
        "session": session,
        "sessions_before": session - 1,
        "cohort_year": round_.year - (cohort.years if cohort else 0),
    }
    return Found(exact=Fraction(by_word[measure.tells]))


def _time(id_: str, moment: Moment, known: Known, resolve: Resolve) -> _Time:
    match moment:
        case OfExternal(external=external):
            term = resolve(FigureOf(external=external))
            year = None if term.exact is None else int(term.exact)
            return _Time(None, year, term.shown, term.missing)
        case OfRound(round_date=name):
            at = _day_of(known.cycle.round, name)
            year = known.cycle.round.year if at is None else at.year
            text = str(year) if at is None else at.isoformat()
            shown = Before(id=id_, name=_NAMES[name], value=text, source=_CALENDAR, display=text)
            return _Time(at, year, shown)
        case OfActivity():
            return _held(id_, moment, known)
        case OfMilestone():
            return _reached(id_, moment, known)


def _held(id_: str, moment: OfActivity, known: Known) -> _Time:
    declared = known.cycle.programme.activities
    name = next(each.name for each in declared if each.id == moment.activity)
    days = known.activities.days_of(moment.activity)
    at = None if not days else days[0] if moment.which == "first" else days[-1]
    missing = None
    if at is None:
        missing = Bilingual(zh=f"{name.zh}：尚未举办。", en=f"{name.en}: not held yet.")
    text = None if at is None else at.isoformat()
    shown = Before(
        id=id_,
        name=Bilingual(zh=f"{name.zh}举办日", en=f"Day of “{name.en}”"),
        value=text,
        source=_RECORDS,
        display=text,
    )
    return _Time(at, None if at is None else at.year, shown, missing)


def _reached(id_: str, moment: OfMilestone, known: Known) -> _Time:
    programme, round_ = known.cycle
    way: Path = programme.way
    milestone = way.name_of(moment.milestone)
    assert milestone is not None
    words = {"first": ("首件", "First"), "last": ("末件", "Last")}[moment.which]
    name = milestone.name
    first_and_last = known.days.get(moment.milestone)
    at = first_and_last and first_and_last[moment.which == "last"]
    missing = waiting(
        moment.milestone, way, round_, known.reached, known.record, known.at, compared=False
    )
    if at is None and missing is None:
        missing = Bilingual(zh=f"{name.zh}：尚无一件。", en=f"{name.en}: none so far.")
    text = None if missing or at is None else at.isoformat()
    shown = Before(
        id=id_,
        name=Bilingual(zh=f"{words[0]}“{name.zh}”日", en=f"{words[1]} day of “{name.en}”"),
        value=text,
        source=_RECORDS,
        display=text,
    )
    return _Time(None if missing else at, None if at is None else at.year, shown, missing)


def _day_of(round_: Round, name: RoundDate) -> date | None:
    """The day of an instant, or the last one before it where it is the first that is too late."""
    found = getattr(round_, name)
    if isinstance(found, datetime):
        late = name in ("closes_at", "recommend_by")
        return before_midnight(found) if late else beijing_date(found)
    return found if isinstance(found, date) else None
