"""Whatever order, however often: the same cells."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from services.stats.domain.facts import Facts
from services.stats.domain.fold import BUCKETS, Fold, bucket_of
from services.stats.domain.milestones import INDEX, MILESTONES, day_of, pack
from services.stats.domain.row import Row
from shared.messaging.envelope import partition_for

DAY = date(2019, 5, 6).toordinal()
Heard = tuple[str, int, int, Facts, tuple[int, ...]]


def facts(district: str = "pengjiang", round_: str = "2019") -> Facts:
    return Facts("gd", round_, district, "3912", "electronics")


def reached(**days: int) -> tuple[int, ...]:
    return tuple(sorted(pack(INDEX[name], DAY + day) for name, day in days.items()))


def heard(fold: Fold, *events: Heard) -> dict[str, int]:
    for event in events:
        fold.hear(*event)
    return counts(fold)


def counts(fold: Fold) -> dict[str, int]:
    """Every non-zero cell and day, by name."""
    whole = Fold()
    whole.restore(list(fold._facts), dict(enumerate(fold.buckets)))
    return named(whole)


def named(fold: Fold) -> dict[str, int]:
    return {
        f"{page.programme}/{page.round}/{name}": count
        for page in fold.drain().pages
        for name, count in [*page.cells.items(), *page.days.items()]
        if count
    }


@st.composite
def histories(draw: st.DrawFn) -> list[Heard]:
    """What three streams tell of a few applications; later events may move facts or take back."""
    told: list[Heard] = []
    for application in draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True)):
        for stream in range(3):
            for seq in range(1, draw(st.integers(0, 4)) + 1):
                where = facts(
                    draw(st.sampled_from(["pengjiang", "xinhui"])),
                    draw(st.sampled_from(["2018", "2019"])),
                )
                days = draw(st.dictionaries(st.integers(0, 11), st.integers(0, 3), max_size=5))
                packed = tuple(sorted(pack(m, DAY + d) for m, d in days.items()))
                told.append((application, stream, seq, where, packed))
    return told


@settings(max_examples=50)
@given(histories(), st.data())
def test_any_order_and_any_repetition_give_the_same_cells(
    told: list[Heard], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(told))) if told else []
    shuffled = data.draw(st.permutations([*told, *again]))
    in_order, mixed = Fold(), Fold()
    for event in told:
        in_order.hear(*event)
    for event in shuffled:
        mixed.hear(*event)
    assert named(mixed) == named(in_order)


@settings(max_examples=50)
@given(histories(), st.data())
def test_what_is_written_step_by_step_adds_up_to_the_whole(
    told: list[Heard], data: st.DataObject
) -> None:
    fold, pages = Fold(), dict[tuple[str, str], dict[str, int]]()
    for event in data.draw(st.permutations(told)):
        fold.hear(*event)
        for page in fold.drain().pages if data.draw(st.booleans()) else ():
            written = pages.setdefault((page.programme, page.round), {})
            if page.replace:
                written.clear()
            written.update({**page.cells, **page.days})
    for page in fold.drain().pages:
        pages.setdefault((page.programme, page.round), {}).update({**page.cells, **page.days})
    written_in_all = {
        f"{p}/{r}/{name}": n for (p, r), found in pages.items() for name, n in found.items() if n
    }
    assert written_in_all == counts(fold)


@settings(max_examples=50)
@given(histories())
def test_a_fold_that_was_stored_and_loaded_goes_on_as_if_nothing_had_happened(
    told: list[Heard],
) -> None:
    whole, first = Fold(), Fold()
    for event in told:
        whole.hear(*event)
    half = len(told) // 2
    for event in told[:half]:
        first.hear(*event)
    stored = first.drain()
    blobs = {n: msgspec.msgpack.encode(rows) for n, rows in stored.buckets.items()}
    loaded = Fold()
    loaded.restore(
        list(stored.facts),
        {n: msgspec.msgpack.decode(blob, type=dict[str, Row]) for n, blob in blobs.items()},
    )
    for event in told[half:]:
        loaded.hear(*event)
    assert named(loaded) == named(whole)


def test_an_application_counts_once_in_each_milestone_it_reached() -> None:
    fold = Fold()
    assert heard(
        fold,
        ("a", 0, 1, facts(), reached(submitted=0)),
        ("a", 1, 1, facts(), reached(opened=0, accepted=3)),
        ("a", 1, 1, facts(), reached(opened=0, accepted=3)),
        ("b", 0, 1, facts(), reached(submitted=0)),
    ) == {
        "gd/2019/submitted|pengjiang|3912|electronics": 2,
        "gd/2019/opened|pengjiang|3912|electronics": 1,
        "gd/2019/accepted|pengjiang|3912|electronics": 1,
        "gd/2019/submitted|20190506|pengjiang": 2,
        "gd/2019/opened|20190506|pengjiang": 1,
        "gd/2019/accepted|20190509|pengjiang": 1,
    }


def test_a_withdrawn_one_counts_where_it_had_come_to_from_the_day_it_was_both() -> None:
    withdrawn = ("a", 0, 2, facts(), reached(submitted=0, withdrawn=7))
    recommended = ("a", 1, 1, facts(), reached(accepted=3, recommended=9))
    expected = {
        "gd/2019/submitted|pengjiang|3912|electronics": 1,
        "gd/2019/withdrawn|pengjiang|3912|electronics": 1,
        "gd/2019/accepted|pengjiang|3912|electronics": 1,
        "gd/2019/accepted_and_withdrawn|pengjiang|3912|electronics": 1,
        "gd/2019/recommended|pengjiang|3912|electronics": 1,
        "gd/2019/recommended_and_withdrawn|pengjiang|3912|electronics": 1,
        "gd/2019/submitted|20190506|pengjiang": 1,
        "gd/2019/withdrawn|20190513|pengjiang": 1,
        "gd/2019/accepted|20190509|pengjiang": 1,
        "gd/2019/accepted_and_withdrawn|20190513|pengjiang": 1,
        "gd/2019/recommended|20190515|pengjiang": 1,
        "gd/2019/recommended_and_withdrawn|20190515|pengjiang": 1,
    }
    for told in permutations([withdrawn, recommended, withdrawn]):
        fold = Fold()
        assert heard(fold, *told) == expected
        assert named(fold) == expected


def test_a_withdrawal_that_is_refused_counts_nowhere() -> None:
    found = heard(
        Fold(),
        ("a", 1, 1, facts(), reached(recommended=0)),
        ("a", 0, 2, facts(), reached(submitted=0, withdrawn=2)),
        ("a", 0, 3, facts(), reached(submitted=0)),
    )
    assert [name for name in found if "withdrawn" in name] == []


def test_a_milestone_that_is_taken_back_no_longer_counts() -> None:
    fold = Fold()
    found = heard(
        fold,
        ("a", 1, 1, facts(), reached(opened=0, not_accepted=2)),
        ("a", 1, 2, facts(), reached(opened=0)),
    )
    assert [name for name in found if "not_accepted" in name] == []


def test_new_facts_move_what_was_counted() -> None:
    fold = Fold()
    found = heard(
        fold,
        ("a", 0, 1, facts("pengjiang"), reached(submitted=0)),
        ("a", 0, 2, facts("xinhui"), reached(submitted=0)),
    )
    assert found == {
        "gd/2019/submitted|xinhui|3912|electronics": 1,
        "gd/2019/submitted|20190506|xinhui": 1,
    }


def test_the_facts_of_intake_win_over_those_of_review() -> None:
    fold = Fold()
    found = heard(
        fold,
        ("a", 0, 1, facts("pengjiang"), reached(submitted=0)),
        ("a", 1, 9, facts("xinhui"), reached(opened=1)),
    )
    assert {name.split("|")[-1] for name in found if "|20" in name} == {"pengjiang"}


def test_a_milestone_that_two_streams_date_differently_counts_on_the_earlier_day() -> None:
    fold = Fold()
    found = heard(
        fold,
        ("a", 1, 1, facts(), reached(submitted=4)),
        ("a", 0, 1, facts(), reached(submitted=2)),
    )
    assert found["gd/2019/submitted|20190508|pengjiang"] == 1
    assert "gd/2019/submitted|20190510|pengjiang" not in found


def test_many_changes_replace_the_page_and_few_are_written_alone() -> None:
    fold = Fold()
    for number in range(60):
        fold.hear(f"a{number}", 0, 1, facts(f"d{number}"), reached(submitted=0))
    assert [page.replace for page in fold.drain().pages] == [True]
    fold.hear("a0", 1, 1, facts("d0"), reached(opened=0))
    (page,) = fold.drain().pages
    assert not page.replace
    assert page.cells == {"opened|d0|3912|electronics": 1}
    assert fold.drain().pages == ()


def test_a_partition_uses_all_its_buckets() -> None:
    names = [f"application-{n}" for n in range(20_000)]
    mine = [name for name in names if partition_for(name.encode(), 6) == 2]
    assert {bucket_of(name) for name in mine} == set(range(BUCKETS))


def test_packed_milestones_tell_milestone_and_day() -> None:
    at = datetime(2020, 1, 17, tzinfo=UTC) + timedelta(hours=3)
    packed = pack(INDEX["recognised"], at.date().toordinal())
    assert (MILESTONES[packed // 10_000_000], day_of(packed)) == ("recognised", date(2020, 1, 17))
