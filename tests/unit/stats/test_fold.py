"""Whatever order, however often: the same cells, and the same of each application."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.stats.domain.changes import Changes
from services.stats.domain.declared import Kinds
from services.stats.domain.fold import BUCKETS, bucket_of
from services.stats.domain.milestones import pack
from shared.messaging.envelope import partition_for
from tests.unit.stats.folding import (
    DAY,
    Event,
    a_fold,
    as_stored,
    counts,
    districts_of,
    facts,
    hear,
    heard,
    histories,
    loaded,
    mixed,
    named,
    own,
)


@settings(max_examples=50)
@given(histories(), st.data())
def test_any_order_and_any_repetition_give_the_same_cells(
    events: list[Event], data: st.DataObject
) -> None:
    in_order, in_any_order = a_fold(), a_fold()
    hear(in_order, *events)
    hear(in_any_order, *mixed(events, data))
    assert named(in_any_order) == named(in_order)
    assert own(in_any_order) == own(in_order)


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
    assert own(second) == own(whole)


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
    fold = a_fold()
    fold.restore([], [facts()], [], {0: as_stored(rows)})
    assert {name.split("/")[2] for name in named(fold) if "electronics" not in name} == {
        "recommended|20190506|pengjiang",
        "decided|20190507|pengjiang",
        "recognised|20190508|pengjiang",
    }


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


GIVEN = {"prize": True, "sales": 7}
OWN = (Kinds({"prize": True}, ("sales",)), "S1", (7,))


def test_an_outcome_takes_nothing_away_of_what_other_streams_say_of_an_application() -> None:
    said = Event("a", 1, 1, facts(), {"opened": 0}, "S1", GIVEN)
    outcome = Event("a", 2, 1, facts(), {"approved": 5})
    for events in permutations([said, outcome]):
        fold = a_fold()
        hear(fold, *events)
        assert own(fold) == {"a": OWN}


def test_what_intake_says_of_an_application_wins_over_what_review_says() -> None:
    intake = Event("a", 0, 1, facts(), {"submitted": 0}, "S1", GIVEN)
    review = Event("a", 1, 9, facts(), {"opened": 1}, "S2", {"prize": False})
    for events in permutations([intake, review]):
        fold = a_fold()
        hear(fold, *events)
        assert own(fold) == {"a": OWN}


def test_what_was_heard_last_may_be_heard_again_with_more_in_it() -> None:
    fold = a_fold()
    hear(fold, Event("a", 0, 2, facts(), {"submitted": 0}))
    fold.drain()
    hear(fold, Event("a", 0, 1, facts(), {}, "S2", {"prize": False}))
    assert fold.drain().buckets == {}
    hear(fold, Event("a", 0, 2, facts(), {"submitted": 0, "approved": 1}, "S1", GIVEN))
    assert own(fold) == {"a": OWN}
    assert {name.split("|")[0] for name in counts(fold)} == {
        "gd/2019/submitted",
        "gd/2019/approved",
    }


def test_a_round_moves_when_only_what_is_told_of_an_application_has_changed() -> None:
    fold = a_fold()
    hear(fold, Event("a", 0, 1, facts(), {"submitted": 0}, "S1", GIVEN))
    fold.drain()
    hear(fold, Event("a", 0, 2, facts(), {"submitted": 0}, "S1", GIVEN | {"sales": 8}))
    (tally,) = fold.drain().tallies
    assert (tally.replace, tally.cells, tally.days) == (False, {}, {})


def test_what_is_heard_again_word_for_word_changes_nothing() -> None:
    fold, event = a_fold(), Event("a", 0, 2, facts(), {"submitted": 0}, "S1", GIVEN)
    hear(fold, event)
    fold.drain()
    hear(fold, event)
    assert (fold.drain().buckets, fold.drain().tallies) == ({}, ())
