"""Statistics read messages in a way of their own, and take those that the other services take."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from services.stats.consumers.standings import Standings
from services.stats.domain.milestones import Milestones
from services.stats.domain.row import STREAMS
from shared.messaging.envelope import Malformed
from shared.messaging.incoming import as_message, read

SAMPLES = Path(__file__).parents[3] / "shared" / "contracts" / "samples"
TYPE = "laurel.application.submitted.v1"
GOOD: Mapping[str, bytes | None] = {
    "ce_specversion": b"1.0",
    "ce_id": b"e1",
    "ce_type": TYPE.encode(),
    "ce_source": b"/laurel/intake",
    "ce_subject": b"A1",
    "ce_time": b"2019-05-06T08:00:00+00:00",
    "ce_sequence": b"1",
    "content-type": b"application/json",
}
NEITHER_TAKES: Mapping[str, Mapping[str, bytes | None]] = {
    **{f"{name} is binary": {**GOOD, name: b"\xff\x00"} for name in GOOD if name[:3] == "ce_"},
    **{f"{name} is null": {**GOOD, name: None} for name in GOOD if name[:3] == "ce_"},
    **{
        f"{missing} is missing": {n: v for n, v in GOOD.items() if n != missing}
        for missing in GOOD
        if missing[:3] == "ce_"
    },
    "the time is none": {**GOOD, "ce_time": b"yesterday"},
    "the sequence is 0": {**GOOD, "ce_sequence": b"0"},
    "the key is another": {**GOOD, "ce_subject": b"A2"},
}
BOTH_TAKE: Mapping[str, Mapping[str, bytes | None]] = {
    "it is ours": GOOD,
    "a foreign header is binary": {**GOOD, "x-b3-sampled": b"\xff\xfe\x00"},
    "a foreign header is null": {**GOOD, "spring_json_header_types": None},
    "the trace is unreadable": {**GOOD, "traceparent": b"\xff\xff"},
}


def record(headers: Mapping[str, bytes | None]) -> "ConsumerRecord[Any, Any]":
    """A message of a submission, of application A1."""
    body = (SAMPLES / f"{TYPE}.json").read_bytes()
    return ConsumerRecord(
        "laurel.applications.v1",
        0,
        0,
        0,
        0,
        b"A1",
        body,
        None,
        2,
        len(body),
        tuple(headers.items()),
    )


def counted(found: "ConsumerRecord[Any, Any]") -> bool:
    """Whether statistics take it."""
    try:
        return Standings().read(found, STREAMS.index("applications.v1"), Milestones()) is not None
    except Malformed:
        return False


def heard(found: "ConsumerRecord[Any, Any]") -> bool:
    """Whether the other services take it."""
    try:
        return read(as_message(found)) is not None
    except Malformed:
        return False


@pytest.mark.parametrize("headers", BOTH_TAKE.values(), ids=BOTH_TAKE)
def test_headers_of_other_software_bury_no_event(headers: Mapping[str, bytes | None]) -> None:
    assert heard(record(headers))
    assert counted(record(headers))


@pytest.mark.parametrize("headers", NEITHER_TAKES.values(), ids=NEITHER_TAKES)
def test_what_one_reader_buries_no_other_counts(headers: Mapping[str, bytes | None]) -> None:
    assert not heard(record(headers))
    assert not counted(record(headers))
