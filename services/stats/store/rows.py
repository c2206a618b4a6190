"""Answers questions from the rows that all members of a group have checkpointed."""

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.stats.domain.answering import answered
from services.stats.domain.declared import Declared, kinds_of
from services.stats.domain.excerpts import Columns, Excerpt, Excerpting, Tables
from services.stats.domain.facts import Facts
from services.stats.domain.questions import Answer, Question
from services.stats.store.documents import read_bucket
from shared.mongo import ASCENDING, Database, Session, session_of_one_instant

ROUNDS = 8
"""Of so many rounds, those asked about last, the excerpts are remembered."""

QUESTIONS = 200
"""So many questions are remembered of one round at most."""

ANSWERS = 1_000
"""So many answers, for any days, are remembered of one round at most."""

BUCKETS_AT_ONCE = 32

BucketId = tuple[str, int]
"""The id of a part, and the number of a bucket in it."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The excerpt of a bucket as of a stamp, with as many columns as there were."""

    stamp: int | None
    size: tuple[int, int, int]
    excerpt: Excerpt


@dataclass(slots=True)
class _Round:
    """What is remembered of a round, and what was answered since anything in it changed."""

    questions: set[Question] = field(default_factory=set)
    columns: Columns = field(default_factory=Columns)
    buckets: dict[BucketId, _Kept] = field(default_factory=dict)
    answers: dict[tuple[Question, date | None], Answer] = field(default_factory=dict)

    def answer(self, question: Question, as_of: date | None) -> Answer:
        """The answer from what is remembered."""
        known = self.answers.get((question, as_of))
        if known is None:
            excerpts = (kept.excerpt for kept in self.buckets.values())
            known = answered(question, self.columns, excerpts, as_of)
            if len(self.answers) >= ANSWERS:
                self.answers = {}
            self.answers[question, as_of] = known
        return known


@dataclass(frozen=True, slots=True)
class _Stored:
    """A partition as it stands in the store: its buckets, each with a stamp if it has one."""

    id: str
    epoch: int
    stamps: Mapping[int, int | None]


@dataclass(slots=True)
class _Read:
    """The tables of a partition as far as they were read; they only grow within an epoch."""

    epoch: int
    tables: Tables = field(default_factory=Tables)


class MongoRows:
    """Reads a bucket again only when it has changed, or when something new is asked of it."""

    def __init__(self, database: Database, group: str) -> None:
        self._database = database
        self._group = group
        self._tables: dict[str, _Read] = {}
        self._rounds: OrderedDict[tuple[str, str], _Round] = OrderedDict()
        self._reading = asyncio.Lock()

    async def answer(
        self,
        programme: str,
        round_: str,
        questions: Collection[Question],
        as_of: date | None = None,
    ) -> dict[Question, Answer]:
        """The answers, all of one moment, by the end of a day or by now."""
        # Whoever asks at the same time needs the same buckets.
        async with self._reading:
            of_round = self._remembered((programme, round_), questions)
            # Whatever is checkpointed meanwhile.
            async with await session_of_one_instant(self._database) as session:
                stored = await self._stored(session)
                for part in stored:
                    changed = [n for n in part.stamps if _changed(of_round, part, n)]
                    if changed:
                        of_round.answers = {}
                        tables = await self._tables_of(part, session)
                        excerpting = Excerpting(tables, programme, round_, of_round.columns)
                        await self._read(part, changed, excerpting, of_round, session)
            there = {(part.id, number) for part in stored for number in part.stamps}
            for gone in of_round.buckets.keys() - there:
                of_round.answers = {}
                del of_round.buckets[gone]
            answers = {}
            for question in questions:
                answers[question] = of_round.answer(question, as_of)
                await asyncio.sleep(0)
            return answers

    def _remembered(self, name: tuple[str, str], questions: Collection[Question]) -> _Round:
        of_round = self._rounds.pop(name, None) or _Round()
        of_round.questions.update(questions)
        if len(of_round.questions) > QUESTIONS:
            of_round = _Round(set(questions))
        for question in questions:
            of_round.columns.want(question)
        self._rounds[name] = of_round
        if len(self._rounds) > ROUNDS:
            self._rounds.popitem(last=False)
        return of_round

    async def _stored(self, session: Session) -> list[_Stored]:
        wanted = {"epoch": 1, "cursors": 1, "complete": 1, "stamps": 1}
        parts = self._database["parts"].find({"group": self._group}, wanted, session=session)
        found = []
        async for part in parts:
            stamps: dict[int, int | None] = {}
            # Where an older version has folded, buckets have changed under their stamps.
            if part["cursors"] == part.get("complete", []):
                stamps = {int(number): stamp for number, stamp in part.get("stamps", {}).items()}
            else:
                buckets = self._database["buckets"]
                of_part = buckets.find({"part": part["_id"]}, {"number": 1}, session=session)
                stamps = {bucket["number"]: None async for bucket in of_part}
            found.append(_Stored(part["_id"], part["epoch"], stamps))
        return found

    async def _read(
        self,
        part: _Stored,
        numbers: Sequence[int],
        excerpting: Excerpting,
        of_round: _Round,
        session: Session,
    ) -> None:
        for start in range(0, len(numbers), BUCKETS_AT_ONCE):
            ids = [f"{part.id}:{number}" for number in numbers[start : start + BUCKETS_AT_ONCE]]
            buckets = self._database["buckets"].find({"_id": {"$in": ids}}, session=session)
            async for bucket in buckets:
                number = bucket["number"]
                excerpt = excerpting.excerpt(read_bucket(bucket))
                of_round.buckets[part.id, number] = _Kept(
                    part.stamps[number], of_round.columns.size, excerpt
                )
                # A bucket takes as long as some requests.
                await asyncio.sleep(0)

    async def _tables_of(self, part: _Stored, session: Session) -> Tables:
        read = self._tables.get(part.id)
        if read is None or read.epoch != part.epoch:
            read = self._tables[part.id] = _Read(part.epoch)
        tables = read.tables
        for name, known, take in (
            ("milestones", tables.milestones.learnt.values, tables.milestones.number),
            ("facts", tables.facts, lambda row: tables.facts.append(Facts(*row))),
            ("declared", tables.declared, lambda row: tables.declared.append(_kinds(row))),
        ):
            of_part = {"part": part.id, "from": {"$gte": len(known)}}
            rows = self._database[name].find(of_part, session=session).sort("from", ASCENDING)
            async for added in rows:
                for row in added["rows"]:
                    take(row)
        return tables


def _changed(of_round: _Round, part: _Stored, number: int) -> bool:
    kept, stamp = of_round.buckets.get((part.id, number)), part.stamps[number]
    return (
        kept is None or stamp is None or (kept.stamp, kept.size) != (stamp, of_round.columns.size)
    )


def _kinds(text: str) -> Any:
    return kinds_of(Declared(text))
