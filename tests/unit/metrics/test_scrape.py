"""A scrape tells what it can, soon, and names what is missing."""

import asyncio
from collections.abc import Iterable

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from shared.errors import Unavailable
from shared.metrics import scrape as module
from shared.metrics.scrape import Scrape, gauge


async def here() -> Iterable[Metric]:
    return [gauge("here", "Something that answers.", 7, place="a")]


async def silent() -> Iterable[Metric]:
    await asyncio.Event().wait()
    return []


async def away() -> Iterable[Metric]:
    raise Unavailable("MongoDB does not answer")


async def faulty() -> Iterable[Metric]:
    raise ZeroDivisionError


def values(text: bytes, name: str) -> dict[tuple[str, ...], float]:
    return {
        tuple(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
        if sample.name == name
    }


async def test_what_never_answers_costs_neither_the_rest_nor_the_scrape(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ANSWER_WITHIN", 0.2)
    scrape = Scrape()
    scrape.probes |= {"here": here, "silent": silent, "away": away, "faulty": faulty}

    async with asyncio.timeout(60):
        text = await scrape.text()

    assert values(text, "here") == {("a",): 7}
    assert values(text, "laurel_probe_failed") == {
        ("here",): 0,
        ("silent",): 1,
        ("away",): 1,
        ("faulty",): 1,
    }
    assert values(text, "process_start_time_seconds")


async def test_two_probes_may_tell_of_the_same_thing() -> None:
    async def there() -> Iterable[Metric]:
        return [gauge("here", "Something that answers.", 8, place="b")]

    scrape = Scrape()
    scrape.probes |= {"one": here, "other": there}
    text = await scrape.text()
    assert values(text, "here") == {("a",): 7, ("b",): 8}
    assert text.count(b"# TYPE here ") == 1
