"""The figures of a whole session, from its rows: each kind of measure, and what it rests on."""

from datetime import timedelta
from typing import Any

import pytest

from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.catalogue import Scenarios
from services.stats.domain.external import EnteredFigure
from services.stats.domain.facts import Facts
from services.stats.domain.published import Figure
from shared.programmes import Programme
from tests.unit.stats.folding import DAY, Event
from tests.unit.stats.sessions import LATER, Session

REPLAY = Scenarios(PROGRAMMES).load("shenzhen")
CLOSED = REPLAY.round.closes_at.date().toordinal() - DAY - 1


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(REPLAY)


async def figures(session: Session, at: Any = LATER) -> dict[str, Figure]:
    read = await session.reading()(REPLAY.programme.id, REPLAY.round.id, at=at)
    return {figure.id: figure for figure in read.figures.of(REPLAY.programme.measures)}


def one_more(**given: Any) -> Event:
    """A company that is shortlisted and no more."""
    facts = Facts(REPLAY.programme.id, REPLAY.round.id, "futian", "3921", "product-rd")
    reached = {"submitted": CLOSED, "accepted": CLOSED, "shortlisted": CLOSED + 30}
    known = {"national_high_tech": True, "prize": False, **given}
    return Event("one-more", 0, 1, facts, reached, "91440300MA5ABCDE00", known)


async def test_every_measure_has_a_value_or_says_between_which_it_is(session: Session) -> None:
    found = await figures(session)
    assert {id_: f.missing for id_, f in found.items() if f.missing} == {}
    assert [id_ for id_, f in found.items() if f.value is None] == ["distinct_companies"]


async def test_a_figure_is_of_the_last_day_that_brought_anything_to_what_it_counts(
    session: Session,
) -> None:
    now, later = await figures(session), await figures(session, LATER + timedelta(days=300))

    assert {f.changed_on for f in now.values() if f.kind == "round"} == {None}
    counted = {id_: now[id_].changed_on for id_ in ("submitted", "shortlisted", "approved")}
    assert list(counted.values()) == sorted(day for day in counted.values() if day)
    assert counted == {id_: later[id_].changed_on for id_ in counted}
    assert now["approval_rate"].changed_on == counted["approved"]


async def test_companies_count_once_however_many_projects_they_have(session: Session) -> None:
    found = await figures(session)
    ids = ("shortlisted", "shortlisted_companies", "approved", "approved_companies")
    assert [found[id_].value for id_ in ids] == ["216", "159", "216", "159"]
    base = found["approved_companies"].numerator
    assert base is not None
    assert base.of == "subjects"


async def test_an_average_says_how_many_gave_a_number_and_how_many_did_not(
    session: Session,
) -> None:
    average = (await figures(session))["average_sales"]
    assert average.denominator is not None
    assert (average.value, average.display) == ("862000000", "862,000,000 yuan")
    assert (average.denominator.value, average.denominator.nulls) == (157, 6)


async def test_industries_are_told_apart_at_the_depth_that_is_stated(session: Session) -> None:
    found = (await figures(session))["industries"]
    assert (found.value, found.note and found.note.en) == (
        "24",
        "Different groups of GB/T 4754, each counted once",
    )


async def test_a_sum_of_sessions_and_distinct_companies_are_never_one(session: Session) -> None:
    found = await figures(session)
    once = found["distinct_companies"]
    assert found["company_sessions"].value == "1989"
    assert (once.between and (once.between.low, once.between.high)) == ("1830", "1989")
    assert once.display == "1,830–1,989"
    assert [other.value for other in once.rests_on] == ["1830", "159"]


async def test_days_years_and_sessions(session: Session) -> None:
    found = await figures(session)
    ids = ("launched_on", "met_on", "years_held", "session", "sessions_before")
    assert [found[id_].value for id_ in ids] == ["2024-04-16", "2024-10-30", "23", "23", "22"]
    assert found["years_held"].display == "23 years"


async def test_districts_are_ranked_by_companies(session: Session) -> None:
    found = await figures(session)
    ranks = [found[f"rank_of_{id_}"] for id_ in ("nanshan", "baoan", "longhua", "guangming")]
    counts = [rank.numerator and rank.numerator.value for rank in ranks]
    assert [rank.value for rank in ranks] == ["1", "2", "3", "4"]
    assert counts == sorted(counts, reverse=True)  # type: ignore[type-var]


async def test_a_company_that_is_shortlisted_and_not_approved_is_in_the_one_figure_alone() -> None:
    found = await figures(Session(REPLAY, one_more(annual_sales=5)))
    ids = ("shortlisted", "shortlisted_companies", "approved", "approved_companies")
    assert [found[id_].value for id_ in ids] == ["217", "160", "216", "159"]


async def test_equal_districts_share_the_best_rank(session: Session) -> None:
    ahead = (await figures(session))["rank_of_baoan"].numerator
    assert ahead is not None
    more = [
        one_more()._replace(
            application=f"x{n}",
            subject=f"X{n}",
            facts=Facts(REPLAY.programme.id, REPLAY.round.id, "longhua", "3921", "product-rd"),
        )
        for n in range((ahead.value or 0) - 27)
    ]
    found = await figures(Session(REPLAY, *more))
    assert [found[f"rank_of_{id_}"].value for id_ in ("baoan", "longhua", "guangming")] == [
        *("2", "2", "4"),
    ]
    note = found["rank_of_longhua"].note
    assert note is not None
    assert note.en == "As many as Bao'an"


async def test_a_secret_number_is_not_told_while_it_may_still_grow(session: Session) -> None:
    found = await figures(session, REPLAY.round.closes_at - timedelta(hours=1))
    secret = found["average_sales"]
    assert (secret.value, secret.missing and secret.missing.en) == (
        None,
        "Not yet: a secret number is told as an average or a sum once nobody can be added to it.",
    )


async def test_what_rests_on_a_figure_that_is_not_entered_says_so() -> None:
    session = Session(REPLAY)
    session.entered["records_before"] = EnteredFigure("records_before")
    missing = (await figures(session))["records_in_all"].missing
    assert missing is not None
    assert "“Records of the sessions before” has not been entered yet" in missing.en


async def test_a_number_so_small_that_one_knows_who_it_is_is_told_in_no_figure() -> None:
    programme = _with_measure(REPLAY.programme, "national_prizes", "prize_level", "national")
    read = await Session(REPLAY, programme=programme).reading()(
        programme.id, REPLAY.round.id, at=LATER
    )
    found = {figure.id: figure for figure in read.figures.of(programme.measures)}
    small = found["national_prizes"]
    assert small.missing is not None
    assert small.missing.en.startswith("Not shown: the number is small")
    assert (small.value, small.numerator and small.numerator.value) == (None, None)
    assert found["prize_winners"].value == "15"


def _with_measure(programme: Programme, id_: str, fact: str, value: str) -> Programme:
    """The programme with one more count: of those shortlisted with this value."""
    known = next(m for m in programme.measures if m.id == "prize_winners")
    data = known.model_dump(exclude_none=True)
    data |= {"id": id_}
    data["counts"] |= {"where": ({"fact": fact, "equals": value},)}
    more = type(known).model_validate(data)
    return programme.model_copy(update={"measures": (*programme.measures, more)})
