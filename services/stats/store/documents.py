"""A checkpoint as MongoDB documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from services.stats.domain.changes import TallyChange
from services.stats.domain.row import Row
from services.stats.domain.table import Added
from services.stats.ports import Checkpoint
from shared.mongo import Binary, Document, InsertOne, ReplaceOne, UpdateOne

_rows = msgspec.msgpack.Encoder()
_read_rows = msgspec.msgpack.Decoder(dict[str, Row])


_NUMBERS = 32
"""Bits for the number of a checkpoint in its epoch: no stamp is ever given twice."""


@dataclass(frozen=True, slots=True)
class Writes:
    """The writes of one partition's checkpoint, by collection."""

    partition: int
    part: UpdateOne
    milestones: list[InsertOne[Document]]
    facts: list[InsertOne[Document]]
    declared: list[InsertOne[Document]]
    buckets: list[ReplaceOne[Document]]
    tallies: list[UpdateOne]


def part_id(group: str, partition: int) -> str:
    """The name of a partition's documents, or the start of it."""
    return f"{group}:{partition}"


def writes(group: str, checkpoint: Checkpoint) -> Writes:
    """What has to be written; shares nothing with the fold."""
    part, changes = part_id(group, checkpoint.partition), checkpoint.changes
    cursors = [[stream, *cursor] for stream, cursor in checkpoint.cursors.items()]
    stamp = checkpoint.epoch << _NUMBERS | checkpoint.number
    stamps = {f"stamps.{number}": stamp for number in changes.buckets}
    return Writes(
        partition=checkpoint.partition,
        part=UpdateOne(
            {"_id": part, "epoch": checkpoint.epoch},
            {"$set": {"cursors": cursors, "complete": cursors} | stamps},
        ),
        milestones=_added(part, changes.milestones),
        facts=_added(part, changes.facts),
        declared=_added(part, changes.declared),
        buckets=[
            ReplaceOne(
                {"_id": f"{part}:{number}"},
                {"part": part, "number": number, "rows": Binary(_rows.encode(rows))},
                upsert=True,
            )
            for number, rows in changes.buckets.items()
        ],
        tallies=[_tally(group, part, tally) for tally in changes.tallies],
    )


def read_bucket(document: Mapping[str, Any]) -> dict[str, Row]:
    """The rows of a bucket document."""
    return _read_rows.decode(document["rows"])


def _added(part: str, added: Added[Any]) -> list[InsertOne[Document]]:
    if not added.values:
        return []
    rows = [list(v) if isinstance(v, tuple) else v for v in added.values]
    first = added.first
    return [InsertOne({"_id": f"{part}:{first}", "part": part, "from": first, "rows": rows})]


def _tally(group: str, part: str, tally: TallyChange) -> UpdateOne:
    name: dict[str, Any] = {
        "group": group,
        "part": part,
        "programme": tally.programme,
        "round": tally.round,
    }
    if tally.replace:
        counts: dict[str, Any] = {"cells": tally.cells, "days": tally.days}
    else:
        counts = {f"cells.{cell}": count for cell, count in tally.cells.items()}
        counts |= {f"days.{day}": count for day, count in tally.days.items()}
    return UpdateOne(
        {"_id": f"{part}:{tally.programme}:{tally.round}"},
        {"$set": name | counts, "$inc": {"version": 1}},
        upsert=True,
    )
