"""Rounds whose dates follow one another, and are those that the path needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.calendar import beijing_date
from shared.programmes.nearest import undefined
from shared.programmes.path import PublicNotice, Recommendation
from shared.programmes.reference_kinds import Fault, Loc

if TYPE_CHECKING:
    from shared.programmes.model import Programme
    from shared.programmes.rounds import Round

_DATES = (
    ("recommend_by", Recommendation, "nobody recommends"),
    ("notice_from", PublicNotice, "no list is put under notice"),
)


def round_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the dates of each round. Its calendar may name stages that no path has."""
    sessions: set[int] = set()
    for i, round_ in enumerate(programme.rounds):
        at: Loc = ("rounds", i)
        yield from _order(at, round_)
        yield from _needed(at, round_, programme)
        yield from _tiers((*at, "recommend_by_stage"), round_, programme)
        if round_.session in sessions:
            yield (
                (*at, "session"),
                f"expected a new session, but {round_.session} is used above; number it anew",
            )
        if round_.session is not None:
            sessions.add(round_.session)


def _order(at: Loc, round_: Round) -> Iterator[Fault]:
    if round_.closes_at <= round_.opens_at:
        yield (*at, "closes_at"), f"expected an instant after opens_at {round_.opens_at}"
    if round_.recommend_by and round_.recommend_by < round_.closes_at:
        yield (*at, "recommend_by"), f"expected closes_at {round_.closes_at} or later"
    closes_on = beijing_date(round_.closes_at)
    if round_.notice_from and round_.notice_from < closes_on:
        yield (*at, "notice_from"), f"expected closes_at {round_.closes_at} or later"
    if round_.announce_on and round_.notice_from and round_.announce_on < round_.notice_from:
        yield (*at, "announce_on"), f"expected notice_from {round_.notice_from} or later"
    elif round_.announce_on and round_.announce_on < closes_on:
        yield (*at, "announce_on"), f"expected closes_at {round_.closes_at} or later"
    for j, entry in enumerate(round_.calendar):
        if entry.ends_on < entry.starts_on:
            loc = (*at, "calendar", j, "ends_on")
            yield loc, f"expected starts_on {entry.starts_on} or later"


def _needed(at: Loc, round_: Round, programme: Programme) -> Iterator[Fault]:
    for name, kind, why in _DATES:
        stages, given = programme.way.of_kind(kind), getattr(round_, name)
        if stages and given is None:
            yield (*at, name), f"expected this date: the stage {stages[0].id} goes by it"
        if given is not None and not stages:
            yield (*at, name), f"expected no such date: in this path {why}; leave it out"


def _tiers(at: Loc, round_: Round, programme: Programme) -> Iterator[Fault]:
    """Each tier ends when the one before does, or later, and none after `recommend_by`."""
    tiers = [stage.id for stage in programme.way.of_kind(Recommendation)]
    for id_ in round_.recommend_by_stage:
        if id_ not in tiers:
            yield (*at, id_), undefined(id_, tiers, "recommendations of the path")
    earlier = round_.closes_at
    for id_ in tiers:
        until = round_.recommend_until(id_)
        if until is None:
            return
        if until < earlier or (round_.recommend_by and until > round_.recommend_by):
            yield (
                (*at, id_) if id_ in round_.recommend_by_stage else at,
                f"expected an instant from {earlier} to {round_.recommend_by}: no tier ends "
                "before the one below it, nor after recommend_by",
            )
        earlier = until
