"""What corrections of announced lists say, against what was told and what the register has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deploy.audit.journal_side import JournalEvent
from shared.contracts.lists import ListAnnounced, ListCorrected
from shared.contracts.outcomes import OutcomeCorrected
from shared.contracts.register import CertificateIssued, CertificateVoided, RecognitionStruck

_CHANGES = ("removed", "added", "reprinted")
_Named = tuple[str, int, str, int]
"""List, correction, change and entry."""


def corrections_side(events: Sequence[JournalEvent]) -> tuple[int, list[str]]:
    """How many corrections there are, and what is wrong with them.

    Every entry that one names is told once as corrected, and its counts add up. What was removed is
    struck from the register once, with every document about it void.
    """
    corrections = _of(events, ListCorrected.type)
    named = Counter[_Named](
        (one["list"], one["correction"], change, entry)
        for one in corrections
        for change in _CHANGES
        for entry in one[change]
    )
    told = Counter[_Named](
        (one["list"], one["correction"], one["change"], one["entry"])
        for one in _of(events, OutcomeCorrected.type)
    )
    struck = _of(events, RecognitionStruck.type)
    gone = Counter[_Named](
        (one["list"], one["correction"], "removed", one["entry"]) for one in struck
    )
    wrong = [
        f"{_name(one)}: named {named[one]}×, told {told[one]}×"
        for one in named.keys() | told.keys()
        if (named[one], told[one]) != (1, 1)
    ]
    removed = Counter({one: count for one, count in named.items() if one[2] == "removed"})
    wrong += [
        f"{_name(one)}: struck {gone[one]}×"
        for one in removed.keys() | gone.keys()
        if (removed[one], gone[one]) != (1, 1)
    ]
    wrong += _counts(events, corrections)
    void = {one["number"] for one in _of(events, CertificateVoided.type)}
    ended = {one["recognition"] for one in struck}
    wrong += [
        f"{one['number']}: about {one['recognition']}, which is struck, and not void"
        for one in _of(events, CertificateIssued.type)
        if one["recognition"] in ended and one["number"] not in void
    ]
    return len(corrections), wrong


def _counts(events: Sequence[JournalEvent], corrections: list[Mapping[str, Any]]) -> Iterator[str]:
    """Where a correction says other counts than the announcement and those before it leave."""
    announced = {one["list"]: one["recognised"] for one in _of(events, ListAnnounced.type)}
    listed = dict(announced)
    for one in sorted(corrections, key=lambda one: (one["list"], one["correction"])):
        list_ = one["list"]
        left = listed.get(list_, 0) + len(one["added"]) - len(one["removed"])
        said = (one["announced"], one["before"], one["listed"])
        known = (announced.get(list_), listed.get(list_), left)
        if said != known:
            yield f"{list_}/{one['correction']}: says {said}, the events {known}"
        listed[list_] = left


def _of(events: Sequence[JournalEvent], type_: str) -> list[Mapping[str, Any]]:
    return [event.data for event in events if event.type == type_]


def _name(one: _Named) -> str:
    return "/".join(map(str, one))
