"""A fold to try things on: what streams say, and what it made of that."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from hypothesis import strategies as st

from services.stats.domain.changes import Changes
from services.stats.domain.declared import UNDECLARED, Kinds, declared, kinds_of, numbers_in
from services.stats.domain.facts import Facts
from services.stats.domain.fold import Fold
from services.stats.domain.milestones import FORMER, pack
from services.stats.domain.particulars import NONE, particulars, unpacked
from services.stats.domain.row import Row
from services.stats.domain.withdrawals import USUAL_WITHDRAWALS
from shared.contracts.base import FactValue

DAY = date(2019, 5, 6).toordinal()
MILESTONES = (*FORMER, "shortlisted", "approved", "retracted")
"""Those that every partition knows, and three that it learns."""

SUBJECTS = st.sampled_from(["S1", "S2", "S3"])


class Event(NamedTuple):
    """What a stream says of an application; milestones by id, with days after the first."""

    application: str
    stream: int
    seq: int
    facts: Facts
    milestones: Mapping[str, int]
    subject: str | None = None
    given: Mapping[str, FactValue] | None = None


def retracted_in_sz(programme: str) -> frozenset[str]:
    """One programme has a word of its own for a withdrawal."""
    return frozenset(("retracted",)) if programme == "sz" else USUAL_WITHDRAWALS(programme)


def a_fold() -> Fold:
    """A fold that has heard nothing."""
    return Fold(retracted_in_sz)


def facts(
    district: str = "pengjiang",
    round_: str = "2019",
    programme: str = "gd",
    category: str = "electronics",
    industry: str = "3912",
) -> Facts:
    """What the cells of an application are named by."""
    return Facts(programme, round_, district, industry, category)


def hear(fold: Fold, *events: Event) -> None:
    """Has the fold hear these events."""
    for event in events:
        milestones = event.milestones.items()
        reached = tuple(sorted(pack(fold.milestones.number(m), DAY + d) for m, d in milestones))
        text, own = UNDECLARED, NONE
        if event.given is not None:
            text = declared(event.given)
            numbers = [int(event.given[name]) for name in numbers_in(event.given)]
            own = particulars(event.subject, numbers)
        fold.hear(event.application, event.stream, event.seq, event.facts, reached, text, own)


def heard(fold: Fold, *events: Event) -> dict[str, int]:
    """What the fold counts after these events."""
    hear(fold, *events)
    return counts(fold)


def loaded(*saved: Changes) -> Fold:
    """A fold that takes up what was saved, as it comes back from the store."""
    buckets = {number: rows for changes in saved for number, rows in changes.buckets.items()}
    fold = a_fold()
    fold.restore(
        [value for changes in saved for value in changes.milestones.values],
        [value for changes in saved for value in changes.facts.values],
        [value for changes in saved for value in changes.declared.values],
        {number: as_stored(rows) for number, rows in buckets.items()},
    )
    return fold


def as_stored(rows: Mapping[str, object]) -> dict[str, Row]:
    """The rows as they come back from the store."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(rows), type=dict[str, Row])


def counts(fold: Fold) -> dict[str, int]:
    """Every non-zero cell and day, by name, counted anew from the rows."""
    whole = a_fold()
    whole.restore(
        fold.milestones.learnt.values,
        fold._facts.values,
        fold._declared.values,
        dict(enumerate(fold.buckets)),
    )
    return named(whole)


def named(fold: Fold) -> dict[str, int]:
    """Every cell and day that is written next and is not nought."""
    return {
        f"{tally.programme}/{tally.round}/{name}": count
        for tally in fold.drain().tallies
        for name, count in [*tally.cells.items(), *tally.days.items()]
        if count
    }


def own(fold: Fold) -> dict[str, tuple[Kinds, str | None, tuple[int, ...]]]:
    """What each application has for itself: facts, subject, numbers."""
    return {
        application: (kinds_of(fold._declared.values[row.declared]), *unpacked(row.particulars))
        for bucket in fold.buckets
        for application, row in bucket.items()
    }


GIVEN: tuple[dict[str, FactValue], ...] = (
    {},
    {"prize": True, "tier": "national", "sales": 5, "staff": 3},
    {"prize": True, "tier": "municipal", "sales": 7},
    {"prize": False, "sales": 0, "staff": 9},
    {"tier": "national"},
)
"""Some of a boolean, a choice and two numbers."""

WHERE = tuple(
    facts(*each)
    for each in (
        ("pengjiang", "2019", "gd", "electronics", "3912"),
        ("xinhui", "2019", "gd", "electronics", "3921"),
        ("xinhui", "2019", "gd", "services", "6513"),
        ("pengjiang", "2019", "sz", "services", "3912"),
        ("xinhui", "2018", "gd", "services", "3912"),
    )
)


@st.composite
def histories(
    draw: st.DrawFn,
    milestones: Sequence[str] = MILESTONES,
    where: Sequence[Facts] = WHERE,
    given: Sequence[Mapping[str, FactValue] | None] = (None, *GIVEN),
    at_least: int = 1,
) -> list[Event]:
    """What four streams say of a few applications; later events may move facts or take back.

    Those of outcomes and of cohorts say neither whose an application is nor any declared fact.
    """
    events: list[Event] = []
    days = st.dictionaries(st.sampled_from(milestones), st.integers(0, 3), max_size=4)
    for application in draw(st.lists(st.sampled_from("abcdef"), min_size=at_least, unique=True)):
        for stream in range(4):
            for seq in range(1, draw(st.integers(0, 3)) + 1):
                cut, told = draw(st.sampled_from(where)), draw(st.sampled_from(given))
                own = (None, None) if stream >= 2 or told is None else (draw(SUBJECTS), told)
                events.append(Event(application, stream, seq, cut, draw(days), *own))
    return events


def mixed(events: list[Event], data: st.DataObject) -> list[Event]:
    """The events in some order, some of them more than once."""
    repeated = data.draw(st.lists(st.sampled_from(events))) if events else []
    return data.draw(st.permutations([*events, *repeated]))


def districts_of(found: Iterable[str]) -> set[str]:
    """The districts of the days that were counted."""
    return {name.split("|")[-1] for name in found if "|20" in name}
