"""Whatever order, however often: the same cells."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.stats.domain.changes import Changes
from services.stats.domain.facts import Facts
from services.stats.domain.fold import BUCKETS, Fold, bucket_of
from services.stats.domain.milestones import (
    FIRST_LEARNT,
    FORMER,
    MOST,
    Milestones,
    day_of,
    milestone_of,
    pack,
)
from services.stats.domain.row import Row
from services.stats.domain.withdrawals import USUAL_WITHDRAWALS
from shared.messaging.envelope import partition_for
from shared.programmes.references_path import RESERVED_END

DAY = date(2019, 5, 6).toordinal()
MILESTONES = (*FORMER, "shortlisted", "approved", "retracted")
"""Those that every partition knows, and three that it learns."""


class Event(NamedTuple):
    """What a stream says of an application; milestones by id, with days after the first."""

    application: str
    stream: int
    seq: int
    facts: Facts
    milestones: Mapping[str, int]


def retracted_in_sz(programme: str) -> frozenset[str]:
    """One programme has a word of its own for a withdrawal."""
    return frozenset(("retracted",)) if programme == "sz" else USUAL_WITHDRAWALS(programme)


def a_fold() -> Fold:
    return Fold(retracted_in_sz)


def facts(district: str = "pengjiang", round_: str = "2019", programme: str = "gd") -> Facts:
    return Facts(programme, round_, district, "3912", "electronics")


def hear(fold: Fold, *events: Event) -> None:
    for application, stream, seq, of, milestones in events:
        packed = (pack(fold.milestones.number(m), DAY + d) for m, d in milestones.items())
        fold.hear(application, stream, seq, of, tuple(sorted(packed)))


def heard(fold: Fold, *events: Event) -> dict[str, int]:
    hear(fold, *events)
    return counts(fold)


def loaded(*saved: Changes) -> Fold:
    """A fold that takes up what was saved, as it comes back from the store."""
    buckets = {number: rows for changes in saved for number, rows in changes.buckets.items()}
    fold = a_fold()
    fold.restore(
        [m for changes in saved for m in changes.milestones.values],
        [f for changes in saved for f in changes.facts.values],
        {
            number: msgspec.msgpack.decode(msgspec.msgpack.encode(rows), type=dict[str, Row])
            for number, rows in buckets.items()
        },
    )
    return fold


def counts(fold: Fold) -> dict[str, int]:
    """Every non-zero cell and day, by name, counted anew from the rows."""
    whole = a_fold()
    whole.restore(fold.milestones.learnt.values, fold._facts.values, dict(enumerate(fold.buckets)))
    return named(whole)


def named(fold: Fold) -> dict[str, int]:
    return {
        f"{tally.programme}/{tally.round}/{name}": count
        for tally in fold.drain().tallies
        for name, count in [*tally.cells.items(), *tally.days.items()]
        if count
    }


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """What three streams say of a few applications; later events may move facts or take back."""
    events: list[Event] = []
    for application in draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True)):
        for stream in range(3):
            for seq in range(1, draw(st.integers(0, 4)) + 1):
                where = facts(
                    draw(st.sampled_from(["pengjiang", "xinhui"])),
                    draw(st.sampled_from(["2018", "2019"])),
                    draw(st.sampled_from(["gd", "sz"])),
                )
                days = st.dictionaries(st.sampled_from(MILESTONES), st.integers(0, 3), max_size=5)
                events.append(Event(application, stream, seq, where, draw(days)))
    return events


def mixed(events: list[Event], data: st.DataObject) -> list[Event]:
    """The events in some order, some of them more than once."""
    repeated = data.draw(st.lists(st.sampled_from(events))) if events else []
    return data.draw(st.permutations([*events, *repeated]))


@settings(max_examples=50)
@given(histories(), st.data())
def test_any_order_and_any_repetition_give_the_same_cells(
    events: list[Event], data: st.DataObject
) -> None:
    in_order, in_any_order = a_fold(), a_fold()
    hear(in_order, *events)
    hear(in_any_order, *mixed(events, data))
    assert named(in_any_order) == named(in_order)


@settings(max_examples=50)
@given(histories(), st.data())
def test_what_is_written_step_by_step_adds_up_to_the_whole(
    events: list[Event], data: st.DataObject
) -> None:
    fold, written = a_fold(), dict[tuple[str, str], dict[str, int]]()

    def write(changes: Changes) -> None:
        for tally in changes.tallies:
            counts_of_round = written.setdefault((tally.programme, tally.round), {})
            if tally.replace:
                counts_of_round.clear()
            counts_of_round.update({**tally.cells, **tally.days})

    for event in mixed(events, data):
        hear(fold, event)
        if data.draw(st.booleans()):
            write(fold.drain())
    write(fold.drain())
    written_in_all = {
        f"{p}/{r}/{name}": n for (p, r), found in written.items() for name, n in found.items() if n
    }
    assert written_in_all == counts(fold)


@settings(max_examples=50)
@given(histories(), st.data())
def test_a_fold_that_was_stored_and_loaded_goes_on_as_if_nothing_had_happened(
    events: list[Event], data: st.DataObject
) -> None:
    told = mixed(events, data)
    first, whole = a_fold(), a_fold()
    hear(whole, *told)
    third = len(told) // 3
    hear(first, *told[:third])
    saved = [first.drain()]
    hear(first, *told[third : 2 * third])
    saved.append(first.drain())
    second = loaded(*saved)
    hear(second, *told[2 * third :])
    assert named(second) == named(whole)


def test_an_application_counts_once_in_each_milestone_it_reached() -> None:
    reviewed = Event("a", 1, 1, facts(), {"opened": 0, "accepted": 3})
    assert heard(
        a_fold(),
        Event("a", 0, 1, facts(), {"submitted": 0}),
        reviewed,
        reviewed,
        Event("b", 0, 1, facts(), {"submitted": 0}),
    ) == {
        "gd/2019/submitted|pengjiang|3912|electronics": 2,
        "gd/2019/opened|pengjiang|3912|electronics": 1,
        "gd/2019/accepted|pengjiang|3912|electronics": 1,
        "gd/2019/submitted|20190506|pengjiang": 2,
        "gd/2019/opened|20190506|pengjiang": 1,
        "gd/2019/accepted|20190509|pengjiang": 1,
    }


def test_a_milestone_that_nobody_named_before_is_learnt_and_counted() -> None:
    assert heard(a_fold(), Event("a", 1, 1, facts(), {"shortlisted": 2})) == {
        "gd/2019/shortlisted|pengjiang|3912|electronics": 1,
        "gd/2019/shortlisted|20190508|pengjiang": 1,
    }


def test_the_milestones_of_the_former_version_keep_the_numbers_that_it_stored() -> None:
    rows = {"a": [0, 1, 0, 2, 1, [], [pack(7, DAY), pack(8, DAY + 1)], [pack(10, DAY + 2)]]}
    stored = msgspec.msgpack.decode(msgspec.msgpack.encode(rows), type=dict[str, Row])
    fold = a_fold()
    fold.restore([], [facts()], {0: stored})
    assert {name.split("/")[2] for name in named(fold) if "electronics" not in name} == {
        "recommended|20190506|pengjiang",
        "decided|20190507|pengjiang",
        "recognised|20190508|pengjiang",
    }


def test_numbers_are_learnt_in_turn_and_never_those_that_had_another_meaning() -> None:
    milestones = Milestones()
    assert [milestones.number(name) for name in ("shortlisted", "approved", "shortlisted")] == [
        FIRST_LEARNT,
        FIRST_LEARNT + 1,
        FIRST_LEARNT,
    ]
    formerly_counted = 5
    assert len(FORMER) + formerly_counted < FIRST_LEARNT


@pytest.mark.parametrize(
    "wrong", ["", "Approved", "1st", "a|b", "a.b", "a" * 41, f"accepted{RESERVED_END}"]
)
def test_what_can_not_be_a_milestone_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not an id"):
        Milestones().number(wrong)


def test_a_partition_learns_no_end_of_milestones() -> None:
    milestones = Milestones()
    for number in range(MOST - FIRST_LEARNT):
        milestones.number(f"m{number}")
    with pytest.raises(ValueError, match="one more than"):
        milestones.number("too_many")


@pytest.mark.parametrize(
    ("programme", "word"), [("gd", "withdrawn"), ("sz", "retracted"), ("unheard-of", "withdrawn")]
)
def test_a_withdrawn_one_counts_where_it_had_come_to_from_the_day_it_was_both(
    programme: str, word: str
) -> None:
    of = facts(programme=programme)
    withdrawn = Event("a", 0, 2, of, {"submitted": 0, word: 7})
    shortlisted = Event("a", 1, 1, of, {"accepted": 3, "shortlisted": 9})
    expected = {
        f"{programme}/2019/{name}": 1
        for name in (
            "submitted|pengjiang|3912|electronics",
            "submitted_and_withdrawn|pengjiang|3912|electronics",
            f"{word}|pengjiang|3912|electronics",
            "accepted|pengjiang|3912|electronics",
            "accepted_and_withdrawn|pengjiang|3912|electronics",
            "shortlisted|pengjiang|3912|electronics",
            "shortlisted_and_withdrawn|pengjiang|3912|electronics",
            "submitted|20190506|pengjiang",
            "submitted_and_withdrawn|20190513|pengjiang",
            f"{word}|20190513|pengjiang",
            "accepted|20190509|pengjiang",
            "accepted_and_withdrawn|20190513|pengjiang",
            "shortlisted|20190515|pengjiang",
            "shortlisted_and_withdrawn|20190515|pengjiang",
        )
    }
    for events in permutations([withdrawn, shortlisted, withdrawn]):
        fold = a_fold()
        assert heard(fold, *events) == expected
        assert named(fold) == expected


def test_the_word_of_one_programme_for_a_withdrawal_means_nothing_in_another() -> None:
    found = heard(a_fold(), Event("a", 0, 1, facts(), {"submitted": 0, "retracted": 1}))
    assert [name for name in found if "_and_withdrawn" in name] == []


def test_a_withdrawal_that_is_refused_counts_nowhere() -> None:
    found = heard(
        a_fold(),
        Event("a", 1, 1, facts(), {"recommended": 0}),
        Event("a", 0, 2, facts(), {"submitted": 0, "withdrawn": 2}),
        Event("a", 0, 3, facts(), {"submitted": 0}),
    )
    assert [name for name in found if "withdrawn" in name] == []


def test_a_milestone_that_is_taken_back_no_longer_counts() -> None:
    found = heard(
        a_fold(),
        Event("a", 1, 1, facts(), {"opened": 0, "not_accepted": 2}),
        Event("a", 1, 2, facts(), {"opened": 0}),
    )
    assert [name for name in found if "not_accepted" in name] == []


def test_new_facts_move_what_was_counted() -> None:
    found = heard(
        a_fold(),
        Event("a", 0, 1, facts("pengjiang"), {"submitted": 0}),
        Event("a", 0, 2, facts("xinhui"), {"submitted": 0}),
    )
    assert found == {
        "gd/2019/submitted|xinhui|3912|electronics": 1,
        "gd/2019/submitted|20190506|xinhui": 1,
    }


def test_the_facts_of_intake_win_over_those_of_review() -> None:
    found = heard(
        a_fold(),
        Event("a", 0, 1, facts("pengjiang"), {"submitted": 0}),
        Event("a", 1, 9, facts("xinhui"), {"opened": 1}),
    )
    assert districts_of(found) == {"pengjiang"}


def districts_of(found: Iterable[str]) -> set[str]:
    return {name.split("|")[-1] for name in found if "|20" in name}


def test_a_milestone_that_two_streams_date_differently_counts_on_the_earlier_day() -> None:
    found = heard(
        a_fold(),
        Event("a", 1, 1, facts(), {"submitted": 4}),
        Event("a", 0, 1, facts(), {"submitted": 2}),
    )
    assert found["gd/2019/submitted|20190508|pengjiang"] == 1
    assert "gd/2019/submitted|20190510|pengjiang" not in found


def test_many_changes_replace_the_tally_and_few_are_written_alone() -> None:
    fold = a_fold()
    for number in range(60):
        hear(fold, Event(f"a{number}", 0, 1, facts(f"d{number}"), {"submitted": 0}))
    assert [tally.replace for tally in fold.drain().tallies] == [True]
    hear(fold, Event("a0", 1, 1, facts("d0"), {"opened": 0}))
    (tally,) = fold.drain().tallies
    assert not tally.replace
    assert tally.cells == {"opened|d0|3912|electronics": 1}
    assert fold.drain().tallies == ()


def test_a_partition_uses_all_its_buckets() -> None:
    names = [f"application-{n}" for n in range(20_000)]
    mine = [name for name in names if partition_for(name.encode(), 6) == 2]
    assert {bucket_of(name) for name in mine} == set(range(BUCKETS))


def test_packed_milestones_tell_milestone_and_day() -> None:
    at = datetime(2020, 1, 17, tzinfo=UTC) + timedelta(hours=3)
    packed = pack(FORMER.index("recognised"), at.date().toordinal())
    assert (FORMER[milestone_of(packed)], day_of(packed)) == ("recognised", date(2020, 1, 17))
