"""Versions that share a round: their cases stand side by side, so that the path must be one."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from shared.programmes.errors import Problem
from shared.programmes.loader import problem_at
from shared.programmes.model import Programme
from shared.programmes.path import Stage

Defined = tuple[Path, Programme]
"""A version, and the file that defines it."""


def shared_round_problems(found: Iterable[Defined]) -> Iterator[Problem]:
    """What the path of a version has otherwise than that of an older one with the same round.

    A list is frozen, and a meeting is held, for all cases of a round at once: they are looked for
    by the ids and words of one version.
    """
    versions = sorted(found, key=lambda one: (one[1].effective_from, one[1].version_order))
    for i, (file, newer) in enumerate(versions):
        for old_file, older in versions[:i]:
            rounds = [each.id for each in newer.rounds if each.id in _rounds(older)]
            if older.id == newer.id and rounds and (other := _difference(older, newer)):
                message = (
                    f"expected the stages and words of {older.key} ({old_file}), as both have the "
                    f"round {rounds[0]}, whose cases stand side by side: {other}. Keep them here, "
                    "or leave the round to one of the two versions"
                )
                yield problem_at(file, ("path",), message)
                break


def _rounds(programme: Programme) -> frozenset[str]:
    return frozenset(each.id for each in programme.rounds)


def _difference(older: Programme, newer: Programme) -> str | None:
    for was, is_ in zip_longest(older.path, newer.path):
        if was is None or is_ is None or (was.id, was.kind) != (is_.id, is_.kind):
            return f"{_called(was)} there, {_called(is_)} here"
        words, now = _words(was), _words(is_)
        if words != now:
            return f"{was.id} has the words {', '.join(words)} there, {', '.join(now)} here"
    return None


def _called(stage: Stage | None) -> str:
    return "no further stage" if stage is None else f"{stage.id} ({stage.kind})"


def _words(stage: Stage) -> tuple[str, ...]:
    return tuple(stage.word(state).id for state in stage.reachable)
