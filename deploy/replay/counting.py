"""The statistics, as the service publishes them to everybody."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from deploy.replay.comparison import expected_values
from deploy.replay.scene import Scene
from deploy.replay.waiting import Stuck, until

Measures = Mapping[str, dict[str, Any]]


async def count(scene: Scene) -> tuple[Measures, str]:
    """The measures by id once they have settled, and why they have not, if they have not."""
    expected = _counts(scene)
    last = next(reversed(expected), "")
    with scene.bars.stage("statistics", int(expected.get(last, 0))) as bar:
        try:
            await until(
                "statistics",
                lambda: _values(scene),
                expected,
                lambda seen: bar.reach(int(seen.get(last) or 0)),
            )
        except Stuck as stuck:
            return await _measures(scene), str(stuck)
    return await _measures(scene), ""


async def events_folded(scene: Scene) -> int:
    """How many events the statistics rest on."""
    found = await scene.services.stats.ask("GET", f"/stats/v1/rounds/{scene.path}/position")
    return int(found["folded"])


def _counts(scene: Scene) -> dict[str, str]:
    """What the compared counts must become; the other figures follow from counts."""
    counts = {measure.id for measure in scene.programme.measures if measure.kind == "count"}
    values = expected_values(scene.replay, scene.size)
    return {
        id_: str(value)
        for id_, value in values.items()
        if id_ in counts and isinstance(value, Decimal)
    }


async def _measures(scene: Scene) -> Measures:
    found = await scene.services.stats.ask("GET", f"/stats/v1/rounds/{scene.path}")
    return {measure["id"]: measure for measure in found["measures"]}


async def _values(scene: Scene) -> dict[str, Any]:
    return {identity: measure["value"] for identity, measure in (await _measures(scene)).items()}
