"""A checkpoint as MongoDB documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from bson import Binary
from pymongo import InsertOne, ReplaceOne, UpdateOne

from services.stats.domain.changes import PageChange
from services.stats.domain.facts import Facts
from services.stats.domain.row import Row
from services.stats.ports import Checkpoint
from shared.mongo import Document

_rows = msgspec.msgpack.Encoder()
_read_rows = msgspec.msgpack.Decoder(dict[str, Row])


@dataclass(frozen=True, slots=True)
class Writes:
    """The writes of one partition's checkpoint, by collection."""

    partition: int
    part: UpdateOne
    facts: list[InsertOne[Document]]
    buckets: list[ReplaceOne[Document]]
    pages: list[UpdateOne]


def part_id(group: str, partition: int) -> str:
    """The name of a partition's documents, or the start of it."""
    return f"{group}:{partition}"


def writes(group: str, checkpoint: Checkpoint) -> Writes:
    """What has to be written; shares nothing with the fold."""
    part, changes = part_id(group, checkpoint.partition), checkpoint.changes
    cursors = [[stream, *cursor] for stream, cursor in checkpoint.cursors.items()]
    known = changes.facts_from
    return Writes(
        partition=checkpoint.partition,
        part=UpdateOne({"_id": part, "epoch": checkpoint.epoch}, {"$set": {"cursors": cursors}}),
        facts=[
            InsertOne({"_id": f"{part}:{known}", "part": part, "from": known, "rows": _list(facts)})
            for facts in ([changes.facts] if changes.facts else [])
        ],
        buckets=[
            ReplaceOne(
                {"_id": f"{part}:{number}"},
                {"part": part, "number": number, "rows": Binary(_rows.encode(rows))},
                upsert=True,
            )
            for number, rows in changes.buckets.items()
        ],
        pages=[_page(group, part, page) for page in changes.pages],
    )


def read_bucket(document: Mapping[str, Any]) -> dict[str, Row]:
    """The rows of a bucket document."""
    return _read_rows.decode(document["rows"])


def read_facts(document: Mapping[str, Any]) -> list[Facts]:
    """The facts of a facts document, in their order."""
    return [Facts(*row) for row in document["rows"]]


def _list(facts: tuple[Facts, ...]) -> list[list[str]]:
    return [list(row) for row in facts]


def _page(group: str, part: str, page: PageChange) -> UpdateOne:
    name: dict[str, Any] = {
        "group": group,
        "part": part,
        "programme": page.programme,
        "round": page.round,
    }
    if page.replace:
        counts: dict[str, Any] = {"cells": page.cells, "days": page.days}
    else:
        counts = {f"cells.{cell}": count for cell, count in page.cells.items()}
        counts |= {f"days.{day}": count for day, count in page.days.items()}
    return UpdateOne(
        {"_id": f"{part}:{page.programme}:{page.round}"},
        {"$set": name | counts, "$inc": {"version": 1}},
        upsert=True,
    )
