"""A snapshot has the figures of its moment, whatever is heard when, and never others."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.local.places import PROGRAMMES as PROGRAMMES_FOLDER
from deploy.replay.scenario.catalogue import Scenarios
from services.stats.domain.public_record import PublicEvent, PublicRecord
from services.stats.domain.snapshot import ListMoment, counts_agree, to_come
from services.stats.usecases.read_snapshots import ReadSnapshots
from shared.programmes import Programmes, load_file
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.stats.folding import DAY, Event, facts
from tests.unit.stats.kept import KeptInMemory, Way
from tests.unit.stats.sessions import Session
from tests.unit.stats.two_lists import two_lists

REPLAY = Scenarios(PROGRAMMES_FOLDER).load("shenzhen")
PROGRAMME = load_file(JIANGMEN)
PROGRAMMES = Programmes([PROGRAMME])
FACTS = facts(programme=PROGRAMME.id)
LATER = datetime(2020, 6, 1, tzinfo=UTC)
SUBMITTED, ACCEPTED, RECOMMENDED, DECIDED, NOTICED, ANNOUNCED = 20, 40, 100, 130, 180, 200
ENDS = ("recognised", "not_recognised", "withdrawn", "not_accepted", "left_out")
CASTS = st.lists(st.sampled_from(ENDS), min_size=1, max_size=8)

Milestones = dict[str, int]


def on(day: int, hour: int = 2) -> datetime:
    midnight = datetime.combine(datetime.fromordinal(DAY + day), datetime.min.time(), UTC)
    return midnight.replace(hour=hour)


def moment(kind: Any, listed: int, day: int, hour: int = 2, **given: Any) -> ListMoment:
    plain: dict[str, Any] = {
        "list": f"{PROGRAMME.id}-2019",
        "programme": PROGRAMME.id,
        "programme_version": PROGRAMME.version,
        "round": "2019",
        "stage": None,
        "moment": kind,
        "at": on(day, hour),
        "listed": listed,
    }
    return ListMoment(**plain | given)


def history(name: str, end: str) -> tuple[list[Event], list[Event]]:
    """What is heard of an application: until it is recommended, and from then on."""
    submitted: Milestones = {"submitted": SUBMITTED}
    early = [Event(name, 0, 1, FACTS, submitted)]
    if end == "not_accepted":
        return [*early, Event(name, 1, 1, FACTS, {"not_accepted": ACCEPTED})], []
    early.append(Event(name, 1, 1, FACTS, {"accepted": ACCEPTED}))
    if end == "left_out":
        return early, []
    recommended: Milestones = {"accepted": ACCEPTED, "recommended": RECOMMENDED}
    early.append(Event(name, 1, 2, FACTS, recommended))
    if end == "withdrawn":
        return early, [Event(name, 0, 2, FACTS, submitted | {"withdrawn": RECOMMENDED + 1})]
    decided = recommended | {"decided": DECIDED}
    return early, [
        Event(name, 1, 3, FACTS, decided),
        Event(name, 2, 1, FACTS, decided | {end: ANNOUNCED}),
    ]


def expected(ends: Sequence[str]) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The figures when the list was put under notice, and when it was announced."""
    recognised, failed = ends.count("recognised"), ends.count("not_recognised")
    base = recognised + failed + ends.count("withdrawn")
    first = {"recommended": f"{base}", "recognised": None, "not_recognised": None}
    return first, {
        "recommended": f"{base}",
        "recognised": f"{recognised}",
        "not_recognised": f"{failed}",
    }


def shown(way: Way, kind: str) -> dict[str, str | None]:
    found = way.displays(f"{PROGRAMME.id}-2019:{kind}")
    assert found is not None, f"{kind} was never taken"
    return {id_: found[id_] for id_ in ("recommended", "recognised", "not_recognised")}


def steps(late: list[Event], moments: list[ListMoment], draw: Random) -> Iterator[object]:
    """Late events and moments in some order, some of them more than once."""
    every: list[object] = [*late, *late[::2], *moments, *moments]
    draw.shuffle(every)
    yield from every


