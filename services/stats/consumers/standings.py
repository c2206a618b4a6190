"""Reads from a message only what the fold needs: who, which stream and sequence, the standing."""

from datetime import date, datetime
from typing import Any, TypeVar

import msgspec
from aiokafka import ConsumerRecord

from services.stats.domain.facts import Facts
from services.stats.domain.milestones import Milestones, Reached
from services.stats.domain.row import STREAMS
from shared.calendar import beijing_date
from shared.contracts import KINDS
from shared.messaging.envelope import LAST_SEQUENCE, SPEC_VERSION, Malformed

K = TypeVar("K")
V = TypeVar("V")
CACHED = 20_000
"""Entries of each cache before it starts anew; standings repeat the same instants and sets."""

FIRST_DAY = date(1900, 1, 1)
"""Years of fewer than four digits could not be read back."""

Heard = tuple[str, int, int, Facts, Reached]
"""Application, number of the stream, sequence, facts, milestones."""


class _Standing(msgspec.Struct):
    programme: str
    round: str
    district: str
    industry: str
    category: str
    milestones: dict[str, str]


class _Body(msgspec.Struct):
    standing: _Standing


_KINDS = {
    kind.type.encode(): (STREAMS.index(kind.topic), "standing" in kind.model_fields)
    for kind in KINDS.values()
    if kind.topic in STREAMS
}
_VERSION = SPEC_VERSION.encode()


class Standings:
    """Reads messages; remembers what repeats, so that equal values are one object."""

    def __init__(self) -> None:
        self._decoder = msgspec.json.Decoder(_Body)
        self._days: dict[str, int] = {}
        self._reached: dict[Reached, Reached] = {}
        self._facts: dict[Facts, Facts] = {}

    def read(
        self, record: "ConsumerRecord[Any, Any]", stream: int, milestones: Milestones
    ) -> Heard | None:
        """What a message of this stream says; None when its kind has no standing.

        A milestone that is not known yet is learnt. Raises Malformed when it is not one of
        Laurel's events or does not belong here.
        """
        head = dict(record.headers)
        try:
            kind = _KINDS.get(head["ce_type"])
            if kind is None or kind[0] != stream:
                raise Malformed(f"the type {head['ce_type']!r} does not belong on {record.topic!r}")
            if head["ce_specversion"] != _VERSION:
                raise Malformed(f"ce_specversion is {head['ce_specversion']!r}, expected '1.0'")
            seq = int(head["ce_sequence"])
            key = record.key or b""
            if head["ce_subject"] != key:
                raise Malformed(f"the key {key!r} is not the subject {head['ce_subject']!r}")
            application = key.decode()
        except Malformed:
            raise
        except KeyError as error:
            raise Malformed(f"the header {error.args[0]!r} is missing") from error
        # Anybody may have written it, and whatever it breaks must not hold up the others.
        except Exception as error:
            raise Malformed(f"a header is unreadable: {error!r}") from error
        if not 1 <= seq <= LAST_SEQUENCE or not application:
            raise Malformed(
                f"ce_sequence is {seq} and the key {key!r}; expected 1 to {LAST_SEQUENCE}, a key"
            )
        if not kind[1]:
            return None
        try:
            standing = self._decoder.decode(record.value or b"").standing
            facts, reached = self._facts_of(standing), self._reached_of(standing, milestones)
        except Exception as error:
            raise Malformed(f"the standing is unreadable: {error}") from error
        return application, stream, seq, facts, reached

    def _facts_of(self, standing: _Standing) -> Facts:
        facts = Facts(
            standing.programme,
            standing.round,
            standing.district,
            standing.industry,
            standing.category,
        )
        known = self._facts.get(facts)
        if known is None:
            if fault := facts.fault():
                raise ValueError(fault)
            known = _remember(self._facts, facts, facts)
        return known

    def _reached_of(self, standing: _Standing, milestones: Milestones) -> Reached:
        days, known = self._days, milestones.packed
        if not standing.milestones.keys() <= known.keys():
            for milestone in standing.milestones:
                milestones.number(milestone)
        packed = [
            known[milestone] + (days.get(at) or self._day(at))
            for milestone, at in standing.milestones.items()
        ]
        if len(packed) > 1:
            packed.sort()
        reached = tuple(packed)
        return self._reached.get(reached) or _remember(self._reached, reached, reached)

    def _day(self, text: str) -> int:
        day = beijing_date(datetime.fromisoformat(text))
        if day < FIRST_DAY:
            raise ValueError(f"{text} is before {FIRST_DAY}")
        return _remember(self._days, text, day.toordinal())


def _remember(cache: dict[K, V], key: K, value: V) -> V:
    if len(cache) >= CACHED:
        cache.clear()
    cache[key] = value
    return value
