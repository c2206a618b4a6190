"""Reads from a message only what the fold needs: who, which stream and sequence, the standing."""

from datetime import date, datetime
from typing import Any

import msgspec
from aiokafka import ConsumerRecord

from services.stats.consumers.cache import remember
from services.stats.consumers.own import Own
from services.stats.domain.declared import Declared
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import Milestones, Reached
from services.stats.domain.particulars import Particulars
from services.stats.domain.row import STREAMS
from shared.calendar import beijing_date
from shared.contracts import KINDS
from shared.messaging.envelope import LAST_SEQUENCE, SPEC_VERSION, Malformed

FIRST_DAY = date(1900, 1, 1)
"""Years of fewer than four digits could not be read back."""

Heard = tuple[str, int, int, Facts, Reached, Declared, Particulars]
"""Application, number of the stream, sequence, and what its standing says."""


class _Standing(msgspec.Struct, gc=False):
    programme: str
    round: str
    district: str
    industry: str
    category: str
    milestones: dict[str, str]
    subject: str | None = None
    facts: dict[str, bool | int | str] | None = None
    struck: dict[str, str] | None = None


class _Body(msgspec.Struct, gc=False):
    standing: _Standing


_KINDS = {
    kind.type.encode(): (STREAMS.index(kind.topic), "standing" in kind.model_fields)
    for kind in KINDS.values()
    if kind.topic in STREAMS
}
_VERSION = SPEC_VERSION.encode()
_READ_BY_OTHERS = ("ce_id", "ce_source")


class Standings:
    """Reads messages; remembers what repeats, so that equal values are one object."""

    def __init__(self) -> None:
        self._decoder = msgspec.json.Decoder(_Body)
        self._days: dict[str, int] = {}
        self._reached: dict[Reached, Reached] = {}
        self._facts: dict[tuple[str, ...], Facts] = {}
        self._own = Own().read

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
            # Not needed here; but what the other services bury must not be counted.
            for name in _READ_BY_OTHERS:
                if not head[name].decode():
                    raise Malformed(f"the header {name!r} is empty")
            datetime.fromisoformat(head["ce_time"].decode())
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
            facts, own = self._facts_of(standing), self._own(standing.subject, standing.facts)
            reached = self._reached_of(standing, milestones)
        except Exception as error:
            raise Malformed(f"the standing is unreadable: {error}") from error
        return application, stream, seq, facts, reached, *own

    def _facts_of(self, standing: _Standing) -> Facts:
        values = (
            standing.programme,
            standing.round,
            standing.district,
            standing.industry,
            standing.category,
        )
        known = self._facts.get(values)
        if known is None:
            known = Facts(*values)
            if fault := known.fault():
                raise ValueError(fault)
            remember(self._facts, values, known)
        return known

    def _reached_of(self, standing: _Standing, milestones: Milestones) -> Reached:
        days, known = self._days, milestones.packed
        try:
            packed = [
                known[milestone] + (days.get(at) or self._day(at))
                for milestone, at in standing.milestones.items()
            ]
        except KeyError:
            for milestone in standing.milestones:
                milestones.number(milestone)
            return self._reached_of(standing, milestones)
        if standing.struck:
            taken = standing.struck.items()
            packed += [milestones.struck(one) + self._day(at) for one, at in taken]
        if len(packed) > 1:
            packed.sort()
        reached = tuple(packed)
        return self._reached.get(reached) or remember(self._reached, reached, reached)

    def _day(self, text: str) -> int:
        day = beijing_date(datetime.fromisoformat(text))
        if day < FIRST_DAY:
            raise ValueError(f"{text} is before {FIRST_DAY}")
        return remember(self._days, text, day.toordinal())