@given(CASTS, st.randoms(use_true_random=False), st.sampled_from([NOTICED, ANNOUNCED]))
@settings(max_examples=150)
async def test_any_order_and_repetition_give_the_same_snapshots(
    ends: list[str], draw: Random, noticed_on: int
) -> None:
    recognised = ends.count("recognised")
    if not recognised:
        return
    early, late = list[Event](), list[Event]()
    for number, end in enumerate(ends):
        before, after = history(f"a{number}", end)
        early, late = [*early, *before], [*late, *after]
    way = Way(PROGRAMMES)
    draw.shuffle(early)
    way.published = [*early, *early[::3]]
    moments = [
        moment("noticed", recognised, noticed_on, 1),
        moment("announced", recognised, ANNOUNCED, 2),
    ]
    for step in steps(late, moments, draw):
        if isinstance(step, ListMoment):
            await way.hear(step)
        else:
            assert isinstance(step, Event)
            way.published.append(step)
        way.fold(draw.randint(0, len(way.published)))
        await way.take(LATER)
    way.fold(len(way.published))
    await way.take(LATER)
    assert (shown(way, "noticed"), shown(way, "announced")) == expected(ends)
    kept = dict(way.kept.all)
    way.published += [*history("b", "recognised")[0], *history("b", "recognised")[1]]
    way.fold(len(way.published))
    for each in moments:
        await way.hear(each)
    await way.take(LATER)
    assert way.kept.all == kept


async def a_round(*ends: str) -> Way:
    """Everything is published; nothing is folded."""
    way = Way(PROGRAMMES)
    for number, end in enumerate(ends):
        before, after = history(f"a{number}", end)
        way.published += [*before, *after]
    return way


async def test_what_is_published_and_not_folded_yet_is_waited_for() -> None:
    way = await a_round("recognised", "not_recognised")
    await way.hear(moment("announced", 1, ANNOUNCED))
    way.fold(len(way.published) // 2)
    await way.take(LATER)
    assert [each.figures for each in way.kept.all.values()] == [None]
    way.fold(len(way.published))
    await way.take(LATER)
    assert shown(way, "announced")["not_recognised"] == "1"


async def test_an_outcome_that_is_not_published_yet_is_waited_for() -> None:
    way = await a_round("recognised", "recognised")
    last = way.published.pop()
    way.fold(len(way.published))
    await way.hear(moment("announced", 2, ANNOUNCED))
    await way.take(LATER)
    assert [each.figures for each in way.kept.all.values()] == [None]
    way.published.append(last)
    way.fold(len(way.published))
    await way.take(LATER)
    assert shown(way, "announced")["recognised"] == "2"


async def test_a_snapshot_waits_until_what_was_written_before_it_should_be_published() -> None:
    way = await a_round("recognised")
    way.fold(len(way.published))
    way._take.settling = float("inf")
    await way.hear(moment("announced", 1, ANNOUNCED))
    await way.take(LATER)
    assert [each.figures for each in way.kept.all.values()] == [None]


async def test_a_figure_is_as_of_its_moment_and_says_by_which_definition() -> None:
    way = await a_round("recognised")
    way.fold(len(way.published))
    await way.hear(moment("announced", 1, ANNOUNCED))
    await way.take(LATER)
    (snapshot,) = way.kept.all.values()
    assert snapshot.figures is not None
    assert {figure.as_of for figure in snapshot.figures} == {on(ANNOUNCED)}
    assert snapshot.of.programme_version == PROGRAMME.version


async def test_a_moment_of_an_unknown_definition_holds_up_no_other() -> None:
    way = await a_round("recognised")
    way.fold(len(way.published))
    await way.hear(moment("noticed", 1, NOTICED, programme_version="0"))
    await way.hear(moment("announced", 1, ANNOUNCED))
    await way.take(LATER)
    assert way.displays(f"{PROGRAMME.id}-2019:noticed") is None
    assert shown(way, "announced")["recognised"] == "1"


async def test_that_a_list_is_frozen_is_told_once_it_is_public() -> None:
    kept = KeptInMemory()
    read = ReadSnapshots(PROGRAMMES, kept)
    await kept.expect(moment("frozen", 1, NOTICED))
    assert await read(PROGRAMME.id, "2019") == []
    await kept.expect(moment("noticed", 1, NOTICED, 3))
    assert [each.of.moment for each in await read(PROGRAMME.id, "2019")] == ["frozen", "noticed"]


async def test_a_snapshot_withholds_what_the_live_figures_of_its_moment_withhold() -> None:
    read = Session(REPLAY).reading()
    programme, at = REPLAY.programme, LATER.replace(year=2025)
    live = await read(programme.id, REPLAY.round.id, at=at)
    plain: dict[str, Any] = {"programme": programme.id, "programme_version": programme.version}
    plain |= {"round": REPLAY.round.id, "stage": programme.way.final.id}
    announced = moment("announced", 0, 0, at=at, **plain)
    same = await read.at_moment(announced)
    assert same.figures.of(programme.measures) == live.figures.of(programme.measures)
    before = await read.at_moment(moment("frozen", 0, 0, at=REPLAY.round.opens_at, **plain))
    (average,) = [m for m in programme.measures if m.id == "average_sales"]
    assert same.figures.figure(average).value is not None
    early = before.figures.figure(average)
    assert (early.value, early.missing is None) == (None, False)


RECORDS = two_lists()
NOTHING = PublicRecord(0, ())


def of(stage: str | None, kind: Any, listed: int) -> ListMoment:
    return moment(kind, listed, ANNOUNCED, stage=stage, programme=RECORDS.id)


@pytest.mark.parametrize(("listed", "agree"), [(29, False), (30, True), (31, True), (32, False)])
def test_an_open_list_has_as_many_as_are_undecided_but_for_those_that_withdrew_since(
    listed: int, agree: bool
) -> None:
    reached = {"filed": 41, "screened_out": 10, "retracted": 1, "filed_and_withdrawn": 1}
    found = counts_agree(of("shortlist", "frozen", listed), RECORDS.way, reached, NOTHING)
    assert found == agree


def test_a_list_is_compared_with_those_that_came_to_it_and_not_with_the_whole_path() -> None:
    reached = {"filed": 41, "screened_out": 10, "shortlisted": 25, "not_shortlisted": 6}
    assert counts_agree(of("shortlist", "announced", 25), RECORDS.way, reached, NOTHING)
    assert not counts_agree(of("shortlist", "announced", 24), RECORDS.way, reached, NOTHING)
    one_open = reached | {"filed": 42}
    assert not counts_agree(of("shortlist", "announced", 25), RECORDS.way, one_open, NOTHING)


def test_a_list_waits_for_the_announcement_of_the_list_before_it() -> None:
    reached = {"filed": 9, "shortlisted": 9, "approved": 8, "rejected": 1, "released": 8}
    last = of("release", "announced", 8)
    assert not counts_agree(last, RECORDS.way, reached, NOTHING)
    heard = PublicRecord(1, (PublicEvent("announced", on(NOTICED), stage="shortlist"),))
    assert counts_agree(last, RECORDS.way, reached, heard)


def test_a_list_of_no_stage_of_the_path_agrees_with_nothing() -> None:
    assert not counts_agree(of("nowhere", "announced", 1), RECORDS.way, {}, NOTHING)
    assert to_come(of("nowhere", "announced", 1), RECORDS.way) == frozenset()


def test_what_only_comes_after_a_moment_is_in_no_snapshot_of_it() -> None:
    after = {"approved", "rejected", "released", "not_released"}
    assert to_come(of("shortlist", "announced", 1), RECORDS.way) == after
    own = {"shortlisted", "not_shortlisted"}
    assert to_come(of("shortlist", "frozen", 1), RECORDS.way) == after | own
    assert to_come(of(None, "announced", 1), RECORDS.way) == frozenset()
